/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.traffic;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoadGeneratorTest {
  private static final byte[] ASK = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final AtomicInteger asked = new AtomicInteger();
  private final CountDownLatch answers = new CountDownLatch(1);
  private final HttpServer server;
  private final URI uri;

  LoadGeneratorTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(String body) {
    server.createContext("/", exchange -> write(exchange, 200, body));
  }

  private static void write(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(US_ASCII);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private LoadGenerator generator(int connections) {
    return new LoadGenerator(uri, new HttpAnswers(), () -> ASK, connections);
  }

  @Test
  void eachRequestOfTheScheduleIsAnswered() throws Exception {
    answer("{}");
    LoadResult result = generator(4).open(Schedule.now(500, 0, 0.2), PATIENCE);
    assertThat(result.asked()).isEqualTo(100);
    assertThat(result.share(AnswerKind.FULL)).isEqualTo(1);
    assertThat(result.late(PATIENCE)).isZero();
  }

  /** In an open model a slow server doesn't slow the requests down. */
  @Test
  void requestsLeaveWhileNoneIsAnswered() throws Exception {
    int count = 40;
    server.createContext(
        "/",
        exchange -> {
          if (asked.incrementAndGet() == count) {
            answers.countDown();
          }
          await();
          write(exchange, 200, "{}");
        });
    LoadResult result = generator(count).open(Schedule.now(1000, 0, count / 1000.0), PATIENCE);
    assertThat(asked).hasValue(count);
    assertThat(result.share(AnswerKind.FULL)).isEqualTo(1);
  }

  /** A request that waits for a free connection has waited since its time in the schedule. */
  @Test
  void aStallCountsForEachRequestThatWasDueInIt() throws Exception {
    server.createContext(
        "/",
        exchange -> {
          if (asked.getAndIncrement() == 0) {
            await();
          }
          write(exchange, 200, "{}");
        });
    Schedule schedule = Schedule.now(1000, 0, 0.05);
    Thread release =
        Thread.startVirtualThread(() -> {
          while (System.nanoTime() < schedule.end()) {
            Thread.onSpinWait();
          }
          answers.countDown();
        });
    LoadResult result = generator(1).open(schedule, PATIENCE);
    release.join();
    assertThat(result.asked()).isEqualTo(50);
    double longest = (schedule.end() - schedule.begin()) / 1e6;
    for (int i = 0; i < 50; i++) {
      double shareOfAtLeastThis = (50 - i) / 50.0;
      assertThat(result.millis(shareOfAtLeastThis)).isGreaterThanOrEqualTo(longest - i - 1);
    }
  }

  @Test
  void whatIsNeverAnsweredIsLateAndInNoOtherShare() throws Exception {
    server.createContext("/", exchange -> await());
    LoadResult result = generator(2).open(Schedule.now(100, 0, 0.1), Duration.ofMillis(50));
    answers.countDown();
    assertThat(result.asked()).isEqualTo(10);
    assertThat(result.late(Duration.ofMillis(10))).isEqualTo(1);
    assertThat(result.share(AnswerKind.FULL)).isZero();
    assertThat(result.perSecond()).isZero();
  }

  @Test
  void kindsOfAnswersAreCounted() throws Exception {
    server.createContext(
        "/",
        exchange -> {
          switch (asked.getAndIncrement() % 4) {
            case 0 -> write(exchange, 503, "{}");
            case 1 -> write(exchange, 200, "{\"degraded\":true,\"problem\":\"busy\"}");
            case 2 -> write(exchange, 200, "{\"degraded\":false,\"rankedBy\":\"stored\"}");
            default -> write(exchange, 200, "{\"degraded\":false,\"rankedBy\":\"model\"}");
          }
        });
    LoadResult result = generator(1).open(Schedule.now(1000, 0, 0.04), PATIENCE);
    for (AnswerKind kind : AnswerKind.values()) {
      assertThat(result.share(kind)).as(kind.name()).isEqualTo(0.25);
    }
  }

  @Test
  void theClosedLoopNeverHasMoreUnderWayThanConnections() throws Exception {
    AtomicInteger most = new AtomicInteger();
    server.createContext(
        "/",
        exchange -> {
          most.accumulateAndGet(asked.incrementAndGet(), Math::max);
          asked.decrementAndGet();
          write(exchange, 200, "{}");
        });
    LoadResult result = generator(3).closed(0.02, 0.2);
    assertThat(most.get()).isBetween(1, 3);
    assertThat(result.perSecond()).isPositive();
    assertThat(result.share(AnswerKind.FULL)).isEqualTo(1);
  }

  @Test
  void answersToRequestsOfTheWarmUpDoNotCount() throws Exception {
    server.createContext(
        "/",
        exchange -> {
          int status = asked.getAndIncrement() < 50 ? 503 : 200;
          write(exchange, status, "{}");
        });
    LoadResult result = generator(1).open(Schedule.now(1000, 0.05, 0.1), PATIENCE);
    assertThat(asked).hasValue(150);
    assertThat(result.asked()).isEqualTo(100);
    assertThat(result.share(AnswerKind.FULL)).isEqualTo(1);
  }

  private void await() {
    try {
      answers.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
