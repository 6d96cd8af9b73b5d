/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import dev.edgewise.phi.archive.ArchiveInfo;
import dev.edgewise.phi.archive.PhiArchive;
import dev.edgewise.phi.archive.PhiShape;
import dev.edgewise.phi.archive.Precision;
import dev.edgewise.phi.archive.StoredMatrix;
import dev.edgewise.phi.archive.WeightLayout;
import dev.edgewise.phi.token.ModelException;
import dev.edgewise.phi.torch.CacheBudget;
import dev.edgewise.phi.torch.PackedRows;
import dev.edgewise.phi.torch.SharedMemory;
import dev.edgewise.phi.torch.TailStep;
import dev.edgewise.phi.torch.Torch;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * A loaded TorchScript module: its methods with Java types, and the native memory that holds it.
 * Only inference threads may call its methods.
 */
final class PhiModule implements AutoCloseable {
  private final PtNDManager memory;
  private final PtSymbolBlock module;
  private final PhiShape shape;
  private final DataType cacheType;
  private final IntegerKernel kernel;
  private final IValue packed;

  /**
   * Loads a module file and chooses its integer kernel.
   *
   * @param memory native memory for the module, which owns it from now on
   * @param forced the kernel to use even if it isn't exact on this processor; null chooses one
   */
  PhiModule(
      PtNDManager memory,
      Path file,
      ArchiveInfo info,
      LoadOptions options,
      @Nullable IntegerKernel forced) {
    this.memory = memory;
    this.shape = info.card().shape();
    this.cacheType = cacheType(options.cache(), info.precision());
    try {
      this.module = Torch.load(memory, file);
      checkShapes(info.precision(), file);
      this.kernel =
          forced == null
              ? IntegerKernel.choose(module, info.precision(), options.purpose())
              : forced.applyTo(module);
      this.packed = Torch.call(module, "pack");
    } catch (RuntimeException e) {
      memory.close();
      throw e;
    }
  }

  private static DataType cacheType(LoadOptions.Cache cache, Precision precision) {
    return switch (cache) {
      case AUTO -> precision.quantised() ? DataType.FLOAT16 : DataType.FLOAT32;
      case F32 -> DataType.FLOAT32;
      case F16 -> DataType.FLOAT16;
      case INT8 -> DataType.INT8;
    };
  }

  private void checkShapes(Precision precision, Path file) {
    List<StoredMatrix.Part> expected = StoredMatrix.parts(WeightLayout.matrices(shape), precision);
    try (PtNDManager scope = newScope();
        IValue weights = Torch.call(module, "weights")) {
      PtNDArray[] actual = weights.toTensorArray(scope);
      for (int i = 0; i < Math.max(actual.length, expected.size()); i++) {
        String has = i < actual.length ? Arrays.toString(actual[i].getShape().getShape()) : "none";
        String needs = i < expected.size() ? expected.get(i).shape().toString() : "none";
        if (!has.equals(needs)) {
          String name = i < expected.size() ? expected.get(i).name() : "beyond the last";
          throw ModelException.of(
              "%s has weight %s of shape %s, but %s requires %s",
              file, name, has, PhiArchive.CARD, needs);
        }
      }
    }
  }

  IntegerKernel kernel() {
    return kernel;
  }

  private PtNDManager newScope() {
    return memory.newSubManager(memory.getDevice());
  }

  /**
   * Allocates memory for the keys and values of a prefix, [layers,2,tokens,kv,width].
   *
   * @throws ModelException when the budget has too few bytes left
   */
  SharedMemory newCache(CacheBudget budget, int tokens) {
    return allocate(
        budget, new Shape(shape.layers(), 2, tokens, shape.kvHeads(), cacheWidth()), cache -> {});
  }

  /**
   * Allocates memory for the keys and values of texts, [layers,2,texts,room,kv,width], set to zero.
   *
   * @throws ModelException when the budget has too few bytes left
   */
  SharedMemory newTails(CacheBudget budget, int texts, int room) {
    return allocate(
        budget,
        new Shape(shape.layers(), 2, texts, room, shape.kvHeads(), cacheWidth()),
        tails -> Torch.call(module, "clear", IValue.from(tails)).close());
  }

  /** In 8 bits, one more value behind the values of each head holds their scale. */
  private int cacheWidth() {
    return shape.headWidth() + (cacheType == DataType.INT8 ? 1 : 0);
  }

  private SharedMemory allocate(CacheBudget budget, Shape size, Consumer<PtNDArray> initialize) {
    long bytes = size.size() * cacheType.getNumOfBytes();
    budget.take(bytes);
    PtNDManager scope = newScope();
    try {
      PtNDArray tensor = scope.create(size, cacheType);
      initialize.accept(tensor);
      return new SharedMemory(scope, budget, tensor, bytes);
    } catch (RuntimeException e) {
      scope.close();
      budget.giveBack(bytes);
      throw e;
    }
  }

