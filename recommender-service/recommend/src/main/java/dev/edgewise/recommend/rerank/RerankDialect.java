/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.rerank;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** The API dialects that rerank requests can use. */
public enum RerankDialect {
  /** Version 1 of Cohere's API, Jina, vLLM and llama-server. */
  V1("1", true, "return_documents"),
  /** Version 2 of Cohere's API. */
  V2("2", false, "return_documents"),
  /** Hugging Face's text-embeddings-inference. */
  TEI("1", false, "return_text");

  private static final String TEXTS = "texts";
  private static final String DOCUMENTS = "documents";

  private final String version;
  private final boolean echoByDefault;
  private final String echoField;

  RerankDialect(String version, boolean echoByDefault, String echoField) {
    this.version = version;
    this.echoByDefault = echoByDefault;
    this.echoField = echoField;
  }

  /** The dialect of requests to a path; null when no rerank endpoint has this path. */
  public static @Nullable RerankDialect at(String path) {
    return switch (path.replaceAll("^/+|/+$", "")) {
      case "rerank", "v1/rerank" -> V1;
      case "v2/rerank" -> V2;
      default -> null;
    };
  }

  /** The dialect of a request body: {@link #TEI} for a body in its form, otherwise this one. */
  public RerankDialect sending(JsonNode body) {
    return body.has(TEXTS) && !body.hasNonNull(DOCUMENTS) ? TEI : this;
  }

  /** The version of the API, as responses name it. */
  String version() {
    return version;
  }

  /** Whether responses repeat the documents by default. */
  boolean echoByDefault() {
    return echoByDefault;
  }

  /** The request field that tells whether to repeat the documents. */
  String echoField() {
    return echoField;
  }

  /** The request field that holds the documents. */
  String documentsField() {
    return this == TEI ? TEXTS : DOCUMENTS;
  }
}
