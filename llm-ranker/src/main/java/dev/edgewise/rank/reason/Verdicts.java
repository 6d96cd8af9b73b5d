/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Remembers what a slow rule says about recent texts, since the same facts come in most lists.
 * Thread-safe.
 */
final class Verdicts {
  private static final int MOST_KNOWN = 10_000;
  private static final int LONGEST_KNOWN = 200;

  private final Predicate<String> rule;
  private final Map<String, Boolean> known = new ConcurrentHashMap<>();

  Verdicts(Predicate<String> rule) {
    this.rule = rule;
  }

  boolean of(String text) {
    Boolean before = known.get(text);
    if (before != null) {
      return before;
    }
    boolean verdict = rule.test(text);
    if (text.length() <= LONGEST_KNOWN) {
      if (known.size() >= MOST_KNOWN) {
        known.clear();
      }
      known.put(text, verdict);
    }
    return verdict;
  }
}
