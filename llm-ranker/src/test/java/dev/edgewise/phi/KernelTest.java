/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import dev.edgewise.phi.archive.PhiArchive;
import dev.edgewise.phi.archive.PhiShape;
import dev.edgewise.phi.archive.Precision;
import dev.edgewise.phi.archive.WriteProgress;
import dev.edgewise.phi.token.ModelException;
import dev.edgewise.phi.torch.KernelLibrary;
import dev.edgewise.phi.torch.Torch;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the native kernels through libtorch. They must be built, which needs a C++ compiler. */
class KernelTest {
  /** Widths that the kernels read as they are, and others; a window; groups of heads. */
  private static final List<PhiShape> SHAPES =
      List.of(
          new PhiShape(300, 128, 2, 4, 2, 256, 32, 10_000, true, 512, 0),
          new PhiShape(97, 72, 3, 6, 2, 100, 8, 10_000, false, 512, 40));

  @TempDir Path folder = Path.of("");

  private static List<String> kernels() {
    try (PtNDManager memory = Torch.newManager()) {
      return KernelLibrary.load(memory).kernels();
    }
  }

  /** Every kernel that this processor has; forced one after the other. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void everyKernelGivesTheSameScoresToTheBit(Precision precision) {
    assertThat(kernels()).isNotEmpty();
    for (PhiShape shape : SHAPES) {
      Path archive = folder.resolve("m" + precision + shape.hidden());
      PhiArchive.writeRandom(archive, "m", shape, precision, 5, WriteProgress.SILENT);
      float[][] expected = null;
      float[][] libtorch = scores(archive, shape, LoadOptions.LIBTORCH);
      for (String kernel : kernels()) {
        float[][] actual = scores(archive, shape, kernel);
        expected = expected == null ? actual : expected;
        assertThat(actual).as(kernel).isDeepEqualTo(expected);
        for (int i = 0; i < actual.length; i++) {
          // its norms and attention round otherwise, which rounding to 8 bits makes larger
          assertThat(PrecisionTest.relativeError(actual[i], libtorch[i]))
              .isLessThan(precision.quantised() ? 0.05 : 1e-4);
        }
      }
    }
  }

  private static float[][] scores(Path archive, PhiShape shape, String kernel) {
    Random random = new Random(11);
    int[] everyToken = IntStream.range(0, shape.vocab()).toArray();
    LoadOptions options = LoadOptions.standard().withKernel(kernel);
    try (PhiModel model = PhiModel.load(archive, options);
        Prefix prefix = model.prefill(Reference.tokens(70, shape.vocab(), random))) {
      assertThat(model.kernel()).startsWith(kernel);
      List<int[]> branches = Reference.branches(30, 48, shape.vocab(), random);
      return model.score(prefix, branches, everyToken);
    }
  }

  /** Random and extreme numbers, against sums of longs. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8, 9, 50})
  void productsAreExact(int rows) {
    for (int kind = 0; kind < 3; kind++) {
      for (int[] size : new int[][] {{40, 128}, {37, 384}, {5, 8192}}) {
        product(new Random(rows + kind), rows, size[0], size[1], kind);
      }
    }
  }

  private static void product(Random random, int rows, int out, int in, int kind) {
    byte[] pairs = new byte[out * in / 2];
    byte[] factors = new byte[out * in / 64];
    byte[] bytes = new byte[out * in];
    float[] scales = new float[out];
    float[] x = new float[rows * in];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = (byte) (kind == 0 ? random.nextInt(256) : kind == 1 ? 0x88 : 0x78);
    }
    for (int i = 0; i < factors.length; i++) {
      factors[i] = (byte) extreme(random, kind, 15);
    }
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) extreme(random, kind, 127);
    }
    for (int i = 0; i < out; i++) {
      scales[i] = 1 + random.nextFloat();
    }
    for (int i = 0; i < x.length; i++) {
      x[i] = i % in == 0 ? 127 : extreme(random, kind, 127); // so that a step is 1
    }
    float[] int4 = new float[rows * out];
    float[] int8 = new float[rows * out];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < out; j++) {
        long sum4 = 0;
        long sum8 = 0;
        for (int k = 0; k < in; k++) {
          int pair = pairs[j * in / 2 + k % (in / 2)];
          int q = k < in / 2 ? pair >> 4 : (byte) (pair << 4) >> 4;
          sum4 += ((long) x[i * in + k]) * q * factors[(j * in + k) / 64];
          sum8 += ((long) x[i * in + k]) * bytes[j * in + k];
        }
        int4[i * out + j] = (float) sum4 * scales[j];
        int8[i * out + j] = (float) sum8 * scales[j];
      }
    }
    try (PtNDManager memory = Torch.newManager()) {
      KernelLibrary library = KernelLibrary.load(memory);
      for (int k = 0; k < library.kernels().size(); k++) {
        String name = library.kernels().get(k) + ", " + rows + " rows, " + out + " x " + in;
        IValue rowsOf8 = IValue.from((PtNDArray) memory.create(x, new Shape(rows, in)));
        assertThat(
                library
                    .tensor(
                        memory,
                        "int4_product",
                        rowsOf8,
                        tensor(memory, pairs),
                        tensor(memory, factors),
                        IValue.from((PtNDArray) memory.create(scales)),
                        IValue.from((long) k))
                    .toFloatArray())
            .as(name)
            .containsExactly(int4);
        assertThat(
                library
                    .tensor(
                        memory,
                        "int8_product",
                        IValue.from((PtNDArray) memory.create(x, new Shape(rows, in))),
                        tensor(memory, bytes),
                        tensor(memory, factors),
                        IValue.from((PtNDArray) memory.create(scales)),
                        IValue.from((long) k))
                    .toFloatArray())
            .as(name)
            .containsExactly(int8);
      }
    }
  }

  private static int extreme(Random random, int kind, int most) {
    return switch (kind) {
      case 0 -> random.nextInt(2 * most + 1) - most;
      case 1 -> -most;
      default -> random.nextBoolean() ? most : -most;
    };
  }

  private static IValue tensor(PtNDManager memory, byte[] bytes) {
    return IValue.from(
        memory.create(ByteBuffer.wrap(bytes), new Shape(bytes.length), DataType.INT8));
  }

  /** Where libtorch rounds inputs to 8 bits as well, products are equal to the last bit. */
  @ParameterizedTest
  @EnumSource(names = {"INT8", "INT4"})
  void productsEqualThoseOfLibtorch(Precision precision) {
    Path archive = folder.resolve("m");
    PhiShape shape = SHAPES.get(0);
    PhiArchive.writeRandom(archive, "m", shape, precision, 7, WriteProgress.SILENT);
    float[] rows = new float[20 * shape.hidden()];
    Random random = new Random(3);
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (float) random.nextGaussian();
    }
    try (PtNDManager memory = Torch.newManager()) {
      PtSymbolBlock module = Torch.load(memory, PhiArchive.moduleFile(archive));
      IntegerKernel unused = new IntegerKernel(IntegerKernel.Way.FLOATS, 127).applyTo(module);
      Shape size = new Shape(20, shape.hidden());
      // the first layer's matrix of queries, keys and values
      float[] expected =
          Torch.call(
                  module,
                  "product",
                  IValue.from((PtNDArray) memory.create(rows, size)),
                  Torch.call(module, "weights"),
                  Torch.call(module, "pack"),
                  IValue.from(1L),
                  Torch.call(module, "room"))
              .toTensor(memory)
              .toFloatArray();
      PtNDArray[] weights = Torch.call(module, "weights").toTensorArray(memory);
      boolean int4 = precision == Precision.INT4;
      int first = int4 ? 3 : 2;
      KernelLibrary library = KernelLibrary.load(memory);
      for (int k = 0; k < library.kernels().size(); k++) {
        float[] actual =
            library
                .tensor(
                    memory,
                    int4 ? "int4_product" : "int8_product",
                    IValue.from((PtNDArray) memory.create(rows, size)),
                    IValue.from(weights[first]),
                    IValue.from(weights[int4 ? first + 1 : first]),
                    IValue.from(weights[int4 ? first + 2 : first + 1]),
                    IValue.from((long) k))
                .toFloatArray();
        assertThat(actual).as(library.kernels().get(k)).containsExactly(expected);
      }
    }
  }

  @Test
  void anUnknownKernelIsNamedWithThoseThatThereAre() {
    Path archive = folder.resolve("m");
    PhiArchive.writeRandom(archive, "m", SHAPES.get(0), 1);
    LoadOptions options = LoadOptions.standard().withKernel("sse");
    assertThatThrownBy(() -> PhiModel.load(archive, options))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("No kernel sse on this processor: it has ")
        .hasMessageContaining(" and libtorch");
  }
}
