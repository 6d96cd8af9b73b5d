/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.archive;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A writer of Python's pickle protocol 2, with only the opcodes that a TorchScript module object
 * needs: an instance of a class whose attributes are tensors, numbers and a flag.
 *
 * @see <a href="https://docs.python.org/3/library/pickletools.html">pickletools</a>
 */
final class Pickle {
  private static final int PROTO = 0x80;
  private static final int NEWOBJ = 0x81;
  private static final int NEW_FALSE = 0x89;
  private static final int BINUNICODE = 'X';
  private static final int BININT = 'J';
  private static final int LONG1 = 0x8a;
  private static final int BINPERSID = 'Q';

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  Pickle() {
    op(PROTO).op(2);
  }

  /** The pickle of an empty tuple, which stands for the constants of a module without constants. */
  static byte[] emptyTuple() {
    return new Pickle().op(')').end();
  }

  /** Begins an object of a class. Its attributes follow. */
  Pickle beginObject(String module, String name) {
    return global(module, name).op(')').op(NEWOBJ).op('}').op('(');
  }

  /** Adds an attribute with the value false. */
  Pickle attributeFalse(String name) {
    return text(name).op(NEW_FALSE);
  }

  Pickle attributeInt(String name, long value) {
    return text(name).number(value);
  }

  Pickle attributeDouble(String name, double value) {
    return text(name).op('G').raw(ByteBuffer.allocate(8).putDouble(value).array());
  }

  /** Adds an attribute that is a contiguous tensor on the CPU; its data is the file data/KEY. */
  Pickle attributeTensor(String name, String storageType, int key, List<Integer> shape) {
    long count = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    text(name).global("torch._utils", "_rebuild_tensor_v2").op('(');
    op('(').text("storage").global("torch", storageType).text("" + key).text("cpu");
    number(count).op('t').op(BINPERSID);
    number(0).tuple(shape).tuple(strides(shape)).op(NEW_FALSE);
    return global("collections", "OrderedDict").op(')').op('R').op('t').op('R');
  }

  /** Ends the object and the stream. */
  byte[] endObject() {
    return op('u').op('b').end();
  }

  private byte[] end() {
    op('.');
    return out.toByteArray();
  }

  private static List<Integer> strides(List<Integer> shape) {
    Integer[] strides = new Integer[shape.size()];
    int stride = 1;
    for (int i = strides.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= shape.get(i);
    }
    return List.of(strides);
  }

  private Pickle tuple(List<Integer> numbers) {
    op('(');
    numbers.forEach(this::number);
    return op('t');
  }

  private Pickle number(long value) {
    if (value == (int) value) {
      return op(BININT).little(4, value);
    }
    return op(LONG1).op(8).little(8, value);
  }

  private Pickle text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    op(BINUNICODE).little(4, bytes.length);
    return raw(bytes);
  }

  private Pickle global(String module, String name) {
    return op('c').raw((module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
  }

  private Pickle little(int bytes, long value) {
    byte[] all = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
    out.write(all, 0, bytes);
    return this;
  }

  private Pickle raw(byte[] bytes) {
    out.write(bytes, 0, bytes.length);
    return this;
  }

  private Pickle op(int code) {
    out.write(code);
    return this;
  }
}
