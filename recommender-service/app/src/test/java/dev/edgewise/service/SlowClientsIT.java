/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that hold connections, or send too many requests, against the packaged service. */
class SlowClientsIT {
  private static final String[] KEY = {"Authorization", "Bearer one"};
  private static final int PATIENCE_MILLIS = 60_000;

  private static Serving service;

  @BeforeAll
  static void start() throws IOException {
    service =
        new Serving(
            Map.of("EDGEWISE_API_KEYS", "one,two,three,four,five,six"),
            "-Dedgewise.limits.header-time=1s",
            "-Dedgewise.limits.body-pause=1s",
            "-Dedgewise.limits.requests-per-second=10",
            "-Dedgewise.limits.connections-per-address=100",
            "-Dedgewise.limits.streams=2");
    assertThat(service.await()).isTrue();
  }

  /** No client of these makes the service log an error or a stack trace. */
  @AfterAll
  static void stop() {
    assertThat(service.stopped())
        .noneMatch(line -> line.contains("ERROR") || line.startsWith("\tat "));
    service.close();
  }

  private static Socket sent(String text) throws IOException {
    URI at = URI.create(service.url());
    Socket socket = new Socket(at.getHost(), at.getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.getOutputStream().write(text.getBytes(US_ASCII));
    return socket;
  }

  private static Socket stream(String key) throws IOException {
    String path = "/v1/recommendations/ann/stream?limit=1&follow=true";
    return sent(
        "GET %s HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\n\r\n".formatted(path, key));
  }

  /** Everything that came until the service closed the connection. */
  private static String untilClosed(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static String post(String type, String headers) {
    return "POST /v1/events HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer two\r\nContent-Type: "
        + "application/%s\r\n%s\r\n".formatted(type, headers);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GET /v1/about HTTP/1.1\r\nHost: a\r\nX-a: "})
  void connectionsWithoutAWholeHeaderAreClosed(String start) throws Exception {
    service.get("q/health/live"); // so that there was a request before
    List<Socket> held = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      held.add(sent(start));
    }
    assertThat(service.get("q/health/live").statusCode()).isEqualTo(200);
    for (Socket socket : held) {
      assertThat(untilClosed(socket)).isEmpty();
      socket.close();
    }
  }

  @Test
  void drippingHeadersAreClosed() throws Exception {
    service.get("q/health/live");
    try (Socket socket = sent("GET /v1/about HTTP/1.1\r\n")) {
      Thread.ofVirtual().start(() -> drip(socket));
      assertThat(untilClosed(socket)).isEmpty();
    }
  }

  private static void drip(Socket socket) {
    try {
      while (!socket.isClosed()) {
        socket.getOutputStream().write("X-a: b\r\n".getBytes(US_ASCII));
        Thread.sleep(100);
      }
    } catch (IOException | InterruptedException e) {
      // the service has closed the connection
    }
  }

  @Test
  void aSecondRequestOnAConnectionHasTheSameTime() throws Exception {
    service.get("q/health/live");
    try (Socket socket = sent("GET /q/health/live HTTP/1.1\r\nHost: a\r\n\r\n")) {
      assertThat(socket.getInputStream().readNBytes(12)).asString().endsWith("200");
      socket.getOutputStream().write("GET /v1/about HT".getBytes(US_ASCII));
      assertThat(untilClosed(socket)).doesNotContain("HTTP/1.1");
    }
  }

  /**
   * After an answer, clients of HTTP/2 send frames that begin no request. The service took these
   * for the start of a header, and closed the connection under the next request.
   */
  @Test
  void framesOfNoRequestDoNotEndAConnection() throws Exception {
    service.get("q/health/live");
    byte[] settings = {0, 0, 0, 4, 0, 0, 0, 0, 0};
    byte[] getRoot = {0, 0, 6, 1, 5, 0, 0, 0, 1, (byte) 0x82, (byte) 0x86, (byte) 0x84, 1, 1, 'a'};
    byte[] ping = {0, 0, 8, 6, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8};
    try (Socket socket = sent("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")) {
      socket.getOutputStream().write(settings);
      socket.getOutputStream().write(getRoot);
      frame(socket, header -> header[8] == 1 && (header[4] & 1) == 1); // the end of the answer
      socket.getOutputStream().write(ping);
      frame(socket, header -> header[3] == 6);
      Thread.sleep(3_000); // longer than a header may take
      socket.getOutputStream().write(ping);
      frame(socket, header -> header[3] == 6);
    }
  }

  /** Reads frames of HTTP/2 until one has such a header. */
  private static void frame(Socket socket, Predicate<byte[]> wanted) throws IOException {
    byte[] header;
    do {
      header = socket.getInputStream().readNBytes(9);
      assertThat(header).as("the connection is open").hasSize(9);
      socket.getInputStream().skipNBytes(((header[1] & 0xff) << 8) | (header[2] & 0xff));
    } while (!wanted.test(header));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "json/Content-Length: 1000000\r\n/{",
        "x-ndjson/Transfer-Encoding: chunked\r\n/1\r\n{\r\n"
      })
  void bodiesThatStopAreEnded(String form) throws Exception {
    String[] parts = form.split("/", 3);
    service.get("q/health/live");
    try (Socket socket = sent(post(parts[0], parts[1]) + parts[2])) {
      assertThat(untilClosed(socket)).startsWith("HTTP/1.1 408").contains("without such pauses");
    }
  }

  @Test
  void aRequestWithoutHostIsRefused() throws Exception {
    try (Socket socket = sent("GET /v1/about HTTP/1.1\r\nConnection: close\r\n\r\n")) {
      assertThat(untilClosed(socket))
          .startsWith("HTTP/1.1 400")
          .contains("application/problem+json", "send one Host header");
    }
  }

  /** The service has all of it, and takes longer than clients may. */
  @Test
  void aWholeRequestIsNeverTooSlow() throws Exception {
    for (int i = 0; i < 3; i++) {
      String event =
          "{\"id\":\"%d\",\"user\":\"u\",\"item\":\"0133093\",\"type\":\"like\"}".formatted(i);
      HttpResponse<String> answer =
          service.post(
              "v1/events",
              event,
              "Content-Type",
              "application/json",
              "Authorization",
              "Bearer three");
      assertThat(answer.statusCode()).as(answer.body()).isNotEqualTo(408);
    }
  }

  @Test
  void aRefusedRequestWhoseBodyStopsIsClosed() throws Exception {
    service.get("q/health/live");
    String refused = post("json", "Content-Length: 1000000\r\n").replace("two", "nobody");
    try (Socket socket = sent(refused + "{")) {
      assertThat(untilClosed(socket)).startsWith("HTTP/1.1 401");
    }
  }

  @Test
  void aKeyThatAsksTooOftenIsToldWhenToComeAgain() throws Exception {
    List<HttpResponse<String>> answers = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      answers.add(service.get("v1/about", KEY));
    }
    HttpResponse<String> refused =
        answers.stream().filter(answer -> answer.statusCode() == 429).findFirst().orElseThrow();
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(refused.body()).contains("too-many-requests", "wait 1 s");
    assertThat(service.get("v1/about", "Authorization", "Bearer three").statusCode())
        .isEqualTo(200);
  }

