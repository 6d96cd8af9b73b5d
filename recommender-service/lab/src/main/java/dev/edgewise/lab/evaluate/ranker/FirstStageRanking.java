/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.ranker;

import dev.edgewise.profile.Profile;
import dev.edgewise.recommend.candidates.Candidates;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The merged candidates of the sources in the order of the ranker, without a model.
 *
 * @param personal from 0 (what most users choose) to 1 (only what fits this user)
 */
public record FirstStageRanking(Candidates candidates, double personal) implements EvaluatedRanker {
  public static final String NAME = "first-stage";

  /** How many candidates the first stage gathers, even for shorter lists. */
  public static final int CANDIDATES = 100;

  @Override
  public List<String> rank(Profile profile, Predicate<String> open, int most) {
    return candidates.find(profile, personal, open, CANDIDATES).stream().limit(most).toList();
  }

  /** Gathers no more than these items, since filling up with the newest ones takes long. */
  @Override
  public List<String> order(Profile profile, Set<String> some) {
    return candidates.find(profile, personal, some::contains, some.size());
  }
}
