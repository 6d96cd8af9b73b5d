/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import dev.edgewise.phi.archive.ArchiveInfo;
import dev.edgewise.phi.archive.PhiShape;
import dev.edgewise.phi.torch.CacheBudget;
import dev.edgewise.phi.torch.PackedRows;
import dev.edgewise.phi.torch.SharedMemory;
import dev.edgewise.phi.torch.TailRows;
import dev.edgewise.phi.torch.TailStep;
import dev.edgewise.phi.torch.Torch;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** A module whose archive's own TorchScript computes, by libtorch's operators. */
final class ScriptModule implements PhiModule {
  private static final int LARGE_PASS = 512;
  private static final int SMALL_PASS = 256;

  private final PtNDManager memory;
  private final PtSymbolBlock module;
  private final PhiShape shape;
  private final DataType cacheType;
  private final boolean large;
  private final String absence;
  private final IntegerKernel kernel;
  private final IValue packed;

  /**
   * Chooses the integer kernel of a loaded file.
   *
   * @param memory native memory of the module, which owns it from now on
   * @param large whether one pass at a time runs on all threads
   * @param absence why the native kernels don't compute it
   * @param forced the kernel to use even if it isn't exact on this processor; null chooses one
   */
  ScriptModule(
      PtNDManager memory,
      PtSymbolBlock module,
      ArchiveInfo info,
      LoadOptions.Cache cache,
      boolean large,
      String absence,
      @Nullable IntegerKernel forced) {
    this.memory = memory;
    this.large = large;
    this.absence = absence;
    this.module = module;
    this.shape = info.card().shape();
    this.cacheType =
        switch (cache) {
          case F32 -> DataType.FLOAT32;
          case F16 -> DataType.FLOAT16;
          case INT8 -> DataType.INT8;
          case AUTO -> throw new IllegalArgumentException("AUTO isn't a format");
        };
    this.kernel =
        forced == null ? IntegerKernel.choose(module, info.precision()) : forced.applyTo(module);
    this.packed = Torch.call(module, "pack");
  }

  @Override
  public String kernel() {
    return "libtorch (" + absence + "), " + kernel;
  }

  /** Unpacking 4-bit weights costs the same for few rows, so a pass of a large model is long. */
  @Override
  public int rowsPerPass() {
    return large ? LARGE_PASS : SMALL_PASS;
  }

  private PtNDManager newScope() {
    return memory.newSubManager(memory.getDevice());
  }

  /** The memory is a tensor [layers,2,tokens,kv,width]. */
  @Override
  public SharedMemory newCache(CacheBudget budget, int tokens) {
    Shape size = new Shape(shape.layers(), 2, tokens, shape.kvHeads(), cacheWidth());
    return SharedMemory.allocate(memory, budget, size, cacheType, tokens, cache -> 0);
  }

  /** The memory is a tensor [layers,2,texts,room,kv,width] of zeros. */
  @Override
  public SharedMemory newTails(CacheBudget budget, int texts, int room) {
    Shape size = new Shape(shape.layers(), 2, texts, room, shape.kvHeads(), cacheWidth());
    return SharedMemory.allocate(memory, budget, size, cacheType, room, this::clear);
  }

  private long clear(PtNDArray tails) {
    Torch.call(module, "clear", IValue.from(tails)).close();
    return 0;
  }

  /** In 8 bits, one more value behind the values of each head holds their scale. */
  private int cacheWidth() {
    return shape.headWidth() + (cacheType == DataType.INT8 ? 1 : 0);
  }

  @Override
  public float[][] prefill(
      SharedMemory cache, int[] tokens, int at, boolean stretched, boolean logits) {
    try (PtNDManager scope = newScope();
        IValue result =
            Torch.call(
                module,
                "prefill",
                List.of(packed),
                ids(scope, Arrays.stream(tokens).asLongStream().toArray()),
                IValue.from((long) at),
                IValue.from(stretched),
                IValue.from(cache.tensor()),
                IValue.from(logits))) {
      return logits ? rows(result, scope) : new float[0][];
    }
  }

  @Override
  public float[][][] score(
      List<SharedMemory> caches, boolean stretched, List<PackedRows.Group> groups) {
    PackedRows rows = new PackedRows(groups);
    try (PtNDManager scope = newScope();
        IValue result =
            Torch.call(
                module,
                "score",
                List.of(packed),
                ids(scope, rows.ids()),
                ids(scope, rows.positions()),
                IValue.from(stretched),
                list(map(caches, SharedMemory::tensor)),
                IValue.listFrom(rows.behind()),
                list(map(rows.grids(), grid -> matrix(scope, grid.places(), grid.width()))),
                list(map(rows.grids(), grid -> array(scope, grid.slots()))),
                ids(scope, rows.ends()),
                IValue.listFrom(rows.counts()),
                list(map(rows.labels(), labels -> array(scope, labels))))) {
      return rows.sorted(result.toTensor(scope).toFloatArray());
    }
  }

  @Override
  public float[][] extend(List<TailStep> tails, boolean stretched) {
    List<TailRows> steps = tails.stream().map(TailRows::of).collect(Collectors.toList());
    try (PtNDManager scope = newScope();
        IValue result =
            Torch.call(
                module,
                "extend",
                List.of(packed),
                ids(scope, joined(steps, TailRows::ids)),
                ids(scope, joined(steps, TailRows::positions)),
                IValue.from(stretched),
                list(map(tails, step -> step.cache().tensor())),
                list(map(tails, step -> step.tails().tensor())),
                list(map(steps, step -> array(scope, step.lengths()))),
                IValue.listFrom(steps.stream().mapToLong(TailRows::longest).toArray()),
                list(map(steps, step -> matrix(scope, step.grid(), step.width()))),
                list(map(steps, step -> array(scope, step.slots()))),
                list(map(steps, step -> array(scope, step.destinations()))),
                ids(scope, ends(steps)))) {
      return rows(result, scope);
    }
  }

  private float[][] rows(IValue logits, PtNDManager scope) {
    return PhiModule.rows(logits.toTensor(scope).toFloatArray(), shape.vocab());
  }

  private static long[] joined(List<TailRows> steps, Function<TailRows, long[]> part) {
    return steps.stream().flatMapToLong(step -> Arrays.stream(part.apply(step))).toArray();
  }

  /** The ends of all steps, counted from the first row of the first step. */
  private static long[] ends(List<TailRows> steps) {
    LongStream.Builder ends = LongStream.builder();
    int base = 0;
    for (TailRows step : steps) {
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
