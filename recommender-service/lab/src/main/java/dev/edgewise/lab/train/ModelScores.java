/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.train;

import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.Ranker;
import dev.edgewise.rank.Ranking;
import dev.edgewise.rank.RankingRequest;
import dev.edgewise.rank.UserContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Computes a model's answers for candidates, with the ranker of the service.
 *
 * @param modelAlone its score must be the sigmoid of the model's answer, without a blend
 */
record ModelScores(Ranker modelAlone) {
  private static final Duration TIME_LIMIT = Duration.ofHours(1);

  /** s = logit(Yes) - logit(No) by candidate id. */
  Map<String, Double> of(UserContext user, List<Candidate> candidates) {
    Ranking ranking =
        modelAlone.rank(new RankingRequest(user, candidates), Deadline.in(TIME_LIMIT));
    return ranking.items().stream()
        .collect(
            Collectors.toMap(
                entry -> entry.candidate().id(),
                entry -> Math.log(entry.score() / (1 - entry.score()))));
  }
}
