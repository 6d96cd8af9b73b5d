/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.check.survey;

/** Numbers of one user's events. For one thread. */
public final class UserCounts {
  private final int number;
  private final long firstLine;
  private int events;
  private int choices;

  UserCounts(int number, long firstLine) {
    this.number = number;
    this.firstLine = firstLine;
  }

  void addEvent() {
    events++;
  }

  void addChoice() {
    choices++;
  }

  int number() {
    return number;
  }

  /** The line of the user's first event. */
  public long firstLine() {
    return firstLine;
  }

  /** The number of events. */
  public int events() {
    return events;
  }

  /** The number of different items that the user chose. */
  public int choices() {
    return choices;
  }
}
