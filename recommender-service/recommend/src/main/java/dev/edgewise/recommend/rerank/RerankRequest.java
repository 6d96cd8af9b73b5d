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
 * A request to order documents by their relevance to a query.
 *
 * @param query not blank
 * @param documents at least one
 * @param topN how many documents to return, from 1 to the number of documents
 * @param echo whether the response repeats the documents
 * @param rawScores whether the scores are logits, instead of values from 0 to 1
 * @param maxTokensPerDocument longer documents are cut to this length
 * @param whole whether a document that is longer than the model reads is an error
 * @param user id of a user whose profile counts as well, or null
 */
public record RerankRequest(
    RerankDialect dialect,
    String query,
    List<String> documents,
    int topN,
    boolean echo,
    boolean rawScores,
    int maxTokensPerDocument,
    boolean whole,
    @Nullable String user) {

  private static final int LONGEST_QUERY = 10_000;
  private static final int DEFAULT_TOKENS = 4096; // the default of Cohere's API

  public RerankRequest {
    documents = List.copyOf(documents);
  }

  /**
   * Reads a request body. Unknown fields are ignored, since each dialect has its own.
   *
   * @param maxDocuments the largest number of documents
   * @throws BadRerankException when a field is wrong; the message names the field
   */
  public static RerankRequest read(RerankDialect dialect, JsonNode json, int maxDocuments)
      throws BadRerankException {
    if (!json.isObject()) {
      throw new BadRerankException(Fault.WRONG, "the body must be a JSON object");
    }
    String query = query(json);
    List<String> documents = documents(json, dialect.documentsField(), maxDocuments);
    return new RerankRequest(
        dialect,
        query,
        documents,
        Math.min(count(json, "top_n", documents.size()), documents.size()),
        flag(json, dialect.echoField(), dialect.echoByDefault()),
        dialect == RerankDialect.TEI && flag(json, "raw_scores", false),
        count(json, "max_tokens_per_doc", DEFAULT_TOKENS),
        dialect == RerankDialect.TEI && !flag(json, "truncate", true),
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

  private static List<String> documents(JsonNode json, String field, int maxDocuments)
      throws BadRerankException {
    JsonNode all = json.path(field);
    if (!all.isArray()) {
      throw new BadRerankException(
          Fault.WRONG, field + ": must be an array of strings or of objects with a text");
    }
    if (all.isEmpty()) {
      throw new BadRerankException(Fault.EMPTY, field + ": must not be empty");
    }
    if (all.size() > maxDocuments) {
      throw new BadRerankException(
          Fault.TOO_MUCH, field + ": must be at most " + maxDocuments + ", not " + all.size());
    }
    List<String> documents = new ArrayList<>();
    List<String> fields = rankFields(json);
    for (JsonNode document : all) {
      String name = field + "[" + documents.size() + "]";
      documents.add(document.isObject() ? joined(document, fields, name) : text(document, name));
    }
    return documents;
  }

  /** The fields of documents that count, as in Cohere's first version: the text, or those named. */
  private static List<String> rankFields(JsonNode json) throws BadRerankException {
    JsonNode named = json.path("rank_fields");
    if (named.isMissingNode() || named.isNull()) {
      return List.of("text");
    }
    List<String> fields = new ArrayList<>();
    for (JsonNode field : named) {
      fields.add(text(field, "rank_fields"));
    }
    if (!named.isArray() || fields.isEmpty()) {
      throw new BadRerankException(
          Fault.WRONG, "rank_fields: must be an array of names of the documents' fields");
    }
    return fields;
  }

  private static String joined(JsonNode document, List<String> fields, String name)
      throws BadRerankException {
    List<String> texts = new ArrayList<>();
    for (String field : fields) {
      JsonNode value = document.path(field);
      if (value.isTextual()) {
        texts.add(text(value, name));
      }
    }
    if (texts.isEmpty()) {
      throw new BadRerankException(
          Fault.WRONG,
          name
              + ": must be a string or an object with a text in "
              + String.join(" or ", fields)
              + "; rank_fields names other fields");
    }
    return String.join("\n", texts);
  }

  /** A text with unpaired surrogates replaced, since these can't be encoded again. */
  private static String text(JsonNode value, String name) throws BadRerankException {
    if (!value.isTextual()) {
      String expected = name.endsWith("]") ? "a string or an object with a text" : "a string";
      throw new BadRerankException(Fault.WRONG, name + ": must be " + expected);
    }
    byte[] utf8 = value.textValue().getBytes(StandardCharsets.UTF_8);
    return new String(utf8, StandardCharsets.UTF_8);
  }

  private static int count(JsonNode json, String field, int byDefault) throws BadRerankException {
    if (!json.hasNonNull(field)) {
      return byDefault;
    }
    JsonNode count = json.path(field);
    if (!count.isIntegralNumber() || count.bigIntegerValue().signum() < 1) {
      throw new BadRerankException(Fault.WRONG, field + ": must be a whole number from 1");
    }
    return count.canConvertToInt() ? count.intValue() : Integer.MAX_VALUE;
  }

  private static boolean flag(JsonNode json, String field, boolean byDefault)
      throws BadRerankException {
    if (!json.hasNonNull(field)) {
      return byDefault;
    }
    if (!json.path(field).isBoolean()) {
      throw new BadRerankException(Fault.WRONG, field + ": must be true or false");
    }
    return json.path(field).booleanValue();
  }

  /**
   * Checks that no text was cut, if the request wants none to be.
   *
   * @throws BadRerankException when one was
   */
  public void check(Relevance scored) throws BadRerankException {
    if (whole && scored.cut() > 0) {
      throw new BadRerankException(
          Fault.TOO_MUCH,
          scored.cut() + " of the texts are longer than the model reads; send truncate: true");
    }
  }

  /** Indexes of the {@link #topN} most relevant documents, best first; ties keep their order. */
  List<Integer> order(double[] relevance) {
    return IntStream.range(0, relevance.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -relevance[i]))
        .limit(topN)
        .toList();
  }
}
