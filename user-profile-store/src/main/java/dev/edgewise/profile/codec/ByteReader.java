/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.codec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link Bytes} wrote; whatever is wrong with it ends in an {@link
 * IllegalArgumentException}. Used by one thread.
 */
final class ByteReader {
  private final byte[] bytes;
  private int at;

  ByteReader(byte[] bytes) {
    this.bytes = bytes;
  }

  void end() {
    if (at < bytes.length) {
      throw new IllegalArgumentException((bytes.length - at) + " bytes too many after a profile");
    }
  }

  int octet() {
    if (at == bytes.length) {
      throw new IllegalArgumentException("profile cut short at " + bytes.length + " bytes");
    }
    return bytes[at++] & 0xff;
  }

  long count() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = octet();
      value |= (long) (next & 0x7f) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number in a profile has no end");
  }

  /** How many entries follow, each of which takes a byte at least. */
  int size() {
    long size = count();
    if (size < 0 || size > bytes.length - at) {
      throw new IllegalArgumentException("profile cut short: " + size + " entries announced");
    }
    return (int) size;
  }

  long signed() {
    return unsigned(count());
  }

  private static long unsigned(long zigzag) {
    return (zigzag >>> 1) ^ -(zigzag & 1);
  }

  long fixed(int length) {
    long value = 0;
    for (int i = 0; i < length; i++) {
      value = (value << 8) | octet();
    }
    return value;
  }

  double real() {
    return Double.longBitsToDouble(fixed(8));
  }

  @Nullable Double number() {
    long code = count();
    if (code == 0) {
      return null;
    }
    return code == 1 ? real() : (double) unsigned(code - 2) / Bytes.SCALE;
  }

  byte[] octets(int length) {
    byte[] some = new byte[length];
    for (int i = 0; i < length; i++) {
      some[i] = (byte) octet();
    }
    return some;
  }

  String text() {
    return new String(octets(size()), StandardCharsets.UTF_8);
  }

  List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (int left = size(); left > 0; left--) {
      texts.add(text());
    }
    return texts;
  }

  List<String> table() {
    List<String> names = new ArrayList<>();
    byte[] before = {};
    for (int left = size(); left > 0; left--) {
      int lengths = octet();
      int shared = lengths == Bytes.LONG_NAME ? size() : lengths >>> 4;
      int own = lengths == Bytes.LONG_NAME ? size() : lengths & 0xf;
      if (shared > before.length) {
        throw new IllegalArgumentException("a name in a profile shares more than there is");
      }
      byte[] name = new byte[shared + own];
      System.arraycopy(before, 0, name, 0, shared);
      System.arraycopy(octets(own), 0, name, shared, own);
      names.add(new String(name, StandardCharsets.UTF_8));
      before = name;
    }
    return names;
  }
}
