/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.rerank;

import dev.edgewise.rank.Deadline;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says how well documents answer a query. Thread-safe. */
public interface DocumentScorer {

  /**
   * Scores every document, each by itself: neither their order nor their company counts.
   *
   * @param user whose profile counts too, or null
   * @param query what is looked for
   * @param maxTokensPerDocument longer documents are cut to this
   * @throws dev.edgewise.rank.RankerException when there is no model, it failed, is busy or could
   *     not score every document in time: it never pretends
   */
  Scored score(
      @Nullable String user,
      String query,
      List<String> documents,
      int maxTokensPerDocument,
      Deadline deadline);

  /**
   * What the documents scored.
   *
   * @param relevance from 0 to 1, in the documents' order
   * @param promptTokens how many tokens query and documents had for the model
   * @param model the name of the model
   */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares or keeps it
  record Scored(double[] relevance, long promptTokens, String model) {}
}
