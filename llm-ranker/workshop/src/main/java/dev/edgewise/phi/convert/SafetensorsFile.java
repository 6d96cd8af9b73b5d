/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.convert;

import com.google.errorprone.annotations.FormatMethod;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.edgewise.phi.token.ModelException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A safetensors file. It consists of the length of a JSON header, the header, and the tensors'
 * bytes.
 *
 * @see <a href="https://github.com/huggingface/safetensors#format">the format</a>
 */
final class SafetensorsFile implements AutoCloseable {
  private static final long MAX_HEADER = 100 << 20;
  private static final Map<String, QuantisedBlocks> TYPES =
      Map.of("F32", QuantisedBlocks.F32, "F16", QuantisedBlocks.F16, "BF16", QuantisedBlocks.BF16);

  private final TensorFile file;
  private final Map<String, Tensor> tensors = new HashMap<>();

  /** A tensor of the file. Its bytes go from {@code start} up to, but without, {@code end}. */
  private record Tensor(String type, long rows, long columns, long start, long end) {}

  SafetensorsFile(Path path) {
    file = new TensorFile(path);
    try {
      read();
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private void read() {
    long length = headerLength();
    long data = 8 + length;
    if (length < 2 || length > MAX_HEADER || data > file.size()) {
      throw bad(
          "is no usable safetensors file: its header should have %d bytes, the file has %d",
          length, file.size());
    }
    String header = new String(file.bytes("its header", 8, (int) length), StandardCharsets.UTF_8);
    try {
      JsonObject all = JsonParser.parseString(header).getAsJsonObject();
      for (Map.Entry<String, JsonElement> entry : all.entrySet()) {
        String name = entry.getKey();
        if (!name.equals("__metadata__")) {
          tensors.put(name, tensor(name, entry.getValue().getAsJsonObject(), data));
        }
      }
    } catch (JsonParseException
        | IllegalStateException
        | UnsupportedOperationException
        | IndexOutOfBoundsException
        | NullPointerException
        | NumberFormatException
        | ArithmeticException e) {
      throw bad("is no usable safetensors file: its header should be JSON, %s", e.getMessage());
    }
  }

  private Tensor tensor(String name, JsonObject json, long data) {
    long columns = 1;
    long rows = 1;
    for (JsonElement size : json.getAsJsonArray("shape")) {
      rows = Math.multiplyExact(rows, columns);
      columns = size.getAsLong();
    }
    long start = data + json.getAsJsonArray("data_offsets").get(0).getAsLong();
    long end = data + json.getAsJsonArray("data_offsets").get(1).getAsLong();
    if (start < data || end < start || end > file.size()) {
      throw bad(
          "ends at byte %d, but tensor %s should reach from %d to %d",
          file.size(), name, start, end);
    }
    return new Tensor(json.get("dtype").getAsString(), rows, columns, start, end);
  }

  private long headerLength() {
    return file.size() < 8
        ? 0
        : ByteBuffer.wrap(file.bytes("its header", 0, 8)).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }

  Path path() {
    return file.path();
  }

  /**
   * Checks that a tensor exists and has the right shape and size.
   *
   * @throws ModelException when it doesn't
   */
  void check(String name, int rows, int columns) {
    Tensor tensor = find(name);
    QuantisedBlocks type = type(name, tensor);
    if (tensor.rows != rows || tensor.columns != columns) {
      throw bad(
          "has tensor %s of %d x %d, config.json requires %d x %d",
          name, tensor.rows, tensor.columns, rows, columns);
    }
    long needed = (long) rows * columns * type.bytes();
    if (tensor.end - tensor.start != needed) {
      throw bad(
          "has %d bytes of tensor %s, its shape needs %d", tensor.end - tensor.start, name, needed);
    }
  }

  /** Reads values of a tensor, from the value {@code first} on. */
  void read(String name, long first, float[] into) {
    Tensor tensor = find(name);
    file.read(name, type(name, tensor), tensor.start, first, into);
  }

  private Tensor find(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw bad("should have a tensor %s", name);
    }
    return tensor;
  }

  private QuantisedBlocks type(String name, Tensor tensor) {
    QuantisedBlocks type = TYPES.get(tensor.type);
    if (type == null) {
      throw bad("has tensor %s of type %s, supported are F32, F16 and BF16", name, tensor.type);
    }
    return type;
  }

  @FormatMethod
  private ModelException bad(String problem, @Nullable Object... arguments) {
    return new ModelException(file.path() + " " + String.format(problem, arguments));
  }

  @Override
  public void close() {
    file.close();
  }
}
