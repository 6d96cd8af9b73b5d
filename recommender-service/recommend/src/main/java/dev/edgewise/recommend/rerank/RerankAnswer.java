/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.rerank;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Documents in order, as every peer but {@link RerankDialect#TEI} answers.
 *
 * @param id of the answer
 * @param model that scored, whichever was asked for
 * @param results most relevant first
 */
public record RerankAnswer(
    String id, String model, String object, List<Result> results, Usage usage, Meta meta) {
  private static final BilledUnits ONE_SEARCH = new BilledUnits(1);

  /**
   * A document in its place.
   *
   * @param index where it was in the request, from 0
   * @param document null when the answer doesn't repeat documents
   */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Result(int index, double relevanceScore, @Nullable Document document) {}

  /** A document's text. */
  public record Document(String text) {}

  /** What the model read. */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Usage(long promptTokens, long totalTokens) {}

  /** What Cohere's clients look for. */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Meta(ApiVersion apiVersion, BilledUnits billedUnits) {}

  /** The version of the interface. */
  public record ApiVersion(String version) {}

  /** What would be billed elsewhere. */
  @JsonNaming(SnakeCaseStrategy.class)
  public record BilledUnits(int searchUnits) {}

  /** The answer to a request. */
  public static RerankAnswer of(String id, RerankRequest request, Relevance scored) {
    return new RerankAnswer(
        id,
        scored.model(),
        "list",
        request.order(scored.relevance()).stream().map(i -> result(i, request, scored)).toList(),
        new Usage(scored.promptTokens(), scored.promptTokens()),
        new Meta(new ApiVersion(request.dialect().version()), ONE_SEARCH));
  }

  private static Result result(int index, RerankRequest request, Relevance scored) {
    return new Result(
        index,
        scored.relevance()[index],
        request.echo() ? new Document(request.documents().get(index)) : null);
  }
}
