/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
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

  private static final Comparator<Standing> OLDEST_FIRST =
      Comparator.comparing(Standing::time).thenComparing(Standing::item);

  public Standing {
    traits = List.copyOf(traits);
  }

  /** Returns the weight, halved for every half-life between the opinion and this time. */
  public double weightAt(Instant now, HalfLife half) {
    Instant opined = opinionTime;
    return opined == null ? 0 : weight * half.decay(opined, now);
  }

  /** Returns the standing of each item, oldest first; the interactions may have any order. */
  static List<Standing> of(Iterable<List<Interaction>> lists) {
    Map<String, Item> items = new HashMap<>();
    for (List<Interaction> interactions : lists) {
      for (Interaction one : interactions) {
        items.computeIfAbsent(one.item(), item -> new Item(one)).add(one);
      }
    }
    List<Standing> standings = new ArrayList<>(items.size());
    items.forEach((item, events) -> standings.add(events.standing()));
    standings.sort(OLDEST_FIRST);
    return standings;
  }

  /** The interactions with one item. */
  private static final class Item {
    private @Nullable Interaction opinion;
    private Interaction latest;
    private double interest;

    Item(Interaction first) {
      this.latest = first;
    }

    void add(Interaction one) {
      latest = latest.later(one);
      if (one.opinion()) {
        opinion = one.later(opinion);
      } else {
        interest = Math.max(interest, one.weight());
      }
    }

    Standing standing() {
      Interaction said = opinion;
      String item = latest.item();
      return said == null
          ? new Standing(item, 0, null, interest, latest.time(), latest.traits())
          : new Standing(item, said.weight(), said.time(), interest, latest.time(), said.traits());
    }
  }
}
