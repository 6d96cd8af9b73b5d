/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.learn;

import dev.edgewise.rank.feature.RankingContext;
import dev.edgewise.rank.feature.Recency;
import dev.edgewise.rank.feature.SequenceSource;
import dev.edgewise.rank.feature.UserHistory;
import java.util.Set;

/**
 * A user at a moment of the past, and what the user chose next.
 *
 * @param context learnt from the events before the moment
 * @param history of the user before the moment
 * @param targets numbers of the items that the user chose next, at least one
 */
record Labelled(RankingContext context, UserHistory history, Set<Integer> targets) {
  Labelled with(Recency recency) {
    return new Labelled(context.with(recency), history, targets);
  }

  Labelled withoutSequence() {
    return new Labelled(context.with((SequenceSource) null), history, targets);
  }
}
