/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

import java.util.List;

/**
 * A user and the candidates to rank for that user.
 *
 * @param user the ranker's knowledge of the user
 * @param candidates in first-stage order, best first; the order never changes a model's score
 */
public record RankingRequest(UserContext user, List<Candidate> candidates) {
  public RankingRequest {
    candidates = List.copyOf(candidates);
  }
}
