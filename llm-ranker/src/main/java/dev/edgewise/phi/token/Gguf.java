/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.token;

import com.google.errorprone.annotations.FormatMethod;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A reader of a GGUF file's head: its metadata and the places of its tensors. Every count in the
 * file is checked against the number of bytes left, so a small file can't request much memory.
 *
 * @see <a href="https://github.com/ggml-org/ggml/blob/master/docs/gguf.md">GGUF</a>
 */
public final class Gguf {
  private static final int MAGIC = 0x46554747;
  private static final int MAX_HEAD_BYTES = 256 << 20;
  private static final int MAX_DEPTH = 4;
  private static final int MAX_DIMENSIONS = 4;
  private static final int DEFAULT_ALIGNMENT = 32;
  private static final int STRING = 8;
  private static final int ARRAY = 9;

  private final ByteBuffer bytes;
  private final String file;

  private Gguf(ByteBuffer bytes, String file) {
    this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
    this.file = file;
  }

  /**
   * A tensor of the file.
   *
   * @param type GGUF's number of the block type
   * @param sizes the dimensions, the innermost first, at least one
   * @param offset where its bytes begin, counted from the start of the data
   */
  // Instances are never compared, so arrays as components do no harm.
  @SuppressWarnings("ArrayRecordComponent")
  public record Tensor(String name, int type, long[] sizes, long offset) {}

  /**
   * The part of the file before the data.
   *
   * @param metadata values by key: boxed numbers, text as {@code byte[]} (it need not be UTF-8),
   *     arrays as lists
   * @param tensors the tensors in the file's order
   * @param data where the tensors' bytes begin in the file
   */
  public record Head(Map<String, Object> metadata, List<Tensor> tensors, long data) {}

  /**
   * Reads a file's head.
   *
   * @throws ModelException when the file is missing, cut off or not a GGUF file
   */
  public static Head read(Path path) {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      long size = Math.min(file.size(), MAX_HEAD_BYTES);
      return read(file.map(FileChannel.MapMode.READ_ONLY, 0, size), path.toString());
    } catch (IOException e) {
      throw new ModelException("Can't read " + path + ": " + e, e);
    }
  }

  static Head read(ByteBuffer head, String file) {
    Gguf gguf = new Gguf(head, file);
    try {
      return gguf.head();
    } catch (BufferUnderflowException e) {
      throw gguf.unusable("it ends inside its head");
    }
  }

  private Head head() {
    if (bytes.getInt() != MAGIC) {
      throw unusable("it should begin with the letters GGUF");
    }
    int version = bytes.getInt();
    if (version != 2 && version != 3) {
      throw unusable("it has version %d, supported are 2 and 3", version);
    }
    int tensorCount = count(bytes.getLong(), "tensors");
    int entries = count(bytes.getLong(), "entries of metadata");
    Map<String, Object> metadata = new LinkedHashMap<>();
    for (int i = 0; i < entries; i++) {
      String key = new String(string(), StandardCharsets.UTF_8);
      metadata.put(key, value(bytes.getInt(), 0));
    }
    List<Tensor> tensors = new ArrayList<>();
    for (int i = 0; i < tensorCount; i++) {
      tensors.add(tensor());
    }
    long alignment =
        metadata.get("general.alignment") instanceof Integer set ? set : DEFAULT_ALIGNMENT;
    if (alignment < 1) {
      throw unusable("general.alignment should be above 0, but is %d", alignment);
    }
    long data = (bytes.position() + alignment - 1) / alignment * alignment;
    return new Head(metadata, tensors, data);
  }

  private Tensor tensor() {
    String name = new String(string(), StandardCharsets.UTF_8);
    int dimensions = bytes.getInt();
    if (dimensions < 1 || dimensions > MAX_DIMENSIONS) {
      throw unusable("tensor %s has %d dimensions, supported are 1 to 4", name, dimensions);
    }
    long[] sizes = new long[dimensions];
    for (int i = 0; i < dimensions; i++) {
      sizes[i] = bytes.getLong();
      if (sizes[i] < 1 || sizes[i] > Integer.MAX_VALUE) {
        throw unusable("tensor %s has a size of %d", name, sizes[i]);
      }
    }
    return new Tensor(name, bytes.getInt(), sizes, bytes.getLong());
  }

  private Object value(int type, int depth) {
    return switch (type) {
      case 0, 1, 7 -> bytes.get();
      case 2, 3 -> bytes.getShort();
      case 4, 5 -> bytes.getInt();
      case 6 -> bytes.getFloat();
      case 10, 11 -> bytes.getLong();
      case 12 -> bytes.getDouble();
      case STRING -> string();
      case ARRAY -> array(depth);
      default -> throw unusable("a value has type %d, supported are 0 to 12", type);
    };
  }

  private List<Object> array(int depth) {
    if (depth == MAX_DEPTH) {
      throw unusable("it has arrays nested more than %d deep", MAX_DEPTH);
    }
    int type = bytes.getInt();
    int count = count(bytes.getLong(), "values in an array");
    List<Object> values = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      values.add(value(type, depth + 1));
    }
    return values;
  }

  private byte[] string() {
    byte[] text = new byte[count(bytes.getLong(), "bytes in a text")];
    bytes.get(text);
    return text;
  }

  private int count(long count, String counted) {
    if (count < 0 || count > bytes.remaining()) {
      throw unusable(
          "it announces %d %s, but only %d bytes are left", count, counted, bytes.remaining());
    }
    return (int) count;
  }

  @FormatMethod
  private ModelException unusable(String reason, Object... arguments) {
    return new ModelException(
        file + " is no usable GGUF file: " + String.format(reason, arguments));
  }
}
