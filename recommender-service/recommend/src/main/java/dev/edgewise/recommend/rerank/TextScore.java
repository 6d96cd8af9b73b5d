/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.rerank;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document's score in the form of {@link RerankDialect#TEI}.
 *
 * @param index position of the document in the request, from 0
 * @param text null when the response doesn't repeat documents
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TextScore(int index, double score, @Nullable String text) {
  /** Keeps logits finite, since JSON has no infinity. */
  private static final double LEAST = 1e-15;

  /** The scores of a request, most relevant first. */
  public static List<TextScore> all(RerankRequest request, Relevance scored) {
    return request.order(scored.relevance()).stream().map(i -> of(i, request, scored)).toList();
  }

  private static TextScore of(int index, RerankRequest request, Relevance scored) {
    double relevance = scored.relevance()[index];
    return new TextScore(
        index,
        request.rawScores() ? logit(relevance) : relevance,
        request.echo() ? request.documents().get(index) : null);
  }

  private static double logit(double relevance) {
    double bounded = Math.clamp(relevance, LEAST, 1 - LEAST);
    return Math.log(bounded / (1 - bounded));
  }
}
