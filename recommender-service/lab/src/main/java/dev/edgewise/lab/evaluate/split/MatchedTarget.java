/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.split;

import java.util.HashSet;
import java.util.Set;

/**
 * A target and items that resemble it in category and popularity, but that its user never met.
 *
 * @param negatives at least one
 */
public record MatchedTarget(String target, Set<String> negatives) {

  /** The target and the negatives. */
  public Set<String> items() {
    Set<String> items = new HashSet<>(negatives);
    items.add(target);
    return items;
  }
}
