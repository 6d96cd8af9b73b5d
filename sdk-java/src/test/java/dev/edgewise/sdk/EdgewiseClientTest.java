/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EdgewiseClientTest {
  private static final UserEvent LIKE =
      new UserEvent("e1", "ann", "moon", "like", Instant.parse("2026-06-01T12:00:00Z"), null);
  private static final String ACCEPTED = "{\"accepted\":1,\"rejected\":[],\"token\":\"t1\"}";

  private FakeService service;
  private EdgewiseClient client;

  @BeforeEach
  void start() throws IOException {
    service = new FakeService();
    client = Edgewise.connect(service.uri()).withPause(Duration.ofMillis(1));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void eventsAreSentWithTheirIds() {
    service.answer(202, ACCEPTED);
    Accepted accepted = client.send(LIKE.withValue(9));
    assertThat(accepted).isEqualTo(new Accepted(1, List.of(), "t1"));
    assertThat(service.asked().get(0).line()).isEqualTo("POST /v1/events");
    assertThat(service.asked().get(0).body())
        .isEqualTo(
            "[{\"id\":\"e1\",\"source\":\"sdk\",\"user\":\"ann\",\"item\":\"moon\","
                + "\"type\":\"like\",\"time\":\"2026-06-01T12:00:00Z\",\"value\":9.0}]");
  }

  @Test
  void aRefusedEventComesBackWithItsReason() {
    service.answer(
        202,
        "{\"accepted\":0,\"rejected\":[{\"index\":0,\"problem\":{\"detail\":\"no item moon\"}}]}");
    Accepted accepted = client.send(LIKE);
    assertThat(accepted.token()).isEmpty();
    assertThat(accepted.rejected()).containsExactly(new Accepted.Rejection(0, "no item moon"));
  }

  @Test
  void eventsWithoutAnAnswerAreSentAgainWithTheSameId() {
    service.hangUp().answer(503, "").answer(202, ACCEPTED);
    assertThat(client.send(LIKE).accepted()).isEqualTo(1);
    // The JDK's connection may itself repeat a request without an answer.
    assertThat(service.asked()).hasSizeGreaterThanOrEqualTo(3);
    assertThat(service.asked()).allMatch(asked -> asked.body().contains("\"id\":\"e1\""));
  }

  @Test
  void aProblemIsNotTriedAgainAndItsDetailIsReported() {
    service.answer(
        400, "{\"title\":\"Bad limit\",\"status\":400,\"detail\":\"limit is 1 to 100\"}");
    assertThatThrownBy(() -> client.recommendations("ann", 1000))
        .isInstanceOfSatisfying(EdgewiseException.class, e -> assertThat(e.status()).isEqualTo(400))
        .hasMessage("400: limit is 1 to 100");
    assertThat(service.asked()).hasSize(1);
  }

  @Test
  void aKeyThatIsRefusedIsNotTriedAgain() {
    service.answer(401, "{\"detail\":\"no such key\"}");
    assertThatThrownBy(() -> client.withApiKey("wrong").send(LIKE))
        .isInstanceOfSatisfying(EdgewiseException.class, e -> assertThat(e.status()).isEqualTo(401))
        .hasMessage("401: no such key");
    assertThat(service.asked()).hasSize(1);
  }

  @Test
  void redirectsAreNotFollowedWithTheKey() {
    service.answer(302, "");
    assertThatThrownBy(() -> client.withApiKey("k").profile("ann"))
        .isInstanceOfSatisfying(
            EdgewiseException.class, e -> assertThat(e.status()).isEqualTo(302));
    assertThat(service.asked()).hasSize(1);
  }

  @Test
  void aDegradedAnswerSaysWhy() {
    service.answer(
        200,
        """
        {"requestId":"r","user":"ann","known":false,"model":{"name":"none","trained":false},
         "degraded":true,"problem":"the model failed","items":[]}
        """);
    Recommendations list = client.recommendations("ann", 2);
    assertThat(list.degraded()).isTrue();
    assertThat(list.problem()).isEqualTo("the model failed");
  }

  @Test
  void anAnswerWithoutRequiredFieldsFails() {
    service.answer(200, "{}").answer(200, "[1]").answer(202, "{\"accepted\":\"many\"}");
    assertThatThrownBy(() -> client.recommendations("ann", 2))
        .isInstanceOf(EdgewiseException.class);
    assertThatThrownBy(() -> client.profile("ann")).isInstanceOf(EdgewiseException.class);
    assertThatThrownBy(() -> client.send(LIKE)).isInstanceOf(EdgewiseException.class);
    assertThat(service.asked()).hasSize(3);
  }

  @Test
  void aTimeoutOfZeroIsRefused() {
    assertThatThrownBy(() -> client.withTimeout(Duration.ZERO)).hasMessageContaining("1 ms");
  }

  @Test
  void afterThreeTriesTheLastFailureIsThrown() {
    service.answer(503, "a").answer(503, "b").answer(503, "the third");
    assertThatThrownBy(() -> client.profile("ann")).hasMessageContaining("the third");
    assertThat(service.asked()).hasSize(3);
  }

  @Test
  void recommendationsAreRead() {
    service.answer(
        200,
        """
        {"requestId":"r","user":"ann lee","known":true,"model":{"name":"m","trained":true},
         "degraded":false,"new":"field","items":[{"id":"a","title":"A","rank":1,"score":0.5,
         "firstStageRank":7,"rankedBy":"model",
         "reason":{"text":"Because.","cites":["P1"],"source":"template"}},
         {"id":"b","title":"B","rank":2,"score":0.25,"firstStageRank":1,"rankedBy":"ranker"}]}
        """);
    Recommendations list =
        client.withApiKey("k").recommendations("ann lee", 2, Duration.ofMillis(300), "t1");
    assertThat(service.asked().get(0).line())
        .isEqualTo("GET /v1/recommendations/ann%20lee?limit=2&deadline=300ms");
    assertThat(service.asked().get(0).authorization()).isEqualTo("Bearer k");
    assertThat(service.asked().get(0).after()).isEqualTo("t1");
    assertThat(list.items()).hasSize(2);
    assertThat(list.items().get(0).firstStageRank()).isEqualTo(7);
    assertThat(list.items().get(0).cites()).containsExactly("P1");
    assertThat(list.items().get(1).reason()).isEmpty();
  }

  @Test
  void pagesAndFeedbackNameTheRequest() {
    Recommendations list = new Recommendations("r 1", "ann", true, "m", true, false, "", List.of());
    service.answer(
        200,
        """
        {"requestId":"r 1","user":"ann","known":true,"model":{"name":"m","trained":true},
         "degraded":false,"items":[]}
        """);
    assertThat(client.more(list, 10, 5)).isEqualTo(list);
    assertThat(service.asked().get(0).line())
        .isEqualTo("GET /v1/recommendations/ann?request=r%201&offset=10&limit=5");
    service.answer(202, ACCEPTED);
    assertThat(client.feedback(list, LIKE).accepted()).isEqualTo(1);
    assertThat(service.asked().get(1).line()).isEqualTo("POST /v1/feedback");
    assertThat(service.asked().get(1).body())
        .isEqualTo(
            "[{\"id\":\"e1\",\"source\":\"sdk\",\"user\":\"ann\",\"item\":\"moon\","
                + "\"type\":\"like\",\"time\":\"2026-06-01T12:00:00Z\",\"requestId\":\"r 1\"}]");
  }

  @Test
  void profilesAreRead() {
    service.answer(
        200,
        """
        {"user":"ann","known":true,"version":3,"interactions":3,"facts":[{"id":"P1","text":"liked Moon"}],
         "affinities":{"genre:Drama":0.5},"recent":[{"item":"moon"}],"language":"en"}
        """);
    ProfileView profile = client.profile("ann");
    assertThat(profile.facts()).containsEntry("P1", "liked Moon");
    assertThat(profile.affinities()).containsEntry("genre:Drama", 0.5);
    assertThat(profile.recent()).containsExactly("moon");
  }

  @Test
  void anAnswerOfAnotherServiceFails() {
    service.answer(200, "<html>hello</html>");
    assertThatThrownBy(() -> client.profile("ann"))
        .isInstanceOf(EdgewiseException.class)
        .hasMessageContaining("isn't Edgewise's");
  }

  @Test
  void aServiceThatNeverAnswersIsGivenUp() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      EdgewiseClient waiting =
          Edgewise.connect(URI.create("http://localhost:" + silent.getLocalPort()))
              .withTimeout(Duration.ofMillis(50))
              .withPause(Duration.ofMillis(1));
      assertThatThrownBy(() -> waiting.profile("ann"))
          .isInstanceOf(EdgewiseException.class)
          .hasMessageContaining("no answer from");
    }
  }

  @Test
  void anAddressWithoutHttpIsRefused() {
    assertThatThrownBy(() -> Edgewise.connect(URI.create("ftp://x")))
        .hasMessageContaining("http://");
  }
}
