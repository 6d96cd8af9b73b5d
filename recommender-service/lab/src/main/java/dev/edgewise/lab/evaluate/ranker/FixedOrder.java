/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.ranker;

import dev.edgewise.lab.evaluate.split.TrainingCounts;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.Profile;
import dev.edgewise.recommend.catalogue.Catalogue;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A baseline that has one order of items for everyone. */
public record FixedOrder(String name, List<String> order) implements EvaluatedRanker {
  public static final String RECENCY = "recency";
  public static final String MOST_POPULAR = "most-popular";

  @Override
  public List<String> rank(Profile profile, Predicate<String> open, int most) {
    return order.stream().filter(open).limit(most).toList();
  }

  /** What occurs most often in all training events, however long ago. */
  public static FixedOrder mostPopular(TrainingCounts counts) {
    return new FixedOrder(MOST_POPULAR, counts.mostPopular());
  }

  /**
   * The newest first: by when an item came out where that is known, else by its first training
   * event; the others last.
   *
   * @param items in the order of ids, which breaks ties
   * @param training oldest first
   */
  public static FixedOrder recency(List<String> items, Catalogue catalogue, List<Event> training) {
    Map<String, Instant> born = new HashMap<>();
    training.forEach(event -> born.putIfAbsent(event.item(), event.time()));
    for (String id : items) {
      catalogue
          .find(id)
          .ifPresent(item -> {
            @Nullable Instant published = item.published();
            if (published != null) {
              born.put(id, published);
            }
          });
    }
    return new FixedOrder(
        RECENCY,
        items.stream()
            .sorted(
                Comparator.comparing(
                    (String item) -> born.getOrDefault(item, Instant.MIN),
                    Comparator.reverseOrder()))
            .toList());
  }
}
