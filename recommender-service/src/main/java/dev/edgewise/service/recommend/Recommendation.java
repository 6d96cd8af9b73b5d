/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.recommend;

import dev.edgewise.profile.Profile;
import dev.edgewise.rank.ModelInfo;
import dev.edgewise.rank.Ranking;
import dev.edgewise.rank.UserContext;
import dev.edgewise.rank.reason.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a {@link Wish}.
 *
 * @param requestId names it
 * @param profile whom it is for
 * @param context what the ranker was told of him
 * @param model which model ranked
 * @param shown the items, best first
 * @param tokens what the model computed
 * @param reasons one for each item, or none yet
 * @param timings of its stages
 * @param problem why it is less than it should be, in one line, or null
 */
public record Recommendation(
    String requestId,
    Profile profile,
    UserContext context,
    ModelInfo model,
    List<Ranking.Entry> shown,
    Ranking.Tokens tokens,
    List<Reason> reasons,
    Timings timings,
    @Nullable String problem) {

  public Recommendation {
    shown = List.copyOf(shown);
    reasons = List.copyOf(reasons);
  }

  /** Whether it is less than it should be: without the model for some items, or the profile. */
  public boolean degraded() {
    return problem != null;
  }

  Recommendation with(List<Reason> all, Timings now) {
    return new Recommendation(requestId, profile, context, model, shown, tokens, all, now, problem);
  }
}
