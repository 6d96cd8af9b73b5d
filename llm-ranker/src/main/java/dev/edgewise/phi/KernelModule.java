/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import dev.edgewise.phi.archive.ArchiveInfo;
import dev.edgewise.phi.archive.PhiShape;
import dev.edgewise.phi.archive.TorchScriptFile;
import dev.edgewise.phi.token.ModelException;
import dev.edgewise.phi.torch.CacheBudget;
import dev.edgewise.phi.torch.KernelLibrary;
import dev.edgewise.phi.torch.PackedRows;
import dev.edgewise.phi.torch.PassPlan;
import dev.edgewise.phi.torch.SharedMemory;
import dev.edgewise.phi.torch.TailStep;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A module that the native kernels compute, a pass in one call. They read the weights from the
 * file, without libtorch. Each pass is a list of branches: rows that see a shared past, then what
 * their own memory holds, then each other.
 */
final class KernelModule implements PhiModule {
  private static final int ALIGNMENT = 16;

  /** Tokens of a pass: nearly as fast as more, and others wait less. */
  private static final int PASS = 256;

  /** Tokens whose numbers stay in a processor's cache. */
  private static final int TILE = 64;

  private final PtNDManager memory;
  private final KernelLibrary library;
  private final String kernel;
  private final PhiShape shape;
  private final long model;
  private final long bytesPerBlock;

  private KernelModule(
      PtNDManager memory, KernelLibrary library, String kernel, PhiShape shape, long model) {
    this.memory = memory;
    this.library = library;
    this.kernel = kernel;
    this.shape = shape;
    this.model = model;
    this.bytesPerBlock =
        library.number("text_bytes", IValue.from(model), IValue.from((long) ALIGNMENT));
  }

