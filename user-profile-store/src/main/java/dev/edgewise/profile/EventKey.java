/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import java.nio.charset.StandardCharsets;

/**
 * The 64-bit key by which a profile recognizes an event that it has already applied. Earlier
 * releases shortened keys to 40 bits; then events whose ids differ in a few digits had equal keys.
 */
public final class EventKey {
  private static final int SHORT_BITS = 40;
  private static final long SHORT_MASK = (1L << SHORT_BITS) - 1;

  private EventKey() {}

  static long of(Event event) {
    return of(event.source(), event.id());
  }

  /** Returns the key of the event with this source and id. */
  public static long of(String source, String id) {
    return fnv1a((source + '\0' + id).getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the 64-bit FNV-1a hash of some bytes. */
  public static long fnv1a(byte[] bytes) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : bytes) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    return hash;
  }

  /** Returns whether two keys are of the same event; one of them may be a shortened one. */
  public static boolean same(long one, long other) {
    return one == other || ((isShort(one) || isShort(other)) && shortened(one) == shortened(other));
  }

  /** Shortens a key to the 40 bits of earlier releases. */
  static long shortened(long key) {
    return (key ^ (key >>> SHORT_BITS)) & SHORT_MASK;
  }

  private static boolean isShort(long key) {
    return (key & ~SHORT_MASK) == 0;
  }

  /** Formats a key as hexadecimal digits, for people and URLs: 16, or ten if it is a short one. */
  public static String format(long key) {
    return String.format(isShort(key) ? "%010x" : "%016x", key);
  }

  /**
   * Parses a key that {@link #format} wrote.
   *
   * @throws IllegalArgumentException when the text is neither 16 nor ten hexadecimal digits
   */
  public static long parse(String text) {
    if (!text.matches("[0-9a-f]{10}|[0-9a-f]{16}")) {
      throw new IllegalArgumentException(
          "an event's key must be 16 hexadecimal digits, as a profile lists it");
    }
    return Long.parseUnsignedLong(text, 16);
  }
}
