/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.rerank;

import com.fasterxml.jackson.databind.JsonNode;
import dev.edgewise.recommend.rerank.RerankFailure.Fault;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Documents to put in order for a query.
 *
 * @param dialect who asks, and is answered in the same words
 * @param query what is looked for, not blank
 * @param documents at least one
 * @param topN how many to answer with, from 1 to the number of documents
 * @param echo whether the answer repeats the documents
 * @param rawScores whether the scores are logits rather than from 0 to 1
 * @param maxTokensPerDocument longer documents are cut to this
 * @param user whose profile counts too, as it was sent, or null
 */
public record RerankRequest(
    RerankDialect dialect,
    String query,
    List<String> documents,
    int topN,
    boolean echo,
    boolean rawScores,
    int maxTokensPerDocument,
    @Nullable String user) {
  private static final int LONGEST_QUERY = 10_000;

  /** As Cohere has it. */
  private static final int USUAL_TOKENS = 4096;

  public RerankRequest {
    documents = List.copyOf(documents);
  }

  /**
   * The request in a body; fields that nobody here knows are left alone, since every peer has its
   * own.
   *
   * @param most how many documents it may have
   */
  public static RerankRequest read(RerankDialect dialect, JsonNode json, int most)
      throws BadRerankException {
    if (!json.isObject()) {
      throw new BadRerankException(Fault.WRONG, "the body must be a JSON object");
    }
    String query = query(json);
    List<String> documents = documents(json, dialect.documents(), most);
    return new RerankRequest(
        dialect,
        query,
        documents,
        Math.min(count(json, "top_n", documents.size()), documents.size()),
        flag(json, dialect.echo(), dialect.echoes()),
        dialect == RerankDialect.TEI && flag(json, "raw_scores", false),
        count(json, "max_tokens_per_doc", USUAL_TOKENS),
        json.hasNonNull("user") ? text(json.path("user"), "user") : null);
  }

  private static String query(JsonNode json) throws BadRerankException {
    String query = text(json.path("query"), "query");
    if (query.isBlank()) {
      throw new BadRerankException(Fault.WRONG, "query: must not be blank");
    }
    if (query.length() > LONGEST_QUERY) {
      throw new BadRerankException(
          Fault.TOO_MUCH, "query: must have at most " + LONGEST_QUERY + " characters");
    }
    return query;
  }

  private static List<String> documents(JsonNode json, String field, int most)
      throws BadRerankException {
    JsonNode all = json.path(field);
    if (!all.isArray()) {
      throw new BadRerankException(
          Fault.WRONG, field + ": must be an array of strings or of objects with a text");
    }
    if (all.isEmpty()) {
      throw new BadRerankException(Fault.EMPTY, field + ": must not be empty");
    }
    if (all.size() > most) {
      throw new BadRerankException(
          Fault.TOO_MUCH, field + ": must be at most " + most + ", not " + all.size());
    }
    List<String> documents = new ArrayList<>();
    for (JsonNode document : all) {
      JsonNode text = document.isObject() ? document.path("text") : document;
      documents.add(text(text, field + "[" + documents.size() + "]"));
    }
    return documents;
  }

  /** A text that can be written again: halves of surrogate pairs can't. */
  private static String text(JsonNode value, String name) throws BadRerankException {
    if (!value.isTextual()) {
      String what =
          name.endsWith("]") ? "a string or an object with a text that is one" : "a string";
      throw new BadRerankException(Fault.WRONG, name + ": must be " + what);
    }
    byte[] utf8 = value.textValue().getBytes(StandardCharsets.UTF_8);
    return new String(utf8, StandardCharsets.UTF_8);
  }

  private static int count(JsonNode json, String field, int usual) throws BadRerankException {
    if (!json.hasNonNull(field)) {
      return usual;
    }
    JsonNode count = json.path(field);
    if (!count.isIntegralNumber() || count.bigIntegerValue().signum() < 1) {
      throw new BadRerankException(Fault.WRONG, field + ": must be a whole number from 1");
    }
    return count.canConvertToInt() ? count.intValue() : Integer.MAX_VALUE;
  }

  private static boolean flag(JsonNode json, String field, boolean usual)
      throws BadRerankException {
    if (!json.hasNonNull(field)) {
      return usual;
    }
    if (!json.path(field).isBoolean()) {
      throw new BadRerankException(Fault.WRONG, field + ": must be true or false");
    }
    return json.path(field).booleanValue();
  }

  /** The documents to answer with, by their indexes: most relevant first, equal ones as sent. */
  List<Integer> order(double[] relevance) {
    return IntStream.range(0, relevance.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -relevance[i]))
        .limit(topN)
        .toList();
  }
}
