/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The worst bodies of 1 MB, sent to the packaged demo: each is accepted, or refused with the limit.
 */
@ExtendWith(SharedDemo.class)
class BoundsIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SIZE = 1 << 20;
  private static final String LINES = "application/x-ndjson";
  private static final String ONE = "application/json";
  private static final String MATRIX = "0133093";
  private static final String ITEM = "{\"title\":\"Bounds\",\"hidden\":true,";

  private static RunningDemo demo;

  @BeforeAll
  static void connect(RunningDemo running) {
    demo = running;
  }

  /** A body, and what its answer must contain. */
  private record Case(
      String name, String method, String path, String type, String body, int status, String says) {
    static Case of(String method, String path, String body, int status, String says) {
      return new Case(says, method, path, ONE, body, status, says);
    }
  }

  /** As many units as 1 MB holds. */
  private static String full(String start, IntFunction<String> unit, String between, String end) {
    StringBuilder body = new StringBuilder(start);
    for (int i = 0; body.length() + end.length() + 300 < SIZE; i++) {
      body.append(i == 0 ? "" : between).append(unit.apply(i));
    }
    return body.append(end).toString();
  }

  private static String text(char c) {
    return String.valueOf(c).repeat(SIZE - 300);
  }

  private static String event(String id, String more) {
    return "{\"id\":\"%s\",\"user\":\"bounds\",\"item\":\"%s\",\"type\":\"view\",\"time\":\"%s\"%s}"
        .formatted(id, MATRIX, Instant.now(), more);
  }

  private static List<Case> items() {
    String path = "v1/items/bounds";
    return List.of(
        Case.of("PUT", path, "[".repeat(SIZE - 1), 400, "not JSON: it is nested too deeply"),
        Case.of("PUT", path, "{\"a\":".repeat(SIZE / 6), 400, "not JSON: it is nested too deeply"),
        Case.of("PUT", path, ITEM + "\"text\":\"" + text('x') + "\"}", 400, "at most 10000"),
        Case.of(
            "PUT",
            path,
            full(ITEM + "\"attributes\":{", i -> "\"" + i + "\":1e999999999", ",", "}}"),
            400,
            "attributes: must have at most 100 entries, not "),
        Case.of(
            "PUT",
            path,
            ITEM + "\"attributes\":{\"a\":" + "9".repeat(SIZE - 300) + "}}",
            400,
            "not JSON: a number, name or string is too long"),
        Case.of(
            "PUT",
            path,
            ITEM + "\"attributes\":{\"" + "k".repeat(40_000) + "\":1}}",
            400,
            "attributes: a name must be at most 100 characters, not 40000"),
        Case.of(
            "PUT",
            path,
            full(ITEM + "\"categories\":[", i -> "\"c\"", ",", "]}"),
            400,
            "categories: must be an array of at most 100 entries, not "),
        Case.of("PUT", path, ITEM + "\"attributes\":{\"a\":1e999999999}}", 200, "\"1e999999999\""),
        Case.of(
            "PUT", path, full(ITEM, i -> "\"x" + i + "\":0.1", ",", "}"), 400, "x0: is not known"),
        Case.of(
            "PUT",
            path,
            ITEM + "\"text\":\"" + "\\u1100".repeat(170_000) + "\"}",
            400,
            "text: must be at most 10000 characters, not 170000"),
        Case.of(
            "PUT",
            "v1/items/" + "i".repeat(257),
            ITEM + "\"text\":\"\"}",
            400,
            "id: must be at most"),
        Case.of("POST", "v1/items", full("[", i -> "1", ",", "]"), 413, "at most 10000 objects"),
        new Case(
            "lines",
            "POST",
            "v1/items",
            LINES,
            "x\n".repeat(SIZE / 2),
            413,
            "at most 10000 objects"));
  }

  private static List<Case> events() {
    String path = "v1/events";
    String cloud = "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/b\",\"type\":\"view\",";
    return List.of(
        Case.of("POST", path, "[".repeat(SIZE - 1), 400, "not JSON: it is nested too deeply"),
        Case.of("POST", path, full("[", i -> "{}", ",", "]"), 413, "at most 10000 objects"),
        Case.of("POST", path, event(text('x'), ""), 400, "id: must be at most 256 characters"),
        Case.of(
            "POST",
            path,
            event("1", full(",\"traits\":[", i -> "\"a:" + i + "\"", ",", "]")),
            400,
            "traits: must be an array of at most 64 entries, not "),
        Case.of(
            "POST",
            path,
            event("1", full(",\"context\":{", i -> "\"" + i + "\":1", ",", "}")),
            400,
            "context: must have at most 64 entries, not "),
        Case.of(
            "POST",
            path,
            event("1", ",\"context\":{\"" + "k".repeat(40_000) + "\":1}"),
            400,
            "context: a name must be at most 256 characters, not 40000"),
        Case.of(
            "POST",
            path,
            event("1", ",\"context\":{\"a\":\"" + text('x') + "\"}"),
            400,
            "context.a: must be at most 1024 characters"),
        Case.of("POST", path, event("1", ",\"value\":1e999999999"), 400, "must be a finite number"),
        new Case(
            "cloud traits",
            "POST",
            path,
            "application/cloudevents+json",
            cloud
                + full("\"subject\":\"u\",\"data\":{\"traits\":[", i -> "\"" + i + "\"", ",", "]}}")
                    .replace("\"data\":{", "\"data\":{\"item\":\"" + MATRIX + "\","),
            400,
            "data.traits: must be an array of at most 64 entries, not "),
        new Case(
            "cloud batch",
            "POST",
            path,
            "application/cloudevents-batch+json",
            full("[", i -> "{}", ",", "]"),
            413,
            "at most 10000 objects"),
        new Case(
            "lines", "POST", path, LINES, "{}\n".repeat(300_000), 202, "\"rejectedTotal\":300000"),
        new Case(
            "garbage", "POST", path, LINES, "x\n".repeat(500_000), 202, "\"rejectedTotal\":500000"),
        Case.of(
            "POST",
            "v1/feedback",
            "{\"requestId\":\""
                + UUID.randomUUID()
                + "\",\"user\":\"bounds\",\"type\":\"view\","
                + full("\"item\":\"1\",\"context\":{", i -> "\"" + i + "\":1", ",", "}}"),
            400,
            "context: must have at most 64 entries, not "),
        new Case(
            "feedback",
            "POST",
            "v1/feedback",
            LINES,
            "{}\n".repeat(300_000),
            202,
            "\"rejectedTotal\":300000"));
  }

  private static List<Case> others() {
    String many = full("{\"query\":\"a\",\"documents\":[", i -> "\"d\"", ",", "]}");
    return List.of(
        Case.of("POST", "v1/rerank", many, 400, "documents: must be at most 1000, not "),
        Case.of("POST", "v2/rerank", many, 400, "documents: must be at most 1000, not "),
        Case.of("POST", "rerank", many.replace("documents", "texts"), 413, "at most 1000, not "),
        Case.of(
            "POST",
            "v1/rerank",
            "{\"query\":\"" + text('x') + "\",\"documents\":[\"d\"]}",
            400,
            "query: must have at most 10000 characters"),
        Case.of(
            "PATCH",
            "v1/users/bounds/preferences",
            full("{\"likes\":[", i -> "\"l\"", ",", "]}"),
            400,
            "likes: must be an array of at most 20 entries, not "),
        Case.of(
            "PATCH",
            "v1/users/bounds/preferences",
            "{\"likes\":[\"" + text('x') + "\"]}",
            400,
            "likes[0]: must be at most 200 characters, not "),
        Case.of(
            "PUT",
            "v1/blend",
            full("{\"weights\":{", i -> "\"" + i + "\":1", ",", "}}"),
            400,
            "0 should be a finite number and one of"));
  }

  @TestFactory
  List<DynamicTest> theWorstBodiesAreRefusedOrCheap() {
    List<Case> cases = new ArrayList<>(items());
    cases.addAll(events());
    cases.addAll(others());
    return cases.stream()
        .map(one ->
            DynamicTest.dynamicTest(
                one.method + " " + one.path + " " + one.name, () -> assertAnswered(one)))
        .toList();
  }

  private static void assertAnswered(Case one) throws Exception {
    HttpResponse<String> answer = demo.send(one.method, one.path, one.body, one.type);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(one.status);
    assertThat(answer.body()).contains(one.says);
  }

  /** Found in a review: one item with 40,000 attributes froze the service for a minute. */
  @Test
  void theLargestItemHasFewFactsAndItsEventsReachTheProfile() throws Exception {
    StringBuilder body = new StringBuilder("{\"title\":\"Largest\",\"text\":\"");
    body.append("Ten letters. ".repeat(760)).append("\",\"categories\":[\"c0\"");
    for (int i = 1; i < 100; i++) {
      body.append(",\"").append("c".repeat(197)).append(i).append('"');
    }
    body.append("],\"attributes\":{\"a\":\"v\"");
    for (int i = 1; i < 100; i++) {
      body.append(",\"%s%d\":\"%s\"".formatted("n".repeat(97), i, "v ".repeat(500)));
    }
    HttpResponse<String> put = demo.put("v1/items/largest", body.append("}}").toString());
    assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
    try {
      JsonNode facts = factsOf("largest");
      assertThat(facts.size()).isBetween(24, 32);

      String user = "bounds-" + UUID.randomUUID();
      String like =
          "{\"id\":\"1\",\"user\":\"%s\",\"item\":\"largest\",\"type\":\"like\",\"time\":\"%s\"}"
              .formatted(user, Instant.now());
      String token = JSON.readTree(demo.post("v1/events", like).body()).path("token").asText();
      JsonNode profile = demo.json("v1/users/" + user + "/profile", "X-Edgewise-After", token);
      assertThat(profile.path("interactions").asInt()).isEqualTo(1);
      assertThat(profile.path("affinities").has("genre:c0")).isTrue();
      assertThat(profile.path("affinities").size()).isBetween(10, 64);
    } finally {
      demo.hideItem("largest");
    }
  }

  private static JsonNode factsOf(String id) throws IOException, InterruptedException {
    String path =
        "v1/recommendations/bounds-asks?placement=new&limit=100&explain=true&deadline=10s";
    for (JsonNode item : demo.json(path).path("items")) {
      if (item.path("id").asText().equals(id)) {
        return item.path("facts");
      }
    }
    throw new AssertionError("the newest item is not among the new ones");
  }

  /** Before, the answer was 503 and said that sending the event again was safe. */
  @Test
  void anEventThatKafkaNeverTakesIsRefused() throws Exception {
    String large =
        event(UUID.randomUUID().toString(), ",\"context\":{\"a\":\"" + "x".repeat(1_024) + "\"}");
    limitRecords(new ConfigEntry("max.message.bytes", "1000"), OpType.SET);
    try {
      HttpResponse<String> one = demo.post("v1/events", large);
      assertThat(one.statusCode()).as(one.body()).isEqualTo(413);
      assertThat(one.body())
          .contains("urn:edgewise:problem:too-large", "max.message.bytes of topic edgewise.events")
          .doesNotContain("again");
      HttpResponse<String> two =
          demo.post("v1/events", "[" + large + "," + event(UUID.randomUUID().toString(), "") + "]");
      assertThat(two.statusCode()).isEqualTo(202);
      JsonNode answer = JSON.readTree(two.body());
      assertThat(answer.path("accepted").asInt()).isEqualTo(1);
      assertThat(answer.path("rejected").get(0).path("problem").path("status").asInt())
          .isEqualTo(413);
    } finally {
      limitRecords(new ConfigEntry("max.message.bytes", ""), OpType.DELETE);
    }
  }

  private static void limitRecords(ConfigEntry entry, OpType how) throws Exception {
    Map<ConfigResource, Collection<AlterConfigOp>> change =
        Map.of(
            new ConfigResource(ConfigResource.Type.TOPIC, "edgewise.events"),
            List.of(new AlterConfigOp(entry, how)));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", demo.kafka()))) {
      admin.incrementalAlterConfigs(change).all().get();
    }
  }
}