  /**
   * Reads a file for a kernel.
   *
   * @throws ModelException when this machine has no such kernel, or the file doesn't fit the card
   */
  static KernelModule open(
      PtNDManager memory,
      KernelLibrary library,
      Path file,
      ArchiveInfo info,
      LoadOptions options,
      boolean large) {
    List<String> kernels = library.kernels();
    int kernel = options.kernel().isEmpty() ? 0 : kernels.indexOf(options.kernel());
    if (kernel < 0) {
      throw ModelException.of(
          "No kernel %s on this processor: it has %s and %s",
          options.kernel(), String.join(", ", kernels), LoadOptions.LIBTORCH);
    }
    PhiShape shape = info.card().shape();
    try (PtNDManager scope = memory.newSubManager(memory.getDevice())) {
      byte[] path = (file.toAbsolutePath() + "\0").getBytes(StandardCharsets.UTF_8);
      long[] table = table(TorchScriptFile.tensors(file, shape, info.precision()));
      NDArray bytes = scope.create(ByteBuffer.wrap(path), new Shape(path.length), DataType.INT8);
      long model =
          library.number(
              "open",
              IValue.from((PtNDArray) scope.create(numbers(info, options, large, kernel))),
              IValue.from((PtNDArray) bytes),
              IValue.from((PtNDArray) scope.create(table)));
      if (model == 0) {
        throw ModelException.of("%s can't be read, or there is too little memory for it", file);
      }
      return new KernelModule(memory, library, kernels.get(kernel), shape, model);
    } catch (IOException e) {
      throw new ModelException("Can't read " + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Offset, bytes and elements of each tensor, in the kernels' order: matrices, norms with the last
   * one at the end, frequencies.
   */
  private static long[] table(List<TorchScriptFile.StoredTensor> tensors) {
    List<TorchScriptFile.StoredTensor> sorted = new ArrayList<>();
    tensors.stream().skip(2).filter(t -> !t.name().endsWith("norm")).forEach(sorted::add);
    tensors.stream().filter(t -> t.name().endsWith("_norm")).forEach(sorted::add);
    tensors.stream().filter(t -> t.name().equals("norm")).forEach(sorted::add);
    sorted.addAll(tensors.subList(0, 2));
    return sorted.stream()
        .flatMapToLong(t -> LongStream.of(t.offset(), t.bytes(), t.elements()))
        .toArray();
  }

  /** The model's sizes in the order that the kernels expect; see loaded_model.h. */
  private static long[] numbers(ArchiveInfo info, LoadOptions options, boolean large, int kernel) {
    PhiShape s = info.card().shape();
    return new long[] {
      s.hidden(),
      s.layers(),
      s.heads(),
      s.kvHeads(),
      s.ffn(),
      s.headWidth(),
      s.rotary(),
      s.window(),
      s.vocab(),
      s.tiedHead() ? 1 : 0,
      switch (info.precision()) {
        case F32 -> 0;
        case BF16 -> 1;
        case INT8 -> 2;
        case INT4 -> 3;
      },
      switch (options.cache().of(info.precision())) {
        case F32, AUTO -> 0;
        case INT8 -> 2;
        case F16 -> 4;
      },
      large ? options.threads() : 1,
      large ? 0 : TILE,
      kernel,
      Double.doubleToRawLongBits(PhiShape.NORM_EPSILON),
      Double.doubleToRawLongBits(info.ropeFactor())
    };
  }

  @Override
  public String kernel() {
    return kernel;
  }

  @Override
  public int rowsPerPass() {
    return PASS;
  }

  @Override
  public SharedMemory newCache(CacheBudget budget, int tokens) {
    return newTails(budget, 1, tokens);
  }

  @Override
  public SharedMemory newTails(CacheBudget budget, int texts, int room) {
    int blocks = (room + ALIGNMENT - 1) / ALIGNMENT;
    Shape size = new Shape(2L * shape.layers() * texts * blocks * bytesPerBlock);
    return SharedMemory.allocate(
        memory,
        budget,
        size,
        DataType.INT8,
        blocks * ALIGNMENT,
        tensor -> library.number("address", IValue.from(tensor)));
  }

  @Override
  public float[][] prefill(
      SharedMemory cache, int[] tokens, int at, boolean stretched, boolean logits) {
    PassPlan plan = new PassPlan(stretched);
    PassPlan.Store own = new PassPlan.Store(cache, 1, 0, at);
    plan.branch(tokens, null, own, logits ? tokens.length : 0);
    return PhiModule.rows(compute(plan.ids(), plan.numbers()), shape.vocab());
  }

  @Override
  public float[][][] score(
      List<SharedMemory> caches, boolean stretched, List<PackedRows.Group> groups) {
    PassPlan plan = new PassPlan(stretched);
    List<int[]> labels = new ArrayList<>();
    for (int g = 0; g < groups.size(); g++) {
      PackedRows.Group group = groups.get(g);
      PassPlan.Store past = new PassPlan.Store(caches.get(g), 1, 0, group.start());
      for (int[] branch : group.branches()) {
        plan.branch(branch, past, null, 1);
        labels.add(group.labels());
      }
    }
    int most = labels.stream().mapToInt(of -> of.length).max().orElse(1);
    float[] logits = compute(plan.ids(), plan.numbers(most, labels));
    float[][][] scores = new float[groups.size()][][];
    int at = 0;
    for (int g = 0; g < scores.length; g++) {
      scores[g] = new float[groups.get(g).branches().size()][];
      for (int b = 0; b < scores[g].length; b++) {
        scores[g][b] = Arrays.copyOfRange(logits, at, at + groups.get(g).labels().length);
        at += most;
      }
    }
    return scores;
  }

  @Override
  public float[][] extend(List<TailStep> steps, boolean stretched) {
    PassPlan plan = new PassPlan(stretched);
    for (TailStep step : steps) {
      PassPlan.Store past = new PassPlan.Store(step.cache(), 1, 0, step.prefix());
      int texts = step.inputs().length;
      for (int t = 0; t < texts; t++) {
        int[] input = step.inputs()[t];
        if (input.length > 0) {
          PassPlan.Store own = new PassPlan.Store(step.tails(), texts, t, step.lengths()[t]);
          plan.branch(input, past, own, step.everywhere() ? input.length : 1);
        }
      }
    }
    return PhiModule.rows(compute(plan.ids(), plan.numbers()), shape.vocab());
  }

  /** Computes a pass and returns the wanted logits, row by row. */
  private float[] compute(long[] ids, long[] plan) {
    try (PtNDManager scope = memory.newSubManager(memory.getDevice())) {
      float[] result =
          library
              .tensor(
                  scope,
                  "compute",
                  IValue.from(model),
                  IValue.from((PtNDArray) scope.create(ids)),
                  IValue.from((PtNDArray) scope.create(plan)))
              .toFloatArray();
      // the last number tells whether the pass succeeded
      if (result[result.length - 1] != 0) {
        throw new ModelException("The native kernels couldn't compute a pass; stderr says why");
      }
      return Arrays.copyOf(result, result.length - 1);
    }
  }

  @Override
  public void close() {
    if (memory.isOpen()) {
      long unused = library.number("close", IValue.from(model));
      memory.close();
    }
  }
}
