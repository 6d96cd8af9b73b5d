/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import java.nio.charset.StandardCharsets;

/** Names an event by 40 bits, which is what a profile remembers to know it again. */
public final class EventKey {
  private static final int BITS = 40;
  private static final long MASK = (1L << BITS) - 1;

  private EventKey() {}

  /** The key of an event; two of one profile's some hundreds share one once in 10^9 events. */
  static long of(Event event) {
    return of(event.source(), event.id());
  }

  /** The key of the event of that source and id. */
  public static long of(String source, String id) {
    long hash = 0xcbf29ce484222325L; // 64-bit FNV-1a
    for (byte b : (source + '\0' + id).getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    return folded(hash);
  }

  public static long folded(long hash) {
    return (hash ^ (hash >>> BITS)) & MASK;
  }

  /** As people and URLs write it: ten hexadecimal digits. */
  public static String format(long key) {
    return String.format("%010x", key);
  }

  /**
   * The key that {@link #format} wrote.
   *
   * @throws IllegalArgumentException when the text is none
   */
  public static long parse(String text) {
    if (!text.matches("[0-9a-f]{10}")) {
      throw new IllegalArgumentException(
          "an event's key must be ten hexadecimal digits, as a profile lists it");
    }
    return Long.parseLong(text, 16);
  }
}
