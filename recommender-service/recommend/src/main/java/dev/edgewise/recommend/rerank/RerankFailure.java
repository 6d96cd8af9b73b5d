/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.rerank;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * A rerank that failed, as the peer's clients read it.
 *
 * @param status of the response
 * @param body of the response
 */
public record RerankFailure(int status, Object body) {

  /** What went wrong. */
  public enum Fault {
    /** The request isn't as it must be. */
    WRONG(400, 422, "Validation"),
    /** There is nothing to rerank. */
    EMPTY(400, 400, "Empty"),
    /** It asks for more than is allowed. */
    TOO_MUCH(400, 413, "Validation"),
    /** There is no model, or not in time. */
    UNAVAILABLE(503, 503, "Unhealthy");

    private final int status;
    private final int teiStatus;
    private final String teiType;

    Fault(int status, int teiStatus, String teiType) {
      this.status = status;
      this.teiStatus = teiStatus;
      this.teiType = teiType;
    }
  }

  /** As Cohere's second version says it. */
  record Message(String message) {}

  /** As Cohere's first version, Jina, vLLM and llama-server say it, for the clients of each. */
  record Messages(String message, String detail, Cause error) {}

  /** As OpenAI says it, and after it vLLM and llama-server. */
  record Cause(String message, String type, int code) {}

  /** As text-embeddings-inference says it. */
  @JsonNaming(SnakeCaseStrategy.class)
  record TypedError(String error, String errorType) {}

  /** What is answered to a request that was understood well enough to know whose it is. */
  public static RerankFailure of(RerankDialect dialect, Fault fault, String message) {
    return dialect == RerankDialect.TEI
        ? new RerankFailure(fault.teiStatus, new TypedError(message, fault.teiType))
        : at(dialect, fault.status, message);
  }

  /** What is answered at a peer's door, whatever the body holds. */
  public static RerankFailure at(RerankDialect dialect, int status, String message) {
    Object body =
        dialect == RerankDialect.V2
            ? new Message(message)
            : new Messages(message, message, new Cause(message, type(status), status));
    return new RerankFailure(status, body);
  }

  private static String type(int status) {
    return switch (status) {
      case 401 -> "authentication_error";
      case 500 -> "server_error";
      case 503 -> "unavailable_error";
      default -> "invalid_request_error";
    };
  }
}
