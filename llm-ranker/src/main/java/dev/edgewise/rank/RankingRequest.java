/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

import java.util.List;

/**
 * What a ranker is asked: order these candidates for this user.
 *
 * @param user what is known of the user
 * @param candidates in first-stage order, best first; that order never enters a model's score
 */
public record RankingRequest(UserContext user, List<Candidate> candidates) {
  public RankingRequest {
    candidates = List.copyOf(candidates);
  }
}
