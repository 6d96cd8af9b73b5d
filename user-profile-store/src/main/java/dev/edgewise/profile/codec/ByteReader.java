/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.codec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the encodings that {@link Bytes} writes. Throws an {@link IllegalArgumentException} for
 * bytes that are not valid. Used by one thread.
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
    throw new IllegalArgumentException("a number in a profile has more than 64 bits");
  }

  /** Reads the number of entries that follow; each of them takes at least one byte. */
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
    byte[] read = new byte[length];
    for (int i = 0; i < length; i++) {
      read[i] = (byte) octet();
    }
    return read;
  }

  String text() {
    return new String(octets(size()), StandardCharsets.UTF_8);
  }

  List<String> texts() {
    return list(this::text);
  }

  <T> List<T> list(Supplier<T> element) {
    List<T> list = new ArrayList<>();
    for (int left = size(); left > 0; left--) {
      list.add(element.get());
    }
    return list;
  }

  <K extends Comparable<K>, V> SortedMap<K, V> map(Supplier<K> key, Supplier<V> value) {
    SortedMap<K, V> map = new TreeMap<>();
    for (int left = size(); left > 0; left--) {
      map.put(key.get(), value.get());
    }
    return map;
  }

  List<String> table() {
    List<String> names = new ArrayList<>();
    byte[] before = {};
    for (int left = size(); left > 0; left--) {
      int lengths = octet();
      long sharedBytes = lengths == Bytes.LONG_NAME ? count() : lengths >>> 4;
      int own = lengths == Bytes.LONG_NAME ? size() : lengths & 0xf;
      if (sharedBytes < 0 || sharedBytes > before.length) {
        throw new IllegalArgumentException(
            "a name in a profile shares " + sharedBytes + " bytes with one of " + before.length);
      }
      int shared = (int) sharedBytes;
      byte[] name = new byte[shared + own];
      System.arraycopy(before, 0, name, 0, shared);
      System.arraycopy(octets(own), 0, name, shared, own);
      names.add(new String(name, StandardCharsets.UTF_8));
      before = name;
    }
    return names;
  }
}
