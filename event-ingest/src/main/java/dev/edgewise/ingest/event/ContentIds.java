/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.event;

import dev.edgewise.file.Sha256;
import dev.edgewise.profile.Event;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/**
 * Gives ids to the events of a file that have none: {@code h:n}, where h is a hash of everything
 * that the event says, in 32 hexadecimal digits, and n tells how often the file has had this event
 * so far. So an event has the same id in a file that grew, was compressed, or has other line ends,
 * and equal events of one file have different ids. The source is no part of h, since an event is
 * identified by its id and its source. For one reading of one file, on one thread.
 */
final class ContentIds {
  private static final int HASH_BYTES = 16;

  /**
   * The 64-bit hashes of the events so far, in a table with linear probing; a file may have
   * millions. If two different events have the same hash, n is too high for one of them, which does
   * no harm: it is the same n whenever the lines before are the same.
   */
  private long[] hashes = new long[1 << 10];

  private int[] counts = new int[hashes.length];
  private int used;

  /** Returns the event with an id. */
  Event identified(Event event) {
    byte[] hash = Arrays.copyOf(Sha256.of(content(event)), HASH_BYTES);
    int slot = slot(ByteBuffer.wrap(hash).getLong());
    int n = ++counts[slot];
    return event.withId(HexFormat.of().formatHex(hash) + ":" + n);
  }

  /** The parts of an event, which contain no control characters, in a fixed order. */
  private static String content(Event event) {
    List<String> context = new ArrayList<>();
    new TreeMap<>(event.context()).forEach((name, text) -> context.addAll(List.of(name, text)));
    return String.join(
        "\n",
        event.user(),
        event.item(),
        event.type(),
        event.time().toString(),
        String.valueOf(event.value()),
        String.join("\t", event.traits()),
        String.join("\t", context));
  }

  private int slot(long hash) {
    if (2 * used >= hashes.length) {
      grow();
    }
    int slot = find(hash);
    if (counts[slot] == 0) {
      hashes[slot] = hash;
      used++;
    }
    return slot;
  }

  private int find(long hash) {
    int slot = (int) hash & (hashes.length - 1);
    while (counts[slot] > 0 && hashes[slot] != hash) {
      slot = (slot + 1) & (hashes.length - 1);
    }
    return slot;
  }

  private void grow() {
    long[] oldHashes = hashes;
    int[] oldCounts = counts;
    hashes = new long[2 * oldHashes.length];
    counts = new int[hashes.length];
    for (int i = 0; i < oldHashes.length; i++) {
      if (oldCounts[i] > 0) {
        int slot = find(oldHashes[i]);
        hashes[slot] = oldHashes[i];
        counts[slot] = oldCounts[i];
      }
    }
  }
}
