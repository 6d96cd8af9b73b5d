/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

import java.util.List;

/** Scores how well documents answer a query. Implementations are safe for use by many threads. */
@FunctionalInterface
public interface DocumentScorer {
  /**
   * Scores each document by itself: neither their order nor their company changes a score.
   *
   * @param user with a query
   * @param most how many tokens of each document are read at most
   * @return fewer scores than documents when time was up
   * @throws RankerException when the model fails or is busy
   */
  Scored scoreDocuments(UserContext user, List<String> documents, int most, Deadline deadline);

  /**
   * Scores of the first documents, in their order.
   *
   * @param logits the logit of "yes, this answers the query", one a document
   * @param tokens what the model computed
   */
  @SuppressWarnings("ArrayRecordComponent") // read once; nobody compares two
  record Scored(double[] logits, Ranking.Tokens tokens) {}
}
