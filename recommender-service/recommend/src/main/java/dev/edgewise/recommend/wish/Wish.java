/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.wish;

import dev.edgewise.recommend.catalogue.Item;
import java.util.List;

/**
 * What somebody asks for.
 *
 * @param conditions what an item must meet, in the order of their words
 * @param rest the words that are no condition, possibly empty
 */
public record Wish(List<Condition> conditions, String rest) {
  /** Nothing in particular. */
  public static final Wish NONE = new Wish(List.of(), "");

  public Wish {
    conditions = List.copyOf(conditions);
  }

  /** Whether an item meets all conditions. */
  public boolean allows(Item item) {
    for (Condition condition : conditions) {
      if (!condition.holds(item)) {
        return false;
      }
    }
    return true;
  }
}
