/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.evaluation;

import dev.edgewise.profile.Profile;
import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.Ranker;
import dev.edgewise.rank.RankerException;
import dev.edgewise.rank.Ranking;
import dev.edgewise.rank.RankingRequest;
import dev.edgewise.rank.UserContext;
import dev.edgewise.service.candidates.Candidates;
import dev.edgewise.service.catalogue.Catalogue;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** The whole pipeline: the first stage's candidates in the order of the model with its blend. */
record FullRanking(Candidates candidates, Catalogue catalogue, Ranker model)
    implements EvaluatedRanker {
  static final String NAME = "full";
  private static final Duration NO_HURRY = Duration.ofHours(1);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> rank(Profile profile, Predicate<String> open, int most) {
    List<Candidate> gathered = candidates.gather(profile, null, open, FirstStageRanking.CANDIDATES);
    if (gathered.isEmpty()) {
      return List.of();
    }
    UserContext user = UserContext.of(profile, catalogue::titleOf);
    Ranking ranking = model.rank(new RankingRequest(user, gathered), Deadline.in(NO_HURRY));
    if (ranking.items().stream().anyMatch(e -> e.rankedBy() != Ranking.RankedBy.MODEL)) {
      throw new RankerException("the model did not rank every candidate, so it isn't measured");
    }
    return ranking.items().stream().map(entry -> entry.candidate().id()).limit(most).toList();
  }
}
