/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.split;

import dev.edgewise.profile.Event;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a protocol makes of a data set: what is learnt from, and what is measured.
 *
 * @param training oldest first
 * @param subjects whom is measured on, in the order of their ids
 * @param items what is ranked, apart from what each user has met and what nobody may be shown: in
 *     the order of their ids
 * @param split the moment at which everything is frozen, or null when each user has an own one
 */
public record Plan(
    List<Event> training, List<Subject> subjects, List<String> items, @Nullable Instant split) {

  /**
   * A user to measure on.
   *
   * @param history the user's part of the training events, oldest first
   * @param met items that must not be recommended, no target among them
   * @param targets items that a good list holds
   */
  public record Subject(String user, List<Event> history, Set<String> met, Set<String> targets) {}

  /** The time at which lists are made: the split, else that of the last event learnt from. */
  public Instant present() {
    if (split != null) {
      return split;
    }
    return training.isEmpty() ? Instant.EPOCH : training.get(training.size() - 1).time();
  }

  /** The same plan, measuring on these only. */
  public Plan with(List<Subject> others) {
    return new Plan(training, others, items, split);
  }
}
