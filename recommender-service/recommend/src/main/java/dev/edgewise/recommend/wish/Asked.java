/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.wish;

import dev.edgewise.recommend.catalogue.Item;
import java.util.List;

/**
 * What became of a user's query. Immutable.
 *
 * @param wish what it asks for
 * @param matches how many items have one of its words that are no condition, at most {@value
 *     #MAX_MATCHES}
 * @param had items with these words in their title that the user has had, so that the list leaves
 *     them out, the best {@value #MAX_HAD}
 */
public record Asked(Wish wish, int matches, List<Item> had) {
  public static final int MAX_MATCHES = 100;
  public static final int MAX_HAD = 3;

  public Asked {
    had = List.copyOf(had);
  }
}
