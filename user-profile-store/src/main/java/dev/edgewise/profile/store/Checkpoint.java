/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.store;

import dev.edgewise.profile.EventPosition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Up to where a partition of a log has been applied, and since when: the way back for a reader
 * whose store lost what it was told last. Kept in the store itself, so that it is lost together
 * with it. Immutable.
 *
 * <p>Marks say at which time which offset was reached, in intervals; the newest older than the
 * margin is where to begin again. Eras say from which offset on positions are named otherwise: when
 * a log lost its tail, new events take offsets that profiles have passed already, and would be
 * dropped as old ones. From {@link Era#start} on they bear the era in the name of their topic, so
 * that they have a watermark of their own.
 *
 * @param topicId the topic's unique id
 * @param partition from 0
 * @param marks oldest first
 * @param eras oldest first; empty while the log never lost its tail
 */
public record Checkpoint(String topicId, int partition, List<Mark> marks, List<Era> eras) {
  private static final int MARKS_A_MARGIN = 8;

  public Checkpoint {
    marks = List.copyOf(marks);
    eras = List.copyOf(eras);
  }

  /**
   * A place reached.
   *
   * @param at when, by the reader's clock, to the millisecond
   * @param next the first offset that was not applied
   * @param leaderEpoch of the record before, as Kafka counts it; -1 when unknown
   */
  public record Mark(Instant at, long next, int leaderEpoch) {}

  /**
   * A stretch of a log whose offsets are counted anew.
   *
   * @param number from 1
   * @param start the first offset that belongs to it, or to a later one
   */
  public record Era(int number, long start) {}

  /** The checkpoint of a partition that nothing is known of. */
  public static Checkpoint none(String topicId, int partition) {
    return new Checkpoint(topicId, partition, List.of(), List.of());
  }

  /** The first offset that was not applied; 0 when nothing was. */
  public long next() {
    return marks.isEmpty() ? 0 : marks.get(marks.size() - 1).next();
  }

  /**
   * Where to begin again so that what was applied during the last of the margin is read once more:
   * the newest mark that old, or else the oldest offset known to be needed, which is 0.
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

  /** The checkpoint after that place was reached; what is older than needed for a margin goes. */
  public Checkpoint reached(Mark mark, Duration margin) {
    List<Mark> kept = new ArrayList<>(marks);
    if (kept.size() > 1
        && mark.at()
            .isBefore(kept.get(kept.size() - 2).at().plus(margin.dividedBy(MARKS_A_MARGIN)))) {
      kept.remove(kept.size() - 1); // too close to the one before to be worth its place
    }
    kept.removeIf(one -> one.at().isAfter(mark.at()) || one.next() > mark.next());
    kept.add(mark);
    Instant old = mark.at().minus(margin);
    while (kept.size() > 1 && !kept.get(1).at().isAfter(old)) {
      kept.remove(0);
    }
    return new Checkpoint(topicId, partition, kept, eras);
  }

  /** The checkpoint after the log was found to end before what had been applied. */
  public Checkpoint truncated(long end) {
    List<Era> more = new ArrayList<>(eras);
    more.add(new Era(eras.isEmpty() ? 1 : eras.get(eras.size() - 1).number() + 1, end));
    List<Mark> kept = new ArrayList<>(marks);
    kept.removeIf(mark -> mark.next() > end);
    return new Checkpoint(topicId, partition, kept, more);
  }

  /** The position of what stands at that offset now. */
  public EventPosition position(long offset) {
    for (int i = eras.size() - 1; i >= 0; i--) {
      if (eras.get(i).start() <= offset) {
        return new EventPosition(topicId + "~" + eras.get(i).number(), partition, offset);
      }
    }
    return new EventPosition(topicId, partition, offset);
  }

  /** One line of text; {@link #parse} gives the checkpoint back. */
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
   * The checkpoint that {@link #format} wrote.
   *
   * @throws IllegalArgumentException when the line is none
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
