/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.wish;

import java.util.List;

/**
 * What became of a user's query. Immutable.
 *
 * @param conditions what it asks of every item
 * @param alike what the items are to be like
 * @param unwanted words that no item has
 * @param words its other words, possibly empty
 * @param matches how many items have one of them, at most {@value #MAX_MATCHES}
 */
public record Asked(
    List<Condition> conditions,
    List<Alike> alike,
    List<Unwanted> unwanted,
    String words,
    int matches) {
  public static final int MAX_MATCHES = 100;

  public Asked {
    conditions = List.copyOf(conditions);
    alike = List.copyOf(alike);
    unwanted = List.copyOf(unwanted);
  }
}
