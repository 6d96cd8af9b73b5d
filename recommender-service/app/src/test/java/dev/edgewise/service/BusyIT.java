/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The packaged service with a Kafka that accepts connections and never answers. */
@Timeout(120)
class BusyIT {
  private static String events(String prefix) {
    List<String> events = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      events.add(
          "{\"id\":\"%s%d\",\"user\":\"u\",\"item\":\"0133093\",\"type\":\"like\",\"time\":\"%s\"}"
              .formatted(prefix, i, Instant.now()));
    }
    return "[" + String.join(",", events) + "]";
  }

  private static CompletableFuture<HttpResponse<String>> post(Serving service, String prefix) {
    return CompletableFuture.supplyAsync(() -> {
      try {
        return service.post("v1/events", events(prefix), "Content-Type", "application/json");
      } catch (IOException | InterruptedException e) {
        throw new AssertionError(e);
      }
    });
  }

  @Test
  @Tag("full")
  void moreThanThereIsRoomForIsTurnedAwayAndAKafkaKnownToBeAwayIsNotWaitedFor() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Serving service =
            new Serving(
                Map.of(
                    "EDGEWISE_AUTH", "off",
                    "EDGEWISE_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + silent.getLocalPort(),
                    "EDGEWISE_LIMITS_EVENTS_PER_REQUEST", "5",
                    "EDGEWISE_LIMITS_EVENTS_IN_FLIGHT", "9"))) {
      assertThat(service.await()).isTrue();

      var one = post(service, "a");
      var two = post(service, "b");
      var first = (HttpResponse<?>) CompletableFuture.anyOf(one, two).get(60, TimeUnit.SECONDS);
      assertThat(first.statusCode()).isEqualTo(429);
      assertThat(first.headers().firstValue("Retry-After")).hasValue("1");
      assertThat(first.body().toString()).contains("urn:edgewise:problem:busy", "5 events");
      int statuses = one.get(60, TimeUnit.SECONDS).statusCode() + two.get().statusCode();
      assertThat(statuses).isEqualTo(429 + 503);

      HttpResponse<String> later = post(service, "c").get(60, TimeUnit.SECONDS);
      assertThat(later.statusCode()).isEqualTo(503);
      assertThat(later.headers().firstValue("Retry-After")).hasValue("1");
      assertThat(later.body()).contains("log-unavailable", "sending the same events again is safe");
      HttpResponse<String> stream =
          service.post("v1/events", "{}\n", "Content-Type", "application/x-ndjson");
      assertThat(stream.statusCode()).isEqualTo(503);
    }
  }

  @Test
  void moreRequestsForListsThanMayBeUnderWayAreRefused() throws Exception {
    try (Serving service =
            new Serving(
                Map.of(
                    "EDGEWISE_AUTH", "off",
                    "EDGEWISE_LIMITS_REQUESTS_IN_FLIGHT", "1"));
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(service.await()).isTrue();
      Set<Integer> statuses = new HashSet<>();
      while (!statuses.equals(Set.of(200, 503))) {
        List<Future<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
          String user = "v1/recommendations/u" + i;
          answers.add(clients.submit(() -> service.get(user)));
        }
        for (Future<HttpResponse<String>> answer : answers) {
          int status = answer.get().statusCode();
          assertThat(status).isIn(200, 503);
          assertThat(answer.get().body())
              .contains(status == 200 ? "items" : "urn:edgewise:problem:overloaded");
          statuses.add(status);
        }
      }
      leaveAtOnce(service, 200);
      RunningDemo.untilIs(200, () -> service.get("v1/recommendations/u").statusCode());
      assertThat(service.stopped()).noneMatch(line -> line.contains("ERROR"));
    }
  }

  /** Sends requests for lists, without waiting for the answers. */
  private static void leaveAtOnce(Serving service, int count) throws Exception {
    URI uri = URI.create(service.url());
    for (int i = 0; i < count; i++) {
      try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
        String request = "GET /v1/recommendations/left%d HTTP/1.1\r\nHost: a\r\n\r\n".formatted(i);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        Thread.sleep(i % 5);
      }
    }
  }
}