  /** Found in a walk: bodies of ten thousand wrong events took the processors from other keys. */
  @Test
  void refusedObjectsCountLikeManyRequests() throws Exception {
    HttpResponse<String> first = wrongItems("five", 1_500);
    assertThat(first.statusCode()).isEqualTo(400);
    assertThat(first.body()).contains("\"rejectedTotal\":1500").doesNotContain("\"index\":1000");
    HttpResponse<String> second = wrongItems("five", 1);
    assertThat(second.statusCode()).isEqualTo(429);
    assertThat(second.headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void manyObjectsCountLikeManyRequests() throws Exception {
    HttpResponse<String> refused = wrongItems("six", 2_500);
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(refused.body()).contains("more objects than it may, 1000 per second");
  }

  private static HttpResponse<String> wrongItems(String key, int items) throws Exception {
    String body = "[" + "{},".repeat(items - 1) + "{}]";
    return service.post(
        "v1/items", body, "Authorization", "Bearer " + key, "Content-Type", "application/json");
  }

  /** Found in a walk: one client with all connections kept every other one out. */
  @Test
  void anAddressHasOnlySomeOfTheConnections() throws Exception {
    service.get("q/health/live");
    List<Socket> held = new ArrayList<>();
    URI at = URI.create(service.url());
    byte[] request = "GET /q/health/live HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII);
    int served = 0;
    for (int i = 0; i < 150; i++) {
      Socket one = new Socket(at.getHost(), at.getPort(), InetAddress.getByName("127.0.0.2"), 0);
      one.setSoTimeout(PATIENCE_MILLIS);
      held.add(one);
      served += answered(one, request) ? 1 : 0;
    }
    assertThat(served).isEqualTo(100);
    assertThat(service.get("q/health/live").statusCode()).isEqualTo(200);
    for (Socket socket : held) {
      socket.close();
    }
  }

  private static boolean answered(Socket socket, byte[] request) {
    try {
      socket.getOutputStream().write(request);
      return socket.getInputStream().read() >= 0;
    } catch (IOException e) { // closed by the service
      return false;
    }
  }

  @Test
  void aKeyHasAFewStreamsAndGetsTheirPlacesBack() throws Exception {
    String path = "v1/recommendations/ann/stream?limit=1&follow=";
    List<Socket> streams = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      streams.add(stream("four"));
      assertThat(streams.getLast().getInputStream().readNBytes(12)).asString().endsWith("200");
    }
    String[] key = {"Authorization", "Bearer four"};
    HttpResponse<String> third = service.get(path + true, key);
    assertThat(third.statusCode()).isEqualTo(429);
    assertThat(third.body()).contains("2 streams are open, which is the most");
    streams.getFirst().close();
    RunningDemo.until(() -> service.get(path + false, key).statusCode() == 200);
    streams.getLast().close();
  }

  @Test
  void aStreamOutlivesTheseTimes() throws Exception {
    try (Socket stream = stream("three")) {
      String all = "";
      while (!all.contains(": alive") && !all.contains(":alive")) {
        byte[] part = stream.getInputStream().readNBytes(1);
        assertThat(part).isNotEmpty();
        all += new String(part, StandardCharsets.UTF_8);
      }
    }
  }
}
