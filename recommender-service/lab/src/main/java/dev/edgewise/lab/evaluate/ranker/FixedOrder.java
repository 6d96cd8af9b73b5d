/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.ranker;

import dev.edgewise.profile.Event;
import dev.edgewise.profile.Profile;
import dev.edgewise.recommend.catalogue.Catalogue;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A baseline that has one order of items for everyone. */
public record FixedOrder(List<String> order) implements EvaluatedRanker {
  public static final String RECENCY = "recency";
  public static final String MOST_POPULAR = "most-popular";

  @Override
  public List<String> rank(Profile profile, Predicate<String> open, int most) {
    return order.stream().filter(open).limit(most).toList();
  }

  /**
   * The newest first: by publication time if the catalogue has it, otherwise by the first training
   * event. Items with neither come last.
   *
   * @param items in the order of ids, which breaks ties
   * @param training oldest first
   */
  public static FixedOrder recency(List<String> items, Catalogue catalogue, List<Event> training) {
    Map<String, Instant> firstSeen = new HashMap<>();
    training.forEach(event -> firstSeen.putIfAbsent(event.item(), event.time()));
    items.stream()
        .flatMap(id -> catalogue.find(id).stream())
        .forEach(item -> {
          if (item.published() != null) {
            firstSeen.put(item.id(), item.published());
          }
        });
    Comparator<String> age =
        Comparator.comparing(item -> firstSeen.getOrDefault(item, Instant.MIN));
    return new FixedOrder(items.stream().sorted(age.reversed()).toList());
  }
}
