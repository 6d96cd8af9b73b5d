/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend;

import dev.edgewise.rank.Ranking;
import dev.edgewise.rank.reason.Reason;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that was ranked for a request, of which pages are shown.
 *
 * @param entries in the order in which to show them
 * @param reasons those that there are already, by item
 * @param tokens what the model computed for it
 * @param problem why it is less than it should be, in one line, or null
 */
public record RankedList(
    List<Ranking.Entry> entries,
    Map<String, Reason> reasons,
    Ranking.Tokens tokens,
    @Nullable String problem) {
  /** The same list with a problem that outweighs its own. */
  RankedList withProblem(String other) {
    return new RankedList(entries, reasons, tokens, other);
  }
}
