/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.token;

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
 * The head of a GGUF file: metadata, and where its tensors lie. A count in the file is believed
 * only as far as the bytes that are left could hold it, so a small file never asks for much memory.
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

  private Gguf(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  /**
   * A tensor of the file.
   *
   * @param type number of its kind of blocks
   * @param sizes the innermost first, at least one
   * @param offset of its bytes, counted from the start of the data
   */
  // Read once from a file; nobody compares two.
  @SuppressWarnings("ArrayRecordComponent")
  public record Tensor(String name, int type, long[] sizes, long offset) {}

  /**
   * What stands before the data.
   *
   * @param metadata numbers as boxed, text as {@code byte[]} (it need not be UTF-8), arrays as
   *     lists
   * @param tensors in the file's order
   * @param data where the tensors' bytes begin in the file
   */
  public record Head(Map<String, Object> metadata, List<Tensor> tensors, long data) {}

  /**
   * Reads a file's head.
   *
   * @throws ModelException when the file is missing, cut off or no GGUF
   */
  public static Head read(Path path) {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      long size = Math.min(file.size(), MAX_HEAD_BYTES);
      return read(file.map(FileChannel.MapMode.READ_ONLY, 0, size), path.toString());
    } catch (IOException e) {
      throw new ModelException("Can't read " + path + ": " + e, e);
    }
  }

  static Head read(ByteBuffer head, String name) {
    try {
      return new Gguf(head.order(ByteOrder.LITTLE_ENDIAN)).head();
    } catch (BufferUnderflowException e) {
      throw new ModelException(name + " is no usable GGUF file: it ends inside its head", e);
    } catch (BadGguf e) {
      throw new ModelException(name + " is no usable GGUF file: " + e.getMessage(), e);
    }
  }

  private Head head() throws BadGguf {
    if (bytes.getInt() != MAGIC) {
      throw new BadGguf("it should begin with the letters GGUF");
    }
    int version = bytes.getInt();
    if (version != 2 && version != 3) {
      throw new BadGguf("version " + version + ", known are 2 and 3");
    }
    int tensors = count(bytes.getLong(), "tensors");
    int entries = count(bytes.getLong(), "entries of metadata");
    Map<String, Object> all = new LinkedHashMap<>();
    for (int i = 0; i < entries; i++) {
      String key = new String(string(), StandardCharsets.UTF_8);
      all.put(key, value(bytes.getInt(), 0));
    }
    List<Tensor> found = new ArrayList<>();
    for (int i = 0; i < tensors; i++) {
      found.add(tensor());
    }
    long alignment = all.get("general.alignment") instanceof Integer set ? set : DEFAULT_ALIGNMENT;
    if (alignment < 1) {
      throw new BadGguf("general.alignment " + alignment + ", it should be above 0");
    }
    long data = (bytes.position() + alignment - 1) / alignment * alignment;
    return new Head(all, found, data);
  }

  private Tensor tensor() throws BadGguf {
    String name = new String(string(), StandardCharsets.UTF_8);
    int dimensions = bytes.getInt();
    if (dimensions < 1 || dimensions > MAX_DIMENSIONS) {
      throw new BadGguf("tensor " + name + " has " + dimensions + " dimensions, known are 1 to 4");
    }
    long[] sizes = new long[dimensions];
    for (int i = 0; i < dimensions; i++) {
      sizes[i] = bytes.getLong();
      if (sizes[i] < 1 || sizes[i] > Integer.MAX_VALUE) {
        throw new BadGguf("tensor " + name + " has a size of " + sizes[i]);
      }
    }
    return new Tensor(name, bytes.getInt(), sizes, bytes.getLong());
  }

  private Object value(int type, int depth) throws BadGguf {
    return switch (type) {
      case 0, 1, 7 -> bytes.get();
      case 2, 3 -> bytes.getShort();
      case 4, 5 -> bytes.getInt();
      case 6 -> bytes.getFloat();
      case 10, 11 -> bytes.getLong();
      case 12 -> bytes.getDouble();
      case STRING -> string();
      case ARRAY -> array(depth);
      default -> throw new BadGguf("type " + type + " of a value, known are 0 to 12");
    };
  }

  private List<Object> array(int depth) throws BadGguf {
    if (depth == MAX_DEPTH) {
      throw new BadGguf("arrays nested more than " + MAX_DEPTH + " deep");
    }
    int type = bytes.getInt();
    int count = count(bytes.getLong(), "values in an array");
    List<Object> values = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      values.add(value(type, depth + 1));
    }
    return values;
  }

  private byte[] string() throws BadGguf {
    byte[] text = new byte[count(bytes.getLong(), "bytes in a text")];
    bytes.get(text);
    return text;
  }

  private int count(long count, String what) throws BadGguf {
    if (count < 0 || count > bytes.remaining()) {
      throw new BadGguf(count + " " + what + ", but only " + bytes.remaining() + " bytes are left");
    }
    return (int) count;
  }

  private static final class BadGguf extends Exception {
    private static final long serialVersionUID = 1L;

    BadGguf(String message) {
      super(message);
    }
  }
}
