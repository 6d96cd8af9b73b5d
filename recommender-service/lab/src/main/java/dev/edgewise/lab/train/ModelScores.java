/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.train;

import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.Ranker;
import dev.edgewise.rank.Ranking;
import dev.edgewise.rank.RankingRequest;
import dev.edgewise.rank.UserContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a model says of candidates, asked through the ranker that serves. */
final class ModelScores {
  private static final Duration NO_HURRY = Duration.ofHours(1);

  private final Ranker modelAlone;

  /** A ranker whose score is the sigmoid of the model's answer, nothing blended in. */
  ModelScores(Ranker modelAlone) {
    this.modelAlone = modelAlone;
  }

  /** s = logit(Yes) - logit(No) by candidate id. */
  Map<String, Double> of(UserContext user, List<Candidate> candidates) {
    Ranking ranking = modelAlone.rank(new RankingRequest(user, candidates), Deadline.in(NO_HURRY));
    Map<String, Double> scores = new HashMap<>();
    for (Ranking.Entry entry : ranking.items()) {
      scores.put(entry.candidate().id(), Math.log(entry.score() / (1 - entry.score())));
    }
    return scores;
  }
}