  /**
   * Reads tokens into a cache, from position {@code at} on.
   *
   * @return for each of the tokens, the logits of the whole vocabulary; empty unless {@code logits}
   */
  float[][] prefill(PtNDArray cache, int[] tokens, int at, boolean stretched, boolean logits) {
    try (PtNDManager scope = newScope();
        IValue result =
            Torch.call(
                module,
                "prefill",
                List.of(packed),
                ids(scope, Arrays.stream(tokens).asLongStream().toArray()),
                IValue.from((long) at),
                IValue.from(stretched),
                IValue.from(cache),
                IValue.from(logits))) {
      return logits ? rows(result.toTensor(scope)) : new float[0][];
    }
  }

  /**
   * Computes the logits of labels at the end of each branch, for {@link PackedRows#sorted}.
   *
   * @param caches keys and values of each group's prefix
   */
  float[] score(List<PtNDArray> caches, boolean stretched, PackedRows rows) {
    try (PtNDManager scope = newScope();
        IValue result =
            Torch.call(
                module,
                "score",
                List.of(packed),
                ids(scope, rows.ids()),
                ids(scope, rows.positions()),
                IValue.from(stretched),
                list(caches),
                IValue.listFrom(rows.behind()),
                list(map(rows.grids(), grid -> matrix(scope, grid.places(), grid.width()))),
                list(map(rows.grids(), grid -> array(scope, grid.slots()))),
                ids(scope, rows.ends()),
                IValue.listFrom(rows.counts()),
                list(map(rows.labels(), labels -> array(scope, labels))))) {
      return result.toTensor(scope).toFloatArray();
    }
  }

  /**
   * Extends texts by the rows of the steps, and stores the rows' keys and values in the tails.
   *
   * @param stretched whether all steps use the frequencies for long texts
   * @return for each step's ends in order, the logits of the whole vocabulary
   */
  float[][] extend(List<TailStep> steps, boolean stretched) {
    try (PtNDManager scope = newScope();
        IValue result =
            Torch.call(
                module,
                "extend",
                List.of(packed),
                ids(scope, joined(steps, TailStep::ids)),
                ids(scope, joined(steps, TailStep::positions)),
                IValue.from(stretched),
                list(map(steps, TailStep::cache)),
                list(map(steps, TailStep::tails)),
                list(map(steps, step -> array(scope, step.lengths()))),
                IValue.listFrom(steps.stream().mapToLong(TailStep::longest).toArray()),
                list(map(steps, step -> matrix(scope, step.grid(), step.width()))),
                list(map(steps, step -> array(scope, step.slots()))),
                list(map(steps, step -> array(scope, step.destinations()))),
                ids(scope, ends(steps)))) {
      return rows(result.toTensor(scope));
    }
  }

  private float[][] rows(PtNDArray logits) {
    float[] all = logits.toFloatArray();
    int vocab = shape.vocab();
    float[][] rows = new float[all.length / vocab][];
    Arrays.setAll(rows, i -> Arrays.copyOfRange(all, i * vocab, (i + 1) * vocab));
    return rows;
  }

  private static long[] joined(List<TailStep> steps, Function<TailStep, long[]> part) {
    return steps.stream().flatMapToLong(step -> Arrays.stream(part.apply(step))).toArray();
  }

  /** The ends of all steps, counted from the first row of the first step. */
  private static long[] ends(List<TailStep> steps) {
    LongStream.Builder ends = LongStream.builder();
    int base = 0;
    for (TailStep step : steps) {
      for (long end : step.ends()) {
        ends.add(base + end);
      }
      base += step.ids().length;
    }
    return ends.build().toArray();
  }

  private static <T> List<PtNDArray> map(List<T> from, Function<T, PtNDArray> to) {
    return from.stream().map(to).collect(Collectors.toList());
  }

  private static IValue list(List<PtNDArray> arrays) {
    return IValue.listFrom(arrays.toArray(new PtNDArray[0]));
  }

  private static PtNDArray array(PtNDManager scope, long[] numbers) {
    return (PtNDArray) scope.create(numbers);
  }

  private static PtNDArray matrix(PtNDManager scope, long[] numbers, int width) {
    return (PtNDArray) scope.create(numbers, new Shape(numbers.length / width, width));
  }

  private static IValue ids(PtNDManager scope, long[] ids) {
    return IValue.from(array(scope, ids));
  }

  @Override
  public void close() {
    packed.close();
    memory.close();
  }
}
