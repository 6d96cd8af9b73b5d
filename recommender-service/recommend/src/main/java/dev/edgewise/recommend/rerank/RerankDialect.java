/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.rerank;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Whose words a rerank speaks. */
public enum RerankDialect {
  /** Cohere's first version, Jina, vLLM and llama-server. */
  V1("1", true, "return_documents"),
  /** Cohere's second version. */
  V2("2", false, "return_documents"),
  /** Hugging Face's text-embeddings-inference. */
  TEI("1", false, "return_text");

  private static final String TEXTS = "texts";
  private static final String DOCUMENTS = "documents";

  private final String version;
  private final boolean echoes;
  private final String echo;

  RerankDialect(String version, boolean echoes, String echo) {
    this.version = version;
    this.echoes = echoes;
    this.echo = echo;
  }

  /** Who is spoken to at a path unless the body says otherwise, or null where nothing reranks. */
  public static @Nullable RerankDialect at(String path) {
    return switch (path.replaceAll("^/+|/+$", "")) {
      case "rerank", "v1/rerank" -> V1;
      case "v2/rerank" -> V2;
      default -> null;
    };
  }

  /** Who sends such a body to this peer's door. */
  public RerankDialect sending(JsonNode body) {
    return body.has(TEXTS) && !body.hasNonNull(DOCUMENTS) ? TEI : this;
  }

  /** The version of the interface as answers name it. */
  String version() {
    return version;
  }

  /** Whether answers repeat the documents when a request doesn't say. */
  boolean echoes() {
    return echoes;
  }

  /** The field that says whether answers repeat the documents. */
  String echo() {
    return echo;
  }

  /** The field of the documents. */
  String documents() {
    return this == TEI ? TEXTS : DOCUMENTS;
  }
}
