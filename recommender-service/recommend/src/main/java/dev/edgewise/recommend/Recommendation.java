/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend;

import dev.edgewise.profile.Profile;
import dev.edgewise.rank.ModelInfo;
import dev.edgewise.rank.Ranking;
import dev.edgewise.rank.UserContext;
import dev.edgewise.rank.reason.Reason;
import dev.edgewise.rank.reason.Rewrite;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a {@link RecommendationRequest}.
 *
 * @param requestId names it
 * @param profile whom it is for
 * @param context what the ranker was told of him
 * @param model which model ranked
 * @param blend version of the weights that made the scores; 0 for the model's own
 * @param shown the items, best first
 * @param propensities for each item, how likely it was to be shown in its place
 * @param tokens what the model computed
 * @param reasons one for each item, or none yet
 * @param rewrites one for each item, or none when none are wished for
 * @param page which part of the whole list this is
 * @param timings of its stages
 * @param problem why it is less than it should be, in one line, or null
 */
public record Recommendation(
    String requestId,
    Profile profile,
    UserContext context,
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
   * @param offset how many places of the list lie before it
   * @param total how many places the list has
   * @param ranks by item shown, its place in the list from 1; places may be left out
   */
  public record Page(int offset, int total, List<Integer> ranks) {
    public Page {
      ranks = List.copyOf(ranks);
    }

    /** The beginning of a list, with so many items. */
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

  /** Whether it is less than it should be: without the model for some items, or the profile. */
  public boolean degraded() {
    return problem != null;
  }

  /** The same before there were reasons. */
  public Recommendation withoutReasons() {
    return with(List.of(), List.of(), timings);
  }

  Recommendation with(List<Reason> why, List<Rewrite> texts, Timings now) {
    return new Recommendation(
        requestId,
        profile,
        context,
        model,
        blend,
        shown,
        propensities,
        tokens,
        why,
        texts,
        page,
        now,
        problem);
  }
}
