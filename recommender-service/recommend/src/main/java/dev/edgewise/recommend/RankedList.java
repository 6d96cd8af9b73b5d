/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend;

import dev.edgewise.rank.Ranking;
import dev.edgewise.rank.reason.Reason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The whole ranked list for a request; pages show parts of it.
 *
 * @param entries in the order to show
 * @param reasons reasons that exist already, by item id
 * @param tokens what the model computed for the list
 * @param problem why the list is incomplete, in one line; null when all is well
 */
public record RankedList(
    List<Ranking.Entry> entries,
    Map<String, Reason> reasons,
    Ranking.Tokens tokens,
    @Nullable String problem) {
  /** The same list with another problem, which is more important than its own. */
  RankedList withProblem(String other) {
    return new RankedList(entries, reasons, tokens, other);
  }

  /** The same list with more reasons. */
  RankedList withReasons(Map<String, Reason> more) {
    Map<String, Reason> all = new HashMap<>(reasons);
    all.putAll(more);
    return new RankedList(entries, all, tokens, problem);
  }
}
