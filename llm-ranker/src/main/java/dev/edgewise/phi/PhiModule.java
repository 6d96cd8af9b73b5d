/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import dev.edgewise.phi.archive.PhiArchive;
import dev.edgewise.phi.archive.PhiShape;
import dev.edgewise.phi.archive.Precision;
import dev.edgewise.phi.archive.StoredMatrix;
import dev.edgewise.phi.archive.WeightLayout;
import dev.edgewise.phi.token.ModelException;
import dev.edgewise.phi.torch.PackedRows;
import dev.edgewise.phi.torch.TailStep;
import dev.edgewise.phi.torch.Torch;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A loaded module: its methods with Java's types, and the native memory that all of it lives in.
 * Methods are called on inference threads only.
 */
final class PhiModule implements AutoCloseable {
  private final PtNDManager memory;
  private final PtSymbolBlock module;
  private final PhiShape shape;
  private final DataType cacheType;
  private final IntegerKernel kernel;
  private final IValue packed;

  private PhiModule(
      PtNDManager memory,
      PtSymbolBlock module,
      PhiShape shape,
      DataType cacheType,
      IntegerKernel kernel) {
    this.memory = memory;
    this.module = module;
    this.shape = shape;
    this.cacheType = cacheType;
    this.kernel = kernel;
    this.packed = Torch.call(module, "pack");
  }

  /** Loads a module file into memory, which it owns from then on, and chooses how it computes. */
  static PhiModule load(
      PtNDManager memory,
      Path file,
      PhiShape shape,
      Precision precision,
      LoadOptions options,
      @Nullable IntegerKernel given) {
    try {
      PtSymbolBlock module = Torch.load(memory, file);
      checkShapes(memory, module, shape, precision, file);
      return new PhiModule(
          memory,
          module,
          shape,
          cacheType(options.cache(), precision),
          given == null
              ? IntegerKernel.choose(module, precision, options.purpose())
              : given.chosen(module));
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

  private static void checkShapes(
      PtNDManager memory, PtSymbolBlock module, PhiShape shape, Precision precision, Path file) {
    List<WeightLayout> matrices =
        WeightLayout.of(shape).stream().filter(WeightLayout::matrix).collect(Collectors.toList());
    List<StoredMatrix.Part> expected = StoredMatrix.parts(matrices, precision);
    try (PtNDManager scope = memory.newSubManager(memory.getDevice());
        IValue weights = Torch.call(module, "weights")) {
      PtNDArray[] actual = weights.toTensorArray(scope);
      for (int i = 0; i < Math.max(actual.length, expected.size()); i++) {
        String has = i < actual.length ? Arrays.toString(actual[i].getShape().getShape()) : "none";
        String needs = i < expected.size() ? expected.get(i).shape().toString() : "none";
        if (!has.equals(needs)) {
          String name = i < expected.size() ? expected.get(i).name() : "beyond the last";
          throw new ModelException(
              String.format(
                  "%s has weight %s of shape %s, %s says %s",
                  file, name, has, PhiArchive.CARD, needs));
        }
      }
    }
  }

  /** How it multiplies. */
  IntegerKernel kernel() {
    return kernel;
  }

  PtNDManager newScope() {
    return memory.newSubManager(memory.getDevice());
  }

  /** Bytes of the keys and values of so many tokens. */
  long cacheBytes(long tokens) {
    return tokens * cacheShape(1).size() * cacheType.getNumOfBytes();
  }

  private Shape cacheShape(long tokens) {
    return new Shape(shape.layers(), 2, tokens, shape.kvHeads(), cacheWidth());
  }

  /** In 8 bits, the step stands behind the numbers. */
  private int cacheWidth() {
    return shape.headWidth() + (cacheType == DataType.INT8 ? 1 : 0);
  }

  /** Room for the keys and values of so many tokens. */
  PtNDArray newCache(PtNDManager owner, int tokens) {
    return owner.create(cacheShape(tokens), cacheType);
  }

  /** Room for so many branches of so many tokens, all of it zero. */
  PtNDArray newTails(PtNDManager owner, int branches, int tokens) {
    Shape room = new Shape(shape.layers(), 2, branches, tokens, shape.kvHeads(), cacheWidth());
    PtNDArray tails = owner.create(room, cacheType);
    Torch.call(module, "clear", IValue.from(tails)).close();
    return tails;
  }

  /**
   * Reads tokens from a position on into a cache.
   *
   * @return logits of every token at each of them, or nothing
   */
  float[] prefill(PtNDArray cache, int[] tokens, int at, boolean stretched, boolean logits) {
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
      return logits ? result.toTensor(scope).toFloatArray() : new float[0];
    }
  }

  /**
   * Logits of labels at the end of each branch: see {@link PackedRows#sorted}.
   *
   * @param caches keys and values of the prefix behind which each group stands
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
   * Logits of every token where the steps ask for them, their rows kept in their tails.
   *
   * @param steps of texts that go on, all stretched or none
   */
  float[] extend(List<TailStep> steps, boolean stretched) {
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
      return result.toTensor(scope).toFloatArray();
    }
  }

  private static long[] joined(List<TailStep> steps, Function<TailStep, long[]> part) {
    return steps.stream().flatMapToLong(step -> Arrays.stream(part.apply(step))).toArray();
  }

  /** The rows that are asked for, counted from the first step's first. */
  private static long[] ends(List<TailStep> steps) {
    long[] all = new long[0];
    int base = 0;
    for (TailStep step : steps) {
      int from = all.length;
      all = Arrays.copyOf(all, from + step.ends().length);
      for (int i = from; i < all.length; i++) {
        all[i] = base + step.ends()[i - from];
      }
      base += step.ids().length;
    }
    return all;
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
    return IValue.from((PtNDArray) scope.create(ids));
  }

  @Override
  public void close() {
    packed.close();
    memory.close();
  }
}
