/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

import java.util.List;

/** Scores how well documents answer a query. Implementations are thread-safe. */
@FunctionalInterface
public interface DocumentScorer {
  /**
   * Scores each document on its own: neither the order of the documents nor the other documents
   * change a score.
   *
   * @param user the user, with a query
   * @param maxTokens how many tokens of each document the model reads at most
   * @return fewer scores than documents when the time ran out
   * @throws RankerException when the model fails or is busy
   */
  Scored scoreDocuments(UserContext user, List<String> documents, int maxTokens, Deadline deadline);

  /**
   * The scores of the first documents, in the documents' order.
   *
   * @param logits the logit of "yes, this answers the query", one per document
   * @param tokens how many tokens the model computed
   * @param readsQueries whether the model was trained to read queries; otherwise they hardly count
   * @param cut how many documents are longer than the model reads
   */
  @SuppressWarnings("ArrayRecordComponent") // read once, never compared
  record Scored(double[] logits, Ranking.Tokens tokens, boolean readsQueries, int cut) {}
}
