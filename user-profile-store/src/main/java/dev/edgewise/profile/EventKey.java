/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import java.nio.charset.StandardCharsets;

/** The 40-bit key by which a profile recognizes an event that it has already applied. */
public final class EventKey {
  private static final int BITS = 40;
  private static final long MASK = (1L << BITS) - 1;

  private EventKey() {}

  /**
   * Returns an event's key. A collision among the some hundreds of keys of one profile happens once
   * in 10^9 events.
   */
  static long of(Event event) {
    return of(event.source(), event.id());
  }

  /** Returns the key of the event with this source and id. */
  public static long of(String source, String id) {
    return folded(fnv1a((source + '\0' + id).getBytes(StandardCharsets.UTF_8)));
  }

  /** Returns the 64-bit FNV-1a hash of some bytes. */
  public static long fnv1a(byte[] bytes) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : bytes) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    return hash;
  }

  /** Folds a 64-bit hash into a 40-bit key. */
  public static long folded(long hash) {
    return (hash ^ (hash >>> BITS)) & MASK;
  }

  /** Formats a key as ten hexadecimal digits, for people and URLs. */
  public static String format(long key) {
    return String.format("%010x", key);
  }

  /**
   * Parses a key that {@link #format} wrote.
   *
   * @throws IllegalArgumentException when the text is not ten hexadecimal digits
   */
  public static long parse(String text) {
    if (!text.matches("[0-9a-f]{10}")) {
      throw new IllegalArgumentException(
          "an event's key must be ten hexadecimal digits, as a profile lists it");
    }
    return Long.parseLong(text, 16);
  }
}
