/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.archive;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes the few opcodes of Python's pickle protocol 2 that a TorchScript module object needs: an
 * instance of a class whose attributes are tensors and a flag.
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

  /** An empty tuple, the constants of a module that has none. */
  static byte[] emptyTuple() {
    return new Pickle().op(')').end();
  }

  /** Begins an object of a class, its attributes to follow. */
  Pickle beginObject(String module, String name) {
    return global(module, name).op(')').op(NEWOBJ).op('}').op('(');
  }

  /** An attribute that is false. */
  Pickle attributeFalse(String name) {
    return text(name).op(NEW_FALSE);
  }

  /** An attribute that is an integer. */
  Pickle attributeInt(String name, long value) {
    return text(name).number(value);
  }

  /** An attribute that is a floating-point number. */
  Pickle attributeDouble(String name, double value) {
    return text(name).op('G').raw(ByteBuffer.allocate(8).putDouble(value).array());
  }

  /** An attribute that is a contiguous tensor on the processor, its data in file data/KEY. */
  Pickle attributeTensor(String name, String storageType, int key, List<Integer> shape) {
    long count = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    text(name).global("torch._utils", "_rebuild_tensor_v2").op('(');
    op('(').text("storage").global("torch", storageType).text("" + key).text("cpu");
    number(count).op('t').op(BINPERSID);
    number(0).sizes(shape).sizes(strides(shape)).op(NEW_FALSE);
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

  private Pickle sizes(List<Integer> sizes) {
    op('(');
    sizes.forEach(this::number);
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
