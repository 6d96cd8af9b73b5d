/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend;

import dev.edgewise.profile.Profile;
import dev.edgewise.rank.ModelInfo;
import dev.edgewise.rank.Ranking;
import dev.edgewise.rank.UserContext;
import dev.edgewise.rank.reason.Reason;
import dev.edgewise.rank.reason.Rewrite;
import dev.edgewise.recommend.wish.Asked;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a {@link RecommendationRequest}.
 *
 * @param context the user data that the ranker received
 * @param asked what became of the query
 * @param model the model that ranked
 * @param blend version of the weights that made the scores; 0 for the model's own
 * @param shown the items, best first
 * @param propensities for each item the probability of its position
 * @param tokens what the model computed
 * @param reasons one for each item; empty before they are written
 * @param rewrites one for each item; empty unless the request wants them
 * @param page which part of the whole list this is
 * @param problem why the answer is degraded, in one line; null when all is well
 */
public record Recommendation(
    String requestId,
    Profile profile,
    UserContext context,
    Asked asked,
    ModelInfo model,
    long blend,
    List<Ranking.Entry> shown,
    List<Double> propensities,
    Ranking.Tokens tokens,
    List<Reason> reasons,
    List<Rewrite> rewrites,
    Page page,
    Timings timings,
    @Nullable String problem) {

  /**
   * A part of a list.
   *
   * @param offset how many positions of the list come before it
   * @param total how many positions the list has
   * @param ranks for each shown item its position in the list, from 1; can have gaps
   */
  public record Page(int offset, int total, List<Integer> ranks) {
    public Page {
      ranks = List.copyOf(ranks);
    }

    /** The first page of a list. */
    static Page first(int shown, int total) {
      return new Page(0, total, IntStream.rangeClosed(1, shown).boxed().toList());
    }
  }

  public Recommendation {
    shown = List.copyOf(shown);
    propensities = List.copyOf(propensities);
    reasons = List.copyOf(reasons);
    rewrites = List.copyOf(rewrites);
  }

  /**
   * Whether the answer is simpler than usual: the model did not rank every item or had no time for
   * the reasons, or the profile is missing or out of date.
   */
  public boolean degraded() {
    return problem != null;
  }

  /** The same answer without reasons and rewrites. */
  public Recommendation withoutReasons() {
    return with(List.of(), List.of(), timings, null);
  }

  /** The same answer with texts; {@code otherProblem} counts if there is none yet. */
  Recommendation with(
      List<Reason> newReasons,
      List<Rewrite> newRewrites,
      Timings newTimings,
      @Nullable String otherProblem) {
    return new Recommendation(
        requestId,
        profile,
        context,
        asked,
        model,
        blend,
        shown,
        propensities,
        tokens,
        newReasons,
        newRewrites,
        page,
        newTimings,
        problem == null ? otherProblem : problem);
  }
}
