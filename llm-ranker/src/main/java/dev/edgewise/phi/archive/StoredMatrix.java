/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.archive;

import dev.edgewise.phi.token.ModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The stored form of one weight: the tensors that hold it, and the conversion of its rows to bytes.
 *
 * <p>INT8: {@code w = q * s}, with q from -127 to 127 and a scale s for each row.
 *
 * <p>INT4: {@code w = q * m * s}, with q from -8 to 7, an integer m for each group of a row, |m|
 * from 1 to {@value Int4Row#MAX_FACTOR}, and a scale s for each row. So {@code q * m} is an integer
 * of at most 80: weights unpack to 8-bit integers without rounding. Their products with 8-bit
 * inputs add up exactly (with 7-bit inputs where the processor adds pairs of products in 16 bits).
 * The value of a group that is largest in size becomes q = -8, as in GGUF's Q4_0.
 */
public final class StoredMatrix {
  public static final int MAX_INT8 = 127;
  private static final int CHUNK = 1 << 20;

  private final WeightLayout weight;
  private final Precision precision;

  /**
   * A tensor in the file.
   *
   * @param type type of its elements
   */
  public record Part(String name, Type type, List<Integer> shape) {}

  enum Type {
    FLOAT("FloatStorage", 4),
    BFLOAT16("BFloat16Storage", 2),
    CHAR("CharStorage", 1);

    final String storage;
    final int bytes;

    Type(String storage, int bytes) {
      this.storage = storage;
      this.bytes = bytes;
    }
  }

  StoredMatrix(WeightLayout weight, Precision precision) {
    this.weight = weight;
    this.precision = weight.matrix() ? precision : Precision.F32;
  }

  /** The tensors of this weight, in the order of the file. */
  List<Part> parts() {
    int rows = weight.rows();
    int columns = weight.columns();
    String name = weight.name();
    return switch (precision) {
      case F32 -> List.of(new Part(name, Type.FLOAT, weight.shape()));
      case BF16 -> List.of(new Part(name, Type.BFLOAT16, weight.shape()));
      case INT8 ->
          List.of(
              new Part(name, Type.CHAR, List.of(rows, columns)),
              new Part(name + "_s", Type.FLOAT, List.of(rows)));
      case INT4 ->
          List.of(
              new Part(name, Type.CHAR, List.of(rows, columns / 2)),
              new Part(name + "_m", Type.CHAR, List.of(rows, groups())),
              new Part(name + "_s", Type.FLOAT, List.of(rows)));
    };
  }

  /** Adds the tensors of this weight to a file, with numbers from {@code firstNumber} on. */
  void write(StoredZip zip, int firstNumber, Weights weights) throws IOException {
    int rows = weight.rows();
    boolean int4 = precision == Precision.INT4;
    byte[] factors = new byte[int4 ? rows * groups() : 0];
    float[] scales = new float[precision.quantised() ? rows : 0];
    zip.add(data(firstNumber), sink -> writeRows(weights, factors, scales, sink));
    if (int4) {
      zip.add(data(firstNumber + 1), factors);
    }
    if (precision.quantised()) {
      int last = firstNumber + precision.parts() - 1;
      zip.add(data(last), sink -> sink.write(floats(scales)));
    }
  }

  private int groups() {
    return weight.columns() / Int4Row.group(weight.columns());
  }

  /** Name of the file entry of a tensor's data. */
  static String data(int number) {
    return "model/data/" + number;
  }

  private void writeRows(Weights weights, byte[] factors, float[] scales, StoredZip.Sink sink)
      throws IOException {
    int columns = weight.columns();
    int step = Math.max(1, CHUNK / columns);
    for (int row = 0; row < weight.rows(); row += step) {
      if (Thread.currentThread().isInterrupted()) {
        throw new ModelException("Interrupted while writing weight " + weight.name());
      }
      float[] values = new float[Math.min(step, weight.rows() - row) * columns];
      weights.read(weight, row, values);
      checkFinite(values);
      sink.write(bytes(values, row, factors, scales));
    }
  }

  private void checkFinite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new ModelException(
            "Weight " + weight.name() + " has a value " + value + ", it should be a finite number");
      }
    }
  }

  private ByteBuffer bytes(float[] values, int row, byte[] factors, float[] scales) {
    int columns = weight.columns();
    int rows = values.length / columns;
    return switch (precision) {
      case F32 -> floats(values);
      case BF16 -> bf16(values);
      case INT8 -> {
        byte[] q = new byte[values.length];
        IntStream.range(0, rows)
            .parallel()
            .forEach(i -> scales[row + i] = int8(values, i * columns, columns, q));
        yield ByteBuffer.wrap(q);
      }
      case INT4 -> {
        byte[] pairs = new byte[values.length / 2];
        IntStream.range(0, rows)
            .parallel()
            .forEach(i ->
                scales[row + i] =
                    new Int4Row(values, i * columns, columns)
                        .write(pairs, i * columns / 2, factors, (row + i) * groups()));
        yield ByteBuffer.wrap(pairs);
      }
    };
  }

  private static float int8(float[] values, int from, int columns, byte[] q) {
    float largest = 0;
    for (int i = from; i < from + columns; i++) {
      largest = Math.max(largest, Math.abs(values[i]));
    }
    float scale = largest == 0 ? 1 : largest / MAX_INT8;
    for (int i = from; i < from + columns; i++) {
      q[i] = (byte) Math.round(values[i] / scale);
    }
    return scale;
  }

  /** The little-endian bytes of floats. */
  static ByteBuffer floats(float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes;
  }

  private static ByteBuffer bf16(float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      bytes.putShort(Precision.bf16(value));
    }
    return ByteBuffer.wrap(bytes.array());
  }

  /** The tensors of several weights, in the order of the file. */
  public static List<Part> parts(List<WeightLayout> layout, Precision precision) {
    List<Part> parts = new ArrayList<>();
    layout.forEach(weight -> parts.addAll(new StoredMatrix(weight, precision).parts()));
    return parts;
  }
}
