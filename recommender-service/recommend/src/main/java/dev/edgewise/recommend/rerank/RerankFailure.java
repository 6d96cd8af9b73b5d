/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.rerank;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/** An HTTP status and a JSON body, in the form that the dialect's clients expect. */
public record RerankFailure(int status, Object body) {

  public enum Fault {
    /** The request has a wrong form. */
    WRONG(400, 422, "Validation"),
    /** The request has no documents. */
    EMPTY(400, 400, "Empty"),
    /** The request exceeds a limit. */
    TOO_MUCH(400, 413, "Validation"),
    /** There is no model, or it did not answer in time. */
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

  /** The error body of Cohere's version 2. */
  record Message(String message) {}

  /** The common error body for Cohere's version 1, Jina, vLLM and llama-server. */
  record Messages(String message, String detail, ErrorObject error) {}

  /** The error object of OpenAI's API, which vLLM and llama-server use, too. */
  record ErrorObject(String message, String type, int code) {}

  /** The error body of text-embeddings-inference. */
  @JsonNaming(SnakeCaseStrategy.class)
  record TypedError(String error, String errorType) {}

  /** The response to a request of a known dialect. */
  public static RerankFailure of(RerankDialect dialect, Fault fault, String message) {
    return dialect == RerankDialect.TEI
        ? new RerankFailure(fault.teiStatus, new TypedError(message, fault.teiType))
        : at(dialect, fault.status, message);
  }

  /** The response to a request whose body is unknown; the path decides the dialect. */
  public static RerankFailure at(RerankDialect dialect, int status, String message) {
    Object body =
        dialect == RerankDialect.V2
            ? new Message(message)
            : new Messages(message, message, new ErrorObject(message, type(status), status));
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
