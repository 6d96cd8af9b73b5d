/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.replay;

import java.util.Map;
import java.util.TreeMap;

/**
 * Which records of a partition were replayed, when they needn't be the first ones: all before some
 * offset, and ranges after it. Written as an offset and a note for it, as Kafka keeps them for a
 * group. Used by one thread.
 */
final class ReplayedOffsets {
  /** Kafka keeps notes of up to 4096 bytes. */
  private static final int LONGEST_NOTE = 4000;

  private final String topicId;

  /** From the first to the one behind the last of each range. */
  private final TreeMap<Long, Long> ranges = new TreeMap<>();

  private long first;

  /** Nothing replayed yet of what stands from the first offset on. */
  ReplayedOffsets(String topicId, long first) {
    this.topicId = topicId;
    this.first = first;
  }

  /** Reads what was written; a note of another topic, or none that can be read, is no help. */
  static ReplayedOffsets parse(String topicId, long beginning, long offset, String note) {
    String[] words = note.split(" ", -1);
    if (!words[0].equals(topicId)) {
      return new ReplayedOffsets(topicId, beginning);
    }
    ReplayedOffsets replayed = new ReplayedOffsets(topicId, offset);
    for (int i = 1; i < words.length; i++) {
      String[] ends = words[i].split("-", 2);
      long from = Long.parseLong(ends[0]);
      replayed.add(from, (ends.length == 2 ? Long.parseLong(ends[1]) : from) + 1);
    }
    replayed.add(0, Math.max(beginning, offset));
    return replayed;
  }

  /** The first offset that wasn't replayed. */
  long first() {
    return first;
  }

  boolean contains(long offset) {
    Map.Entry<Long, Long> range = ranges.floorEntry(offset);
    return offset < first || (range != null && offset < range.getValue());
  }

  void add(long offset) {
    add(offset, offset + 1);
  }

  private void add(long from, long to) {
    long start = from;
    long end = to;
    Map.Entry<Long, Long> before = ranges.floorEntry(from);
    if (before != null && before.getValue() >= from) {
      start = before.getKey();
      end = Math.max(end, before.getValue());
    }
    for (Map.Entry<Long, Long> next = ranges.ceilingEntry(start);
        next != null && next.getKey() <= end;
        next = ranges.ceilingEntry(start)) {
      end = Math.max(end, next.getValue());
      ranges.remove(next.getKey());
    }
    if (start <= first) {
      first = Math.max(first, end);
    } else {
      ranges.put(start, end);
    }
  }

  /**
   * The ranges after {@link #first}. Those that don't fit are left out, and so are replayed again.
   */
  String note() {
    StringBuilder note = new StringBuilder(topicId);
    for (Map.Entry<Long, Long> range : ranges.entrySet()) {
      long last = range.getValue() - 1;
      String word = range.getKey() == last ? " " + last : " " + range.getKey() + "-" + last;
      if (note.length() + word.length() > LONGEST_NOTE) {
        break;
      }
      note.append(word);
    }
    return note.toString();
  }
}
