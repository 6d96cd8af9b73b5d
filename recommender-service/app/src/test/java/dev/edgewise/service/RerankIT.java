/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.cohere.CohereScoringModel;
import dev.langchain4j.model.jina.JinaScoringModel;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.scoring.ScoringModel;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged service as a reranker for other products' clients. */
class RerankIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String QUERY = "a film about space";
  private static final List<String> DOCUMENTS =
      List.of("Titanic", "Alien", "Apollo 13", "The Godfather", "Alien");

  private static Serving service;

  @BeforeAll
  static void start() throws Exception {
    service =
        new Serving(
            Map.of(
                "EDGEWISE_API_KEYS",
                "one",
                "EDGEWISE_MODEL_ARCHIVE",
                "../../llm-ranker/models/films-small",
                "EDGEWISE_LIMITS_DOCUMENTS",
                "20"));
    assertThat(service.await()).isTrue();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (post("rerank", documents("")).statusCode() == 503) {
      assertThat(System.nanoTime()).as("waited for the model for %s", PATIENCE).isLessThan(end);
      // a latch that stays closed waits without a lock
      new CountDownLatch(1).await(200, TimeUnit.MILLISECONDS);
    }
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return service.post(
        path, body, "Content-Type", "application/json", "Authorization", "Bearer one");
  }

  private static JsonNode ok(String path, String body) throws IOException, InterruptedException {
    HttpResponse<String> answer = post(path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  /** A request, with further fields that begin with a comma. */
  private static String documents(String more) throws IOException {
    return "{\"query\":\"%s\",\"documents\":%s%s}"
        .formatted(QUERY, JSON.writeValueAsString(DOCUMENTS), more);
  }

  private static String texts(String more) throws IOException {
    return documents(more).replace("\"documents\"", "\"texts\"");
  }

  private static List<Double> inOrder(JsonNode results, String score) {
    Double[] scores = new Double[results.size()];
    results.forEach(each -> scores[each.path("index").asInt()] = each.path(score).asDouble());
    return List.of(scores);
  }

  private static List<Double> plain() throws IOException, InterruptedException {
    return inOrder(ok("v1/rerank", documents("")).path("results"), "relevance_score");
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1/rerank", "v2/rerank", "rerank"})
  void theModelPutsDocumentsInOrder(String path) throws Exception {
    JsonNode answer = ok(path, documents(",\"model\":\"whichever\",\"priority\":3"));
    assertThat(answer.path("id").asText()).isNotBlank();
    assertThat(answer.path("model").asText()).isEqualTo("films-small");
    assertThat(answer.path("object").asText()).isEqualTo("list");
    long read = answer.path("usage").path("prompt_tokens").asLong();
    assertThat(read).isPositive();
    assertThat(answer.path("usage").path("total_tokens").asLong()).isEqualTo(read);
    JsonNode meta = answer.path("meta");
    assertThat(meta.path("api_version").path("version").asText())
        .isEqualTo(path.startsWith("v2") ? "2" : "1");
    assertThat(meta.path("billed_units").path("search_units").asInt()).isEqualTo(1);

    List<Double> scores = new ArrayList<>();
    for (JsonNode result : answer.path("results")) {
      scores.add(result.path("relevance_score").asDouble());
      assertThat(result.path("document").path("text").asText())
          .isEqualTo(path.startsWith("v2") ? "" : DOCUMENTS.get(result.path("index").asInt()));
    }
    assertThat(scores)
        .hasSize(DOCUMENTS.size())
        .isSortedAccordingTo(Comparator.reverseOrder())
        .allSatisfy(score -> assertThat(score).isBetween(0.0, 1.0));
    List<Double> sent = inOrder(answer.path("results"), "relevance_score");
    assertThat(sent.get(1)).as("the same document twice").isEqualTo(sent.get(4));
    assertThat(sent.stream().distinct().count()).as("others score otherwise").isGreaterThan(1);
  }

  @Test
  void theBestAloneAndTheirTextsAreGivenOnRequest() throws Exception {
    JsonNode two = ok("v2/rerank", documents(",\"top_n\":2,\"return_documents\":true"));
    assertThat(two.path("results")).hasSize(2);
    int best = two.path("results").get(0).path("index").asInt();
    assertThat(two.path("results").get(0).path("document").path("text").asText())
        .isEqualTo(DOCUMENTS.get(best));
    JsonNode bare = ok("v1/rerank", documents(",\"top_n\":99,\"return_documents\":false"));
    assertThat(bare.path("results")).hasSize(DOCUMENTS.size());
    assertThat(bare.path("results").get(0).has("document")).isFalse();
    JsonNode objects =
        ok("v1/rerank", "{\"query\":\"q\",\"documents\":[{\"text\":\"Alien\",\"year\":1979}]}");
    assertThat(objects.path("results").get(0).path("document").path("text").asText())
        .isEqualTo("Alien");
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1/rerank", "v2/rerank", "rerank"})
  void textsAreAnsweredWithABareArray(String path) throws Exception {
    JsonNode answer = ok(path, texts(",\"truncate\":true"));
    assertThat(answer.isArray()).isTrue();
    assertThat(inOrder(answer, "score")).isEqualTo(plain());
    assertThat(answer.get(0).has("text")).isFalse();
    JsonNode raw = ok(path, texts(",\"return_text\":true,\"raw_scores\":true"));
    JsonNode best = raw.get(0);
    assertThat(best.path("text").asText()).isEqualTo(DOCUMENTS.get(best.path("index").asInt()));
    double probability = 1 / (1 + Math.exp(-best.path("score").asDouble()));
    assertThat(Math.abs(probability - answer.get(0).path("score").asDouble())).isLessThan(1e-9);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"query\":\"q\",\"documents\":[]}|400|documents: must not be empty",
        "{\"query\":\"q\",\"documents\":[null]}|400|documents[0]: must be a string or",
        "{\"documents\":[\"a\"]}|400|query: must be a string",
        "{\"query\":\"q\",\"documents\":[\"a\"],\"user\":\" \"}|400|user must be 1 to 256",
        "{\"query\"|400|the body is not JSON",
        "|400|the body is empty"
      })
  void whatIsWrongIsSaidAsEachClientReadsIt(String body, int status, String message)
      throws Exception {
    String sent = body == null ? "" : body;
    HttpResponse<String> second = post("v2/rerank", sent);
    assertThat(second.statusCode()).isEqualTo(status);
    assertThat(JSON.readTree(second.body())).hasSize(1);
    assertThat(JSON.readTree(second.body()).path("message").asText()).startsWith(message);
    for (String path : List.of("v1/rerank", "rerank")) {
      HttpResponse<String> first = post(path, sent);
      assertThat(first.statusCode()).isEqualTo(status);
      assertThat(first.headers().firstValue("Content-Type").orElse(""))
          .startsWith("application/json");
      assertFirst(JSON.readTree(first.body()), status, message);
    }
  }

  private static void assertFirst(JsonNode body, int status, String message) {
    assertThat(body.path("message").asText()).startsWith(message);
    assertThat(body.path("detail").asText()).startsWith(message);
    assertThat(body.path("error").path("message").asText()).startsWith(message);
    assertThat(body.path("error").path("code").asInt()).isEqualTo(status);
  }

  @Test
  void textsThatAreWrongAreRefusedAsTheirClientsKnowIt() throws Exception {
    Map<String, Integer> wrong =
        Map.of(
            "{\"query\":\"q\",\"texts\":[]}",
            400,
            "{\"query\":\"q\",\"texts\":[7]}",
            422,
            "{\"texts\":[\"a\"]}",
            422,
            "{\"query\":\"q\",\"texts\":" + List.of("1".repeat(21).split("")) + "}",
            413);
    for (Map.Entry<String, Integer> each : wrong.entrySet()) {
      HttpResponse<String> answer = post("rerank", each.getKey());
      assertThat(answer.statusCode()).as(each.getKey()).isEqualTo(each.getValue());
      JsonNode body = JSON.readTree(answer.body());
      assertThat(body.path("error").asText()).isNotBlank();
      assertThat(body.path("error_type").asText())
          .isEqualTo(each.getValue() == 400 ? "Empty" : "Validation");
    }
  }

  @Test
  void withoutTimeThereIsNoAnswerRatherThanAMadeUpOne() throws Exception {
    HttpResponse<String> late = post("v1/rerank?deadline=0ms", documents(""));
    assertThat(late.statusCode()).as(late.body()).isEqualTo(503);
    assertThat(late.headers().firstValue("Retry-After")).hasValue("1");
    assertFirst(JSON.readTree(late.body()), 503, "the model reached 0 of 5 documents");
    assertThat(post("rerank?deadline=0ms", texts("")).body())
        .startsWith("{\"error\":\"")
        .contains("\"error_type\":\"Unhealthy\"");
    assertThat(post("v2/rerank?deadline=soon", documents("")).body())
        .startsWith("{\"message\":\"deadline must be a time");
  }

  @Test
  void aProfileThatCannotBeReadIsNoReasonToPretend() throws Exception {
    HttpResponse<String> answer = post("v1/rerank", documents(",\"user\":\"ann\""));
    assertThat(answer.statusCode()).isEqualTo(503);
    assertFirst(JSON.readTree(answer.body()), 503, "the profile can't be read at the moment");
  }

  @Test
  void whatNeverReachesTheModelIsSaidInTheSameWords() throws Exception {
    HttpResponse<String> stranger =
        service.post("v2/rerank", documents(""), "Content-Type", "application/json");
    assertThat(stranger.statusCode()).isEqualTo(401);
    assertThat(stranger.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    assertThat(stranger.body()).startsWith("{\"message\":\"send Authorization");
    HttpResponse<String> form =
        service.post("rerank", "a=b", "Authorization", "Bearer one", "Content-Type", "text/plain");
    assertThat(form.statusCode()).isEqualTo(415);
    assertFirst(JSON.readTree(form.body()), 415, "send Content-Type");
    HttpResponse<String> get = service.get("v1/rerank", "Authorization", "Bearer one");
    assertThat(get.statusCode()).isEqualTo(405);
    assertFirst(JSON.readTree(get.body()), 405, "/v1/rerank doesn't take GET");
    HttpResponse<String> large =
        post("v1/rerank", "{\"query\":\"" + "x".repeat(1 << 20) + "\",\"documents\":[\"a\"]}");
    assertThat(large.statusCode()).isEqualTo(413);
    assertFirst(JSON.readTree(large.body()), 413, "a body has at most");
  }

  @Test
  void everythingElseIsWhereItWas() throws Exception {
    assertThat(service.get("").body()).contains("<html");
    assertThat(service.get("css/base.css").statusCode()).isEqualTo(200);
    assertThat(service.get("v1/none", "Authorization", "Bearer one").statusCode()).isEqualTo(404);
    assertThat(service.get("q/openapi").body()).contains("/v1/rerank", "/v2/rerank", "/rerank");
  }

  private static void assertScores(ScoringModel client) throws Exception {
    List<TextSegment> segments = DOCUMENTS.stream().map(TextSegment::from).toList();
    Response<List<Double>> response = client.scoreAll(segments, QUERY);
    assertThat(response.content()).isEqualTo(plain());
    assertThat(response.tokenUsage().totalTokenCount()).isPositive();
  }

  @Test
  void cohereClientsOfLangChain4jGetTheSameScores() throws Exception {
    for (String version : List.of("v1/", "v2/")) {
      assertScores(
          CohereScoringModel.builder()
              .baseUrl(service.url() + version)
              .apiKey("one")
              .modelName("rerank-v3.5")
              .build());
    }
    CohereScoringModel stranger =
        CohereScoringModel.builder().baseUrl(service.url() + "v1/").apiKey("two").build();
    assertThatThrownBy(() -> stranger.score("a", QUERY)).hasMessageContaining("401");
  }

  @Test
  void jinaClientsOfLangChain4jGetTheSameScores() throws Exception {
    assertScores(
        JinaScoringModel.builder()
            .baseUrl(service.url() + "v1/")
            .apiKey("one")
            .modelName("jina-reranker-v2-base-multilingual")
            .build());
  }

  @Test
  void wordsOfAQueryThatTheModelCannotReadCount() throws Exception {
    JsonNode answer =
        ok(
            "v1/rerank",
            """
            {"query":"superhero","documents":[
              "Paris at night","A superhero saves a city","Cooking"]}
            """);
    assertThat(answer.path("results").path(0).path("index").asInt()).isEqualTo(1);
    assertThat(answer.path("meta").path("warnings").path(0).asText())
        .contains("films-small wasn't trained on queries", "BM25");
  }

  @Test
  void documentsMayHaveAnyFieldsThatAreNamed() throws Exception {
    String documents =
        "\"documents\":[{\"title\":\"Paris\"},{\"title\":\"Batman\",\"year\":\"1989\"}]";
    JsonNode answer =
        ok(
            "v1/rerank",
            "{\"query\":\"batman\",%s,\"rank_fields\":[\"title\",\"year\"]}".formatted(documents));
    assertThat(answer.path("results").path(0).path("index").asInt()).isEqualTo(1);
    assertThat(answer.path("results").path(0).path("document").path("text").asText())
        .isEqualTo("Batman\n1989");
    HttpResponse<String> refused =
        post("v1/rerank", "{\"query\":\"batman\",%s}".formatted(documents));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("documents[0]", "rank_fields names other fields");
  }

  @Test
  void textsThatAreTooLongAreRefusedWhereTheyMustNotBeCut() throws Exception {
    String texts = "{\"query\":\"q\",\"texts\":[\"%s\",\"b\"]%s}";
    String far = "far ".repeat(3_000);
    HttpResponse<String> refused = post("rerank", texts.formatted(far, ",\"truncate\":false"));
    assertThat(refused.statusCode()).isEqualTo(413);
    assertThat(refused.body()).contains("1 of the texts are longer", "Validation");
    assertThat(post("rerank", texts.formatted("far", ",\"truncate\":false")).statusCode())
        .isEqualTo(200);
    assertThat(post("rerank", texts.formatted(far, ",\"truncate\":true")).statusCode())
        .isEqualTo(200);
  }
}
