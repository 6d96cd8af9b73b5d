/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.store;

import dev.edgewise.profile.EventPosition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The progress of a reader in one partition of a log. When a store has lost its latest writes, the
 * reader goes back to the checkpoint. The store itself keeps it, so that the checkpoint is lost
 * together with the writes. Immutable.
 *
 * <p>Marks record at intervals which offset was reached at which time; reading resumes at the
 * newest mark that is older than the margin. Eras rename positions: when a log has lost its tail,
 * new events get offsets that profiles have already passed, and would be dropped as old events.
 * From {@link Era#start} on, the topic name in a position therefore includes the era, which gives
 * the new events a watermark of their own.
 *
 * @param topicId the topic's unique id
 * @param partition from 0
 * @param marks oldest first
 * @param eras oldest first; empty if the log never lost its tail
 */
public record Checkpoint(String topicId, int partition, List<Mark> marks, List<Era> eras) {
  private static final int MARKS_A_MARGIN = 8;

  public Checkpoint {
    marks = List.copyOf(marks);
    eras = List.copyOf(eras);
  }

  /**
   * An offset reached at a time.
   *
   * @param at the time by the reader's clock, in milliseconds
   * @param next the first offset that was not applied
   * @param leaderEpoch Kafka's leader epoch of the previous record; -1 when unknown
   */
  public record Mark(Instant at, long next, int leaderEpoch) {}

  /**
   * A section of a log that begins where the log lost its tail.
   *
   * @param number from 1
   * @param start the first offset of this era
   */
  public record Era(int number, long start) {}

  /** Returns the checkpoint of a partition from which nothing was applied. */
  public static Checkpoint none(String topicId, int partition) {
    return new Checkpoint(topicId, partition, List.of(), List.of());
  }

  /** Returns the first offset that was not applied; 0 when nothing was. */
  public long next() {
    return marks.isEmpty() ? 0 : marks.get(marks.size() - 1).next();
  }

  /**
   * Returns the mark at which to resume so that everything applied during the last margin is read
   * again: the newest mark that is old enough, else offset 0.
   */
  public Mark start(Duration margin) {
    if (!marks.isEmpty()) {
      Instant old = marks.get(marks.size() - 1).at().minus(margin);
      for (int i = marks.size() - 1; i >= 0; i--) {
        if (!marks.get(i).at().isAfter(old)) {
          return marks.get(i);
        }
      }
    }
    return new Mark(Instant.EPOCH, 0, -1);
  }

  /** Returns the checkpoint with one more mark, and without marks that no margin needs any more. */
  public Checkpoint reached(Mark mark, Duration margin) {
    List<Mark> kept = new ArrayList<>(marks);
    if (kept.size() > 1
        && mark.at()
            .isBefore(kept.get(kept.size() - 2).at().plus(margin.dividedBy(MARKS_A_MARGIN)))) {
      kept.remove(kept.size() - 1); // too close to the mark before it
    }
    kept.removeIf(one -> one.at().isAfter(mark.at()) || one.next() > mark.next());
    kept.add(mark);
    Instant old = mark.at().minus(margin);
    while (kept.size() > 1 && !kept.get(1).at().isAfter(old)) {
      kept.remove(0);
    }
    return new Checkpoint(topicId, partition, kept, eras);
  }

  /** Returns the checkpoint after the log turned out to end at this offset, before its marks. */
  public Checkpoint truncated(long end) {
    List<Era> more = new ArrayList<>(eras);
    more.add(new Era(eras.isEmpty() ? 1 : eras.get(eras.size() - 1).number() + 1, end));
    List<Mark> kept = new ArrayList<>(marks);
    kept.removeIf(mark -> mark.next() > end);
    return new Checkpoint(topicId, partition, kept, more);
  }

  /** Returns the position of the record that is at this offset now. */
  public EventPosition position(long offset) {
    for (int i = eras.size() - 1; i >= 0; i--) {
      if (eras.get(i).start() <= offset) {
        return new EventPosition(topicId + "~" + eras.get(i).number(), partition, offset);
      }
    }
    return new EventPosition(topicId, partition, offset);
  }

  /** Formats the checkpoint as one line of text, which {@link #parse} reads. */
  public String format() {
    StringBuilder line = new StringBuilder("1");
    for (Era era : eras) {
      line.append(" e").append(era.number()).append(':').append(era.start());
    }
    for (Mark mark : marks) {
      line.append(" m").append(mark.at().toEpochMilli()).append(':').append(mark.next());
      line.append(':').append(mark.leaderEpoch());
    }
    return line.toString();
  }

  /**
   * Parses a checkpoint that {@link #format} wrote.
   *
   * @throws IllegalArgumentException when the line is not a checkpoint of version 1
   */
  public static Checkpoint parse(String topicId, int partition, String line) {
    List<Mark> marks = new ArrayList<>();
    List<Era> eras = new ArrayList<>();
    String[] words = line.split(" ", -1);
    if (!words[0].equals("1")) {
      throw new IllegalArgumentException(
          "a checkpoint of version '" + words[0] + "', this release reads version 1");
    }
    try {
      for (int i = 1; i < words.length; i++) {
        String[] numbers = words[i].substring(1).split(":", 3);
        long second = Long.parseLong(numbers[1]);
        if (words[i].charAt(0) == 'e') {
          eras.add(new Era(Integer.parseInt(numbers[0]), second));
        } else {
          Instant at = Instant.ofEpochMilli(Long.parseLong(numbers[0]));
          marks.add(new Mark(at, second, Integer.parseInt(numbers[2])));
        }
      }
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("not a checkpoint: " + line, e);
    }
    return new Checkpoint(topicId, partition, marks, eras);
  }
}
