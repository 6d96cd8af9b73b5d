/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests the queue over HTTP, with a handler that answers when the test lets it. */
@Timeout(60)
class RequestQueueTest {
  private static final int MOST = 3;
  private static final int SERVED = 2;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private final Vertx vertx = Vertx.vertx();
  private final BlockingQueue<RoutingContext> underWay = new LinkedBlockingQueue<>();
  private volatile RequestQueue queue =
      new RequestQueue(MOST, LONGEST_WAIT, SERVED, RequestQueueTest::key);
  private final HttpClient client = HttpClient.newHttpClient();
  private HttpServer server;

  @BeforeEach
  void start() {
    Router router = Router.router(vertx);
    router.route().handler(request -> queue.admit(request));
    router.route("/v1/recommendations/u/stream").handler(stream -> stream.end("stream"));
    router.route("/v1/recommendations/*").handler(underWay::add);
    router.route().handler(other -> other.end("quick"));
    server =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0)
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  @AfterEach
  void stop() {
    client.shutdownNow();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private static int key(RoutingContext request) {
    return Integer.parseInt(request.request().getHeader("Key"));
  }

  private CompletableFuture<HttpResponse<String>> get(String path) {
    return get(path, 0);
  }

  private CompletableFuture<HttpResponse<String>> get(String path, int key) {
    URI uri = URI.create("http://localhost:" + server.actualPort() + path);
    return client.sendAsync(
        HttpRequest.newBuilder(uri).header("Key", String.valueOf(key)).build(),
        BodyHandlers.ofString());
  }

  private void answerOne() throws InterruptedException {
    underWay.take().end("list");
  }

  private List<CompletableFuture<HttpResponse<String>>> ask(int requests) {
    List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      asked.add(get("/v1/recommendations/u" + i));
    }
    while (queue.underWay() < requests) {
      Thread.onSpinWait();
    }
    return asked;
  }

  @Test
  void someAreServedOthersWaitForTheirTurnAndFurtherOnesAreRefused() throws Exception {
    List<CompletableFuture<HttpResponse<String>>> admitted = ask(MOST);
    HttpResponse<String> refused = get("/v1/recommendations/late").join();
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(refused.body())
        .contains("overloaded", "3 requests", "edgewise.limits.requests-in-flight");
    assertThat(underWay).hasSizeLessThanOrEqualTo(SERVED);

    for (int i = 0; i < MOST; i++) {
      answerOne();
    }
    assertThat(admitted).allMatch(answer -> answer.join().body().equals("list"));
    CompletableFuture<HttpResponse<String>> next = get("/v1/recommendations/next");
    answerOne();
    assertThat(next.join().body()).isEqualTo("list");
  }

  @Test
  void aListForASessionWaitsItsTurnToo() throws Exception {
    ask(MOST);
    assertThat(get("/v1/recommendations").join().statusCode()).isEqualTo(503);
  }

  /** Found in a walk: one key with 300 requests at once took all places, and another got 503. */
  @Test
  void aKeyWithManyRequestsHoldsUpOnlyItself() throws Exception {
    int most = 12;
    queue = new RequestQueue(most, LONGEST_WAIT, SERVED, RequestQueueTest::key);
    List<CompletableFuture<HttpResponse<String>>> greedy = ask(most);
    CompletableFuture<HttpResponse<String>> other = get("/v1/recommendations/other", 1);
    CompletableFuture.anyOf(greedy.toArray(CompletableFuture[]::new)).join();
    assertThat(greedy)
        .filteredOn(CompletableFuture::isDone)
        .singleElement()
        .satisfies(displaced -> assertThat(displaced.join().statusCode()).isEqualTo(503));
    for (int i = 0; i < SERVED + 2; i++) { // those that are served, and one of each key
      answerOne();
    }
    assertThat(other.join().body()).isEqualTo("list");
    assertThat(greedy).filteredOn(CompletableFuture::isDone).hasSizeLessThanOrEqualTo(2 + SERVED);
  }

  @Test
  void aRequestWithoutAValidKeyDoesNotWait() throws Exception {
    ask(MOST);
    CompletableFuture<HttpResponse<String>> stranger = get("/v1/recommendations/u", -1);
    for (int i = 0; i <= SERVED; i++) {
      RoutingContext one = underWay.take();
      if (one.request().getHeader("Key").equals("-1")) {
        one.end("refused");
      }
    }
    assertThat(stranger.join().body()).isEqualTo("refused");
  }

  @Test
  void whenTheFirstOneHasWaitedForLongFurtherOnesAreRefused() {
    queue = new RequestQueue(10, Duration.ZERO, SERVED, RequestQueueTest::key);
    List<CompletableFuture<HttpResponse<String>>> admitted = ask(SERVED + 1);
    HttpResponse<String> refused = get("/v1/recommendations/late").join();
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.body()).contains("overloaded", "would wait longer than 0 ms");
    assertThat(admitted).noneMatch(CompletableFuture::isDone);
  }

  @Test
  void otherRequestsAndStreamsDoNotWait() {
    List<CompletableFuture<HttpResponse<String>>> admitted = ask(MOST);
    assertThat(get("/v1/about").join().body()).isEqualTo("quick");
    assertThat(get("/v1/recommendations/u/stream").join().body()).isEqualTo("stream");
    assertThat(admitted).noneMatch(CompletableFuture::isDone);
  }

  @Test
  void aWaitingRequestThatIsGivenUpTakesNoTurn() throws Exception {
    List<CompletableFuture<HttpResponse<String>>> admitted = ask(MOST);
    while (underWay.size() < SERVED) {
      Thread.onSpinWait();
    }
    admitted.forEach(answer -> answer.cancel(true));
    while (queue.underWay() > 0) {
      Thread.onSpinWait();
    }
    underWay.clear();
    List<CompletableFuture<HttpResponse<String>>> later = ask(SERVED);
    answerOne();
    answerOne();
    assertThat(later).allMatch(answer -> answer.join().body().equals("list"));
  }
}
