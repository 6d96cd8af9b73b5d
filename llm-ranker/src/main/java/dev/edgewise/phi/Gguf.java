/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

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
 * The metadata at the head of a GGUF file. A count in the file is believed only as far as the bytes
 * that are left could hold it, so a small file never asks for much memory.
 *
 * @see <a href="https://github.com/ggml-org/ggml/blob/master/docs/gguf.md">GGUF</a>
 */
final class Gguf {
  private static final int MAGIC = 0x46554747;
  private static final int MAX_METADATA_BYTES = 256 << 20;
  private static final int MAX_DEPTH = 4;
  private static final int STRING = 8;
  private static final int ARRAY = 9;

  private final ByteBuffer bytes;

  private Gguf(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  /**
   * Reads a file's metadata: numbers as boxed, text as {@code byte[]} (it need not be UTF-8),
   * arrays as lists.
   *
   * @throws ModelException when the file is missing, cut off or no GGUF
   */
  static Map<String, Object> read(Path path) {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      int size = (int) Math.min(file.size(), MAX_METADATA_BYTES);
      ByteBuffer head = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
      while (head.hasRemaining() && file.read(head) >= 0) {
        // until full
      }
      return read(Buffers.flip(head), path.toString());
    } catch (IOException e) {
      throw new ModelException("Can't read " + path + ": " + e, e);
    }
  }

  static Map<String, Object> read(ByteBuffer head, String name) {
    try {
      return new Gguf(head.order(ByteOrder.LITTLE_ENDIAN)).metadata();
    } catch (BufferUnderflowException e) {
      throw new ModelException(name + " is no usable GGUF file: it ends inside its metadata", e);
    } catch (BadGguf e) {
      throw new ModelException(name + " is no usable GGUF file: " + e.getMessage(), e);
    }
  }

  private Map<String, Object> metadata() throws BadGguf {
    if (bytes.getInt() != MAGIC) {
      throw new BadGguf("it should begin with the letters GGUF");
    }
    int version = bytes.getInt();
    if (version != 2 && version != 3) {
      throw new BadGguf("version " + version + ", known are 2 and 3");
    }
    bytes.getLong(); // number of tensors
    long entries = bytes.getLong();
    Map<String, Object> all = new LinkedHashMap<>();
    for (long i = 0; i < entries || entries < 0; i++) {
      String key = new String(string(), StandardCharsets.UTF_8);
      all.put(key, value(bytes.getInt(), 0));
    }
    return all;
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
