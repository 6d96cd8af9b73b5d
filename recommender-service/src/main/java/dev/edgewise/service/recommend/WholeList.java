/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.recommend;

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
record WholeList(
    List<Ranking.Entry> entries,
    Map<String, Reason> reasons,
    Ranking.Tokens tokens,
    @Nullable String problem) {}
