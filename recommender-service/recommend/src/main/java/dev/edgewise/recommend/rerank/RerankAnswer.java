/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.rerank;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rerank response in the form of every dialect except {@link RerankDialect#TEI}.
 *
 * @param model the model that scored, whichever the request named
 * @param results most relevant first
 */
public record RerankAnswer(
    String id, String model, String object, List<Result> results, Usage usage, Meta meta) {
  private static final BilledUnits ONE_SEARCH = new BilledUnits(1);

  /**
   * A document and its relevance.
   *
   * @param index position of the document in the request, from 0
   * @param document null when the response doesn't repeat documents
   */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Result(int index, double relevanceScore, @Nullable Document document) {}

  public record Document(String text) {}

  /** How many tokens the model read. */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Usage(long promptTokens, long totalTokens) {}

  /** Metadata that Cohere's clients expect. */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Meta(ApiVersion apiVersion, BilledUnits billedUnits, List<String> warnings) {}

  public record ApiVersion(String version) {}

  /** What Cohere would charge for. */
  @JsonNaming(SnakeCaseStrategy.class)
  public record BilledUnits(int searchUnits) {}

  public static RerankAnswer of(String id, RerankRequest request, Relevance scored) {
    return new RerankAnswer(
        id,
        scored.model(),
        "list",
        request.order(scored.relevance()).stream().map(i -> result(i, request, scored)).toList(),
        new Usage(scored.promptTokens(), scored.promptTokens()),
        new Meta(new ApiVersion(request.dialect().version()), ONE_SEARCH, scored.warnings()));
  }

  private static Result result(int index, RerankRequest request, Relevance scored) {
    return new Result(
        index,
        scored.relevance()[index],
        request.echo() ? new Document(request.documents().get(index)) : null);
  }
}
