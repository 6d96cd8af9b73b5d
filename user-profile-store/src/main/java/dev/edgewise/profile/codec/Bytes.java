/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.SortedSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes bytes in the encodings that {@link ByteReader} reads. Used by one thread. */
final class Bytes {
  /** Numbers that are multiples of 1/1000, such as weights and ratings, take few bytes. */
  static final int SCALE = 1000;

  /** If both lengths of a name are below this, they share one byte. */
  static final int SHORT = 15;

  static final int LONG_NAME = 0xff;
  private static final double MOST_SCALED = 1e12;
  private byte[] bytes = new byte[512];
  private int size;

  byte[] toArray() {
    return Arrays.copyOf(bytes, size);
  }

  void octet(int value) {
    if (size == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * size);
    }
    bytes[size++] = (byte) value;
  }

  private void octets(byte[] values, int from) {
    for (int i = from; i < values.length; i++) {
      octet(values[i]);
    }
  }

  /** Writes an unsigned number, seven bits per byte, the lowest bits first. */
  void count(long value) {
    long left = value;
    while ((left & ~0x7fL) != 0) {
      octet((int) (left | 0x80));
      left >>>= 7;
    }
    octet((int) left);
  }

  /** Writes a signed number; numbers close to 0 take few bytes. */
  void signed(long value) {
    count((value << 1) ^ (value >> 63));
  }

  /** Writes the lowest bytes of a number, the highest of them first. */
  void fixed(long value, int length) {
    for (int i = length - 1; i >= 0; i--) {
      octet((int) (value >>> (8 * i)));
    }
  }

  void real(double value) {
    fixed(Double.doubleToLongBits(value), 8);
  }

  /** Writes 0 for null, 1 and eight bytes for any number, or 2 plus a multiple of 1/1000. */
  void number(@Nullable Double value) {
    if (value == null) {
      count(0);
      return;
    }
    double scaled = Math.rint(value * SCALE);
    boolean same = Double.doubleToLongBits(scaled / SCALE) == Double.doubleToLongBits(value);
    if (same && Math.abs(scaled) < MOST_SCALED) {
      long whole = (long) scaled;
      count(2 + ((whole << 1) ^ (whole >> 63)));
    } else {
      count(1);
      real(value);
    }
  }

  void text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    count(utf8.length);
    octets(utf8, 0);
  }

  void texts(Collection<String> texts) {
    list(texts, this::text);
  }

  <T> void list(Collection<T> elements, Consumer<T> writer) {
    count(elements.size());
    elements.forEach(writer);
  }

  /** Writes each name as the length that it shares with the previous one, and the rest. */
  void table(SortedSet<String> names) {
    count(names.size());
    byte[] before = {};
    for (String name : names) {
      byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
      int shared = 0;
      while (shared < Math.min(before.length, utf8.length) && before[shared] == utf8[shared]) {
        shared++;
      }
      int own = utf8.length - shared;
      if (shared < SHORT && own < SHORT) {
        octet((shared << 4) | own);
      } else {
        octet(LONG_NAME);
        count(shared);
        count(own);
      }
      octets(utf8, shared);
      before = utf8;
    }
  }
}
