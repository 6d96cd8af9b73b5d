/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.replay;

import java.util.Map;
import java.util.TreeMap;

/**
 * The offsets of a partition that were replayed: all below some offset, and ranges above it. Stored
 * as a committed offset of a consumer group and a note for it. Used by one thread.
 */
final class ReplayedOffsets {
  /** Kafka accepts notes of up to 4096 bytes. */
  private static final int LONGEST_NOTE = 4000;

  private final String topicId;

  /** The ranges, each from its first offset to the offset after its last one. */
  private final TreeMap<Long, Long> ranges = new TreeMap<>();

  private long first;

  /** No offset is replayed from the given one on. */
  ReplayedOffsets(String topicId, long first) {
    this.topicId = topicId;
    this.first = first;
  }

  /** Parses a stored note; ignores a note of another topic. */
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

  /** Returns the first offset that was not replayed. */
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

  /** Formats the ranges above {@link #first}; ranges that do not fit will be replayed again. */
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
