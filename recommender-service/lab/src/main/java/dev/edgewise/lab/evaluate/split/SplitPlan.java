/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.split;

import dev.edgewise.profile.Event;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The split of a data set into training events for the rankers and test users to measure them on.
 *
 * @param training oldest first
 * @param subjects the users to measure, in the order of their ids
 * @param validation the same users one event earlier, for rankers that choose settings: the target
 *     is the event before the last, and the history is what came before it. Empty with the temporal
 *     protocol, where a ranker can split the training events by their times
 * @param items the items to rank, in the order of their ids; some may not be shown to a user
 * @param split the time of the split, or null when each user has another one
 */
public record SplitPlan(
    List<Event> training,
    List<Subject> subjects,
    List<Subject> validation,
    List<String> items,
    @Nullable Instant split) {

  /**
   * A user to measure.
   *
   * @param history the user's events that a ranker knows at the time of the list, oldest first
   * @param excluded items that must not be recommended; contains no target
   * @param targets items that a good list holds
   * @param tied whether the target has the same time as the event before it, so that only the order
   *     of the lines in the file tells which is the last
   * @param last the event of the target, where there is one only; else null
   */
  public record Subject(
      String user,
      List<Event> history,
      Set<String> excluded,
      Set<String> targets,
      boolean tied,
      @Nullable Event last) {

    /** A user of a protocol with any number of targets. */
    public Subject(
        String user, List<Event> history, Set<String> excluded, Set<String> targets, boolean tied) {
      this(user, history, excluded, targets, tied, null);
    }
  }

  /** The time of the lists: the time of the split, or otherwise of the last training event. */
  public Instant present() {
    if (split != null) {
      return split;
    }
    return training.isEmpty() ? Instant.EPOCH : training.getLast().time();
  }

  /** The same plan with other users to measure. */
  public SplitPlan with(List<Subject> others) {
    return new SplitPlan(training, others, validation, items, split);
  }

  /** How many of the users have a target that only the order of lines makes the last event. */
  public long ties() {
    return subjects.stream().filter(Subject::tied).count();
  }
}
