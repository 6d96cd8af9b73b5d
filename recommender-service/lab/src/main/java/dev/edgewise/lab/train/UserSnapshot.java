/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.train;

import dev.edgewise.lab.evaluate.metric.Metrics;
import dev.edgewise.profile.Profile;
import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.UserContext;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A user at one time: the profile and the candidates of that time, and the items that the user
 * liked afterwards.
 *
 * @param profile the profile at that time
 * @param user the profile in the form that the ranker takes
 * @param candidates of the first stage, best first
 * @param liked ids of new items that the user liked afterwards
 */
record UserSnapshot(
    Profile profile, UserContext user, List<Candidate> candidates, Set<String> liked) {

  /** Whether the user liked any of the candidates. */
  boolean likedCandidate() {
    return candidates.stream().anyMatch(candidate -> liked.contains(candidate.id()));
  }

  /** NDCG@10 of the candidates in the order of their scores, by id; ties keep their order. */
  double ndcg(Map<String, Double> scores) {
    List<String> ranked =
        candidates.stream()
            .map(Candidate::id)
            .sorted(Comparator.comparingDouble(id -> -scores.getOrDefault(id, 0.0)))
            .toList();
    return Metrics.ndcg(ranked, liked, 10);
  }
}
