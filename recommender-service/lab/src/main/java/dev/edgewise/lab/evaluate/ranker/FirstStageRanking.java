/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.ranker;

import dev.edgewise.profile.Profile;
import dev.edgewise.recommend.candidates.Candidates;
import java.util.List;
import java.util.function.Predicate;

/** The sources' merged candidates in their order, without a model. */
public record FirstStageRanking(Candidates candidates) implements EvaluatedRanker {
  public static final String NAME = "first-stage";

  /** How many candidates are gathered, however few are wanted of them. */
  public static final int CANDIDATES = 100;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> rank(Profile profile, Predicate<String> open, int most) {
    return candidates.find(profile, open, CANDIDATES).stream().limit(most).toList();
  }
}
