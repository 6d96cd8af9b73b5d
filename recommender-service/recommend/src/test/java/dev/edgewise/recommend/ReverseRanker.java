/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend;

import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.ModelInfo;
import dev.edgewise.rank.Ranker;
import dev.edgewise.rank.Ranking;
import dev.edgewise.rank.RankingRequest;
import java.util.ArrayList;
import java.util.List;

/** A model that reverses the order of the candidates. */
public final class ReverseRanker implements Ranker {
  @Override
  public Ranking rank(RankingRequest request, Deadline deadline) {
    List<Ranking.Entry> entries = new ArrayList<>();
    for (int i = request.candidates().size(); i > 0; i--) {
      entries.add(
          new Ranking.Entry(request.candidates().get(i - 1), i, i / 100.0, Ranking.RankedBy.MODEL));
    }
    return new Ranking(entries, Ranking.Tokens.NONE);
  }

  @Override
  public ModelInfo model() {
    return new ModelInfo("reverse", true, "hash", "1", "");
  }

  @Override
  public void close() {}
}
