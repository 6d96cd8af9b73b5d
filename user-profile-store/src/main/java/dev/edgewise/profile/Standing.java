/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a user thinks of an item now. The latest opinion counts, once: after a like and a later
 * dislike it is a dislike, and four likes are one. Views and clicks are no opinions.
 *
 * @param item the item's id
 * @param weight the weight of the latest opinion, from -1 (rejected) to 1 (loved); 0 without one
 * @param opinionTime the time of the latest opinion, or null without one
 * @param interest the greatest weight of views, clicks and other neutral events, from 0 to 1
 * @param time the time of the latest event on the item
 * @param traits the item's traits at the time of the latest opinion, else of the latest event
 */
public record Standing(
    String item,
    double weight,
    @Nullable Instant opinionTime,
    double interest,
    Instant time,
    List<String> traits) {

  public Standing {
    traits = List.copyOf(traits);
  }

  /** Returns the weight, halved for every half-life between the opinion and this time. */
  public double weightAt(Instant now, HalfLife half) {
    Instant opined = opinionTime;
    return opined == null ? 0 : weight * half.decay(opined, now);
  }

  /**
   * Returns the standing of each item, oldest first.
   *
   * @param lists of interactions, each oldest first; at equal times, those of a later list are
   *     later
   */
  static List<Standing> of(Iterable<List<Interaction>> lists) {
    List<Interaction> all = new ArrayList<>();
    lists.forEach(all::addAll);
    all.sort(Interaction.BY_TIME);
    Map<String, Standing> standings = new LinkedHashMap<>();
    for (Interaction one : all) {
      Standing before = standings.remove(one.item()); // so that the item moves to the end
      standings.put(one.item(), of(before, one));
    }
    return new ArrayList<>(standings.values());
  }

  private static Standing of(@Nullable Standing before, Interaction next) {
    String item = next.item();
    Instant time = next.time();
    double interest = before == null ? 0 : before.interest;
    if (next.opinion()) {
      return new Standing(item, next.weight(), time, interest, time, next.traits());
    }
    interest = Math.max(interest, next.weight());
    return before == null || before.opinionTime == null
        ? new Standing(item, 0, null, interest, time, next.traits())
        : new Standing(item, before.weight, before.opinionTime, interest, time, before.traits);
  }
}
