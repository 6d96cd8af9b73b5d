/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.rerank;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.edgewise.recommend.rerank.RerankFailure.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;

class RerankAnswerTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static RerankRequest request(RerankDialect dialect, int topN, boolean echo, boolean raw) {
    return new RerankRequest(
        dialect, "q", List.of("a", "b", "c", "d"), topN, echo, raw, 64, false, null);
  }

  private static Relevance scored(double... relevance) {
    return new Relevance(relevance, 42, "small", 0, List.of());
  }

  @Test
  void theBestComeFirstAndEqualOnesAsTheyWereSent() throws Exception {
    RerankAnswer answer =
        RerankAnswer.of(
            "1", request(RerankDialect.V2, 3, false, false), scored(0.5, 0.25, 0.5, 0.75));
    assertThat(JSON.writeValueAsString(answer))
        .isEqualTo(
            """
            {"id":"1","model":"small","object":"list","results":[\
            {"index":3,"relevance_score":0.75},\
            {"index":0,"relevance_score":0.5},\
            {"index":2,"relevance_score":0.5}],\
            "usage":{"prompt_tokens":42,"total_tokens":42},\
            "meta":{"api_version":{"version":"2"},"billed_units":{"search_units":1}}}\
            """);
  }

  @Test
  void documentsAreRepeatedWhereWished() throws Exception {
    RerankAnswer answer =
        RerankAnswer.of(
            "1", request(RerankDialect.V1, 1, true, false), scored(0.5, 0.25, 0.5, 0.75));
    assertThat(JSON.writeValueAsString(answer))
        .contains(
            "\"results\":[{\"index\":3,\"relevance_score\":0.75,\"document\":{\"text\":\"d\"}}]")
        .contains("\"version\":\"1\"");
  }

  @Test
  void textScoresAreABareArray() throws Exception {
    Relevance scored = scored(0.5, 0, 1, 0.5);
    assertThat(
            JSON.writeValueAsString(
                TextScore.all(request(RerankDialect.TEI, 4, false, false), scored)))
        .isEqualTo(
            """
            [{"index":2,"score":1.0},{"index":0,"score":0.5},\
            {"index":3,"score":0.5},{"index":1,"score":0.0}]\
            """);
    List<TextScore> raw = TextScore.all(request(RerankDialect.TEI, 4, true, true), scored);
    assertThat(raw).extracting(TextScore::text).containsExactly("c", "a", "d", "b");
    assertThat(raw.get(0).score()).isFinite().isGreaterThan(30);
    assertThat(raw.get(1).score()).isZero();
    assertThat(raw.get(3).score()).isFinite().isLessThan(-30);
  }

  @Test
  void eachPeerIsToldOfAFaultInItsOwnWords() throws Exception {
    RerankFailure first = RerankFailure.of(RerankDialect.V1, Fault.EMPTY, "no");
    assertThat(first.status()).isEqualTo(400);
    assertThat(JSON.writeValueAsString(first.body()))
        .isEqualTo(
            """
            {"message":"no","detail":"no",\
            "error":{"message":"no","type":"invalid_request_error","code":400}}\
            """);
    RerankFailure second = RerankFailure.of(RerankDialect.V2, Fault.TOO_MUCH, "no");
    assertThat(second.status()).isEqualTo(400);
    assertThat(JSON.writeValueAsString(second.body())).isEqualTo("{\"message\":\"no\"}");
    assertThat(RerankFailure.of(RerankDialect.V2, Fault.UNAVAILABLE, "no").status()).isEqualTo(503);
  }

  @Test
  void textEmbeddingsInferenceHasItsOwnStatuses() throws Exception {
    assertThat(
            List.of(Fault.values()).stream()
                .map(fault -> RerankFailure.of(RerankDialect.TEI, fault, "no").status()))
        .containsExactly(422, 400, 413, 503);
    assertThat(
            JSON.writeValueAsString(RerankFailure.of(RerankDialect.TEI, Fault.WRONG, "no").body()))
        .isEqualTo("{\"error\":\"no\",\"error_type\":\"Validation\"}");
  }

  @Test
  void doorsAreKnownByTheirPaths() {
    assertThat(RerankDialect.at("/v1/rerank")).isEqualTo(RerankDialect.V1);
    assertThat(RerankDialect.at("//rerank/")).isEqualTo(RerankDialect.V1);
    assertThat(RerankDialect.at("v2/rerank")).isEqualTo(RerankDialect.V2);
    assertThat(RerankDialect.at("/v1/events")).isNull();
    assertThat(RerankDialect.at("/v3/rerank")).isNull();
  }
}
