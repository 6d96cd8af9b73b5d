/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.check.survey;

import java.util.ArrayList;
import java.util.List;

/** The lines of a file that can't be read: the first ones, and all by kind. For one thread. */
public final class BadLines {
  private static final int SHOWN = 20;
  private static final int KINDS = 50;
  private static final int LONGEST = 300;

  private final List<BadLine> first = new ArrayList<>();
  private final OccurrencesByName kinds = new OccurrencesByName(KINDS);
  private final Occurrences cutOff = new Occurrences();

  /** A line and why it is bad. */
  public record BadLine(long line, String why) {}

  void add(long line, String why) {
    String message = Occurrences.shown(why, LONGEST);
    if (first.size() < SHOWN) {
      first.add(new BadLine(line, message));
    }
    kinds.add(kind(message), line, message);
  }

  /** Messages that differ only in the values that they quote are of one kind. */
  private static String kind(String message) {
    return message
        .replaceAll("'[^']*'", "'...'")
        .replaceAll("not \".*?\"", "not ...")
        .replaceAll("not JSON: .*", "not JSON")
        .replaceAll("\\d+", "0");
  }

  void cutOff(long line, String why) {
    cutOff.add(line, why);
  }

  /** The first bad lines, at most {@value #SHOWN}. */
  public List<BadLine> first() {
    return List.copyOf(first);
  }

  /** The bad lines by kind of mistake. */
  public OccurrencesByName kinds() {
    return kinds;
  }

  /** The number of bad lines. */
  public long count() {
    return kinds.total();
  }

  /** Whether and where the file ends too early. */
  public Occurrences cutOff() {
    return cutOff;
  }
}
