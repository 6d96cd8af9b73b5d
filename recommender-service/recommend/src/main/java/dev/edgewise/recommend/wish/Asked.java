/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.wish;

import java.util.List;

/**
 * What became of a user's query. Immutable.
 *
 * @param conditions what it asks of every item
 * @param matched whether an item has its other words; true without any
 */
public record Asked(List<Condition> conditions, boolean matched) {
  public Asked {
    conditions = List.copyOf(conditions);
  }
}
