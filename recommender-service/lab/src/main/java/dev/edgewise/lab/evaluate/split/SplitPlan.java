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
 * @param items the items to rank, in the order of their ids; some may not be shown to a user
 * @param split the time of the split, or null when each user has another one
 */
public record SplitPlan(
    List<Event> training, List<Subject> subjects, List<String> items, @Nullable Instant split) {

  /**
   * A user to measure.
   *
   * @param history the user's part of the training events, oldest first
   * @param excluded items that must not be recommended; contains no target
   * @param targets items that a good list holds
   */
  public record Subject(
      String user, List<Event> history, Set<String> excluded, Set<String> targets) {}

  /** The time of the lists: the time of the split, or otherwise of the last training event. */
  public Instant present() {
    if (split != null) {
      return split;
    }
    return training.isEmpty() ? Instant.EPOCH : training.getLast().time();
  }

  /** The same plan with other users to measure. */
  public SplitPlan with(List<Subject> others) {
    return new SplitPlan(training, others, items, split);
  }
}
