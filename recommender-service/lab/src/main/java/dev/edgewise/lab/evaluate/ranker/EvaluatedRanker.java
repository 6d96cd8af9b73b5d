/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.ranker;

import dev.edgewise.profile.Profile;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** An order of items that can be evaluated. Implementations are safe for use by many threads. */
@FunctionalInterface
public interface EvaluatedRanker {

  /**
   * The best items for a user, best first, without repetitions; ties always have the same order.
   *
   * @param open which items may be ranked
   * @param most the largest number of items; a ranker that knows fewer returns fewer
   */
  List<String> rank(Profile profile, Predicate<String> open, int most);

  /** These few items in the ranker's order, best first; an item that it can't rank is missing. */
  default List<String> order(Profile profile, Set<String> items) {
    return rank(profile, items::contains, items.size());
  }
}
