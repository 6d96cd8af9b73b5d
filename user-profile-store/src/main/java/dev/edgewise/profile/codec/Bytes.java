/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Bytes being written, in the forms that {@link ByteReader} reads. Used by one thread. */
final class Bytes {
  /** Numbers that are whole after this many-fold take few bytes: weights, ratings. */
  static final int SCALE = 1000;

  /** Shared and own length of a name go into one byte when both are below this. */
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

  /** An unsigned number, seven bits a byte, the lowest first. */
  void count(long value) {
    long left = value;
    while ((left & ~0x7fL) != 0) {
      octet((int) (left | 0x80));
      left >>>= 7;
    }
    octet((int) left);
  }

  /** A signed number, small ones of either sign in few bytes. */
  void signed(long value) {
    count((value << 1) ^ (value >> 63));
  }

  /** As many of the lowest bytes, the highest first. */
  void fixed(long value, int length) {
    for (int i = length - 1; i >= 0; i--) {
      octet((int) (value >>> (8 * i)));
    }
  }

  void real(double value) {
    fixed(Double.doubleToLongBits(value), 8);
  }

  /** 0 for none, 1 before eight bytes, else a multiple of a thousandth. */
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
    count(texts.size());
    texts.forEach(this::text);
  }

  /** Each name as what it shares with the one before, and the rest. */
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
