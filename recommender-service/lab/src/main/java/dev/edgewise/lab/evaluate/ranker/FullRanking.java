/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.ranker;

import dev.edgewise.profile.Profile;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.Ranker;
import dev.edgewise.rank.RankerException;
import dev.edgewise.rank.Ranking;
import dev.edgewise.rank.RankingRequest;
import dev.edgewise.rank.UserContext;
import dev.edgewise.recommend.RankingStep;
import dev.edgewise.recommend.Shortlist;
import dev.edgewise.recommend.Timings;
import dev.edgewise.recommend.candidates.ListContext;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.processor.Processor;
import dev.edgewise.recommend.wish.Wish;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * Makes lists by the service's own pipeline, with enough time for the model.
 *
 * @param personal from 0 (what most users choose) to 1 (only what fits this user)
 */
public record FullRanking(Shortlist shortlist, Catalogue catalogue, Ranker model, double personal)
    implements EvaluatedRanker {
  public static final String NAME = "full";
  private static final Duration TIME_LIMIT = Duration.ofHours(1);

  /** The default number of items in a request. */
  private static final int LIMIT = 10;

  @Override
  public List<String> rank(Profile profile, Predicate<String> open, int most) {
    UserContext user = UserContext.of(profile, catalogue::titleOf);
    Shortlist.ListRequest listRequest =
        new Shortlist.ListRequest(
            new ListContext(profile, user, Wish.NONE, personal, Deadline.in(TIME_LIMIT)),
            open,
            null,
            LIMIT,
            false);
    return shortlist
        .list(
            listRequest,
            RankingStep.of(model, this::byModel),
            Processor.CALLER,
            new Timings.Watch())
        .entries()
        .stream()
        .map(entry -> entry.candidate().id())
        .limit(most)
        .toList();
  }

  private RankingStep.Ranked byModel(RankingRequest request) {
    if (request.candidates().isEmpty()) {
      return new RankingStep.Ranked(new Ranking(List.of(), Ranking.Tokens.NONE), null);
    }
    Ranking ranking = model.rank(request, Deadline.in(TIME_LIMIT));
    // A model without weight leaves the order to the ranker; it never ranks a part only.
    if (ranking.items().stream().map(Ranking.Entry::rankedBy).distinct().count() > 1) {
      throw new RankerException("the model did not rank every candidate, so it isn't measured");
    }
    return new RankingStep.Ranked(ranking, null);
  }
}
