/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

/** Orders candidates for a user. Implementations are thread-safe. */
public interface Ranker extends AutoCloseable {

  /**
   * Ranks every candidate by the deadline. A candidate that the model can't reach in time keeps its
   * first-stage place and is marked with {@link Ranking.RankedBy#RANKER}.
   *
   * @throws RankerException when the ranker fails; a {@code FallbackRanker} around it answers even
   *     then
   */
  Ranking rank(RankingRequest request, Deadline deadline);

  /**
   * Returns whether the order depends on a model. Without one, ranking is quick, and it doesn't
   * read the candidates' facts.
   */
  default boolean usesModel() {
    return true;
  }

  /** Returns the model that ranks. */
  ModelInfo model();

  @Override
  void close();
}
