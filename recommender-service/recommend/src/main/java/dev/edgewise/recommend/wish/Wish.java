/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.wish;

import dev.edgewise.recommend.catalogue.Item;
import java.util.List;
import java.util.StringJoiner;

/**
 * What somebody asks for.
 *
 * @param conditions what an item must meet, in the order of their words
 * @param rest the words that are no condition and no title to compare with, possibly empty
 * @param alike what the items are to be like
 * @param unwanted words that no item may have
 */
public record Wish(
    List<Condition> conditions, String rest, List<Alike> alike, List<Unwanted> unwanted) {
  /** Nothing in particular. */
  public static final Wish NONE = words("");

  public Wish {
    conditions = List.copyOf(conditions);
    alike = List.copyOf(alike);
    unwanted = List.copyOf(unwanted);
  }

  /** Words to search for. */
  public static Wish words(String text) {
    return new Wish(List.of(), text, List.of(), List.of());
  }

  /** The words that say what items should have, without those that exclude or compare. */
  public String sought() {
    StringJoiner sought = new StringJoiner(" ");
    conditions.stream().filter(one -> !one.not()).forEach(one -> sought.add(one.words()));
    return sought.add(rest).toString().strip();
  }

  /** Whether it asks for items that match words or are like others, best matches first. */
  public boolean searches() {
    return !rest.isEmpty() || !alike.isEmpty();
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
