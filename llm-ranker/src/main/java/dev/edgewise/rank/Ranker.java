/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

/** Orders candidates for a user. Implementations are safe for use by many threads at once. */
public interface Ranker extends AutoCloseable {

  /**
   * Ranks every candidate, by the deadline: what isn't ranked by then keeps its first-stage place
   * and says so.
   *
   * @throws RankerException when the ranker fails; wrap it in a {@code FallbackRanker} to answer
   *     all the same
   */
  Ranking rank(RankingRequest request, Deadline deadline);

  /** The model that decides. */
  ModelInfo model();

  @Override
  void close();
}
