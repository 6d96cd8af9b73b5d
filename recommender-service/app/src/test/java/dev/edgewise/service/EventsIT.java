/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** All formats of events over HTTP, with the packaged demo. */
@ExtendWith(SharedDemo.class)
class EventsIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MATRIX = "0133093";
  private static final String LINES = "application/x-ndjson";

  @TempDir static Path data;
  private static RunningDemo demo;

  @BeforeAll
  static void connect(RunningDemo running) {
    demo = running;
  }

  private static String newUser() {
    return "it-" + UUID.randomUUID();
  }

  private static String event(String id, String user, String item) {
    return "{\"id\":\"%s\",\"user\":\"%s\",\"item\":\"%s\",\"type\":\"like\",\"time\":\"%s\"}"
        .formatted(id, user, item, Instant.now());
  }

  private static String cloudEvent(String user) {
    return """
    {"specversion":"1.0","id":"%s","source":"/shop","type":"com.shop.like","subject":"%s",\
    "data":{"item":"%s"}}\
    """
        .formatted(UUID.randomUUID(), user, MATRIX);
  }

  private static JsonNode accepted(HttpResponse<String> answer) throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return JSON.readTree(answer.body());
  }

  private static void assertLiked(String user, JsonNode answer) throws Exception {
    assertThat(answer.path("accepted").asInt()).isPositive();
    JsonNode profile =
        demo.json(
            "v1/users/" + user + "/profile", "X-Edgewise-After", answer.path("token").asText());
    assertThat(profile.path("interactions").asInt()).isEqualTo(1);
    assertThat(profile.path("recent").get(0).path("type").asText()).isEqualTo("like");
    assertThat(profile.path("recent").get(0).path("item").asText()).isEqualTo(MATRIX);
  }

  @Test
  void cloudEventsReachTheProfileInEachModeOfHttp() throws Exception {
    String structured = newUser();
    String type = "application/cloudevents+json; charset=utf-8";
    assertLiked(
        structured,
        accepted(demo.postWith("v1/events", cloudEvent(structured), "Content-Type", type)));

    String batched = newUser();
    String batch = "[" + cloudEvent(batched) + "," + cloudEvent(newUser()) + ",{\"id\":\"1\"}]";
    JsonNode answer =
        accepted(
            demo.postWith(
                "v1/events", batch, "Content-Type", "application/cloudevents-batch+json"));
    assertThat(answer.path("accepted").asInt()).isEqualTo(2);
    assertThat(answer.path("rejected").get(0).path("index").asInt()).isEqualTo(2);
    assertThat(answer.path("rejected").get(0).path("problem").path("detail").asText())
        .startsWith("specversion: missing");
    assertLiked(batched, answer);

    String binary = newUser();
    assertLiked(
        binary,
        accepted(
            demo.postWith(
                "v1/events",
                "{\"item\":\"" + MATRIX + "\"}",
                "Content-Type",
                "application/json",
                "ce-specversion",
                "1.0",
                "ce-id",
                "1",
                "ce-source",
                "/shop",
                "ce-type",
                "com.shop.like",
                "ce-subject",
                binary)));
  }

  @Test
  void aBadCloudEventIsABadRequestThatNamesTheAttribute() throws Exception {
    String type = "application/cloudevents+json";
    String noId = cloudEvent(newUser()).replaceFirst("\"id\":\"[^\"]*\",", "");
    HttpResponse<String> answer = demo.postWith("v1/events", noId, "Content-Type", type);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("bad-event", "id: missing");

    String reserved = cloudEvent(newUser()).replace("com.shop.like", "edgewise.erase");
    answer = demo.postWith("v1/events", reserved, "Content-Type", type);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("reserved");
    String own = event("1", newUser(), MATRIX).replace("like", "edgewise.erase");
    assertThat(demo.post("v1/events", own).body()).contains("reserved");
  }

  @Test
  void cloudEventsReachTheProfileInBothModesOfKafka() throws Exception {
    String structured = newUser();
    String binary = newUser();
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", demo.kafka()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      ProducerRecord<String, byte[]> whole =
          new ProducerRecord<>(
              "edgewise.events", structured, cloudEvent(structured).getBytes(UTF_8));
      whole.headers().add("content-type", "application/cloudevents+json".getBytes(UTF_8));
      producer.send(whole).get();
      ProducerRecord<String, byte[]> split =
          new ProducerRecord<>(
              "edgewise.events", binary, ("{\"item\":\"" + MATRIX + "\"}").getBytes(UTF_8));
      Map.of(
              "ce_specversion", "1.0",
              "ce_id", "1",
              "ce_source", "/shop/kafka",
              "ce_type", "com.shop.like",
              "ce_subject", binary,
              "content-type", "application/json")
          .forEach((name, value) -> split.headers().add(name, value.getBytes(UTF_8)));
      producer.send(split).get();
    }
    for (String user : List.of(structured, binary)) {
      RunningDemo.until(
          () -> demo.json("v1/users/" + user + "/profile").path("interactions").asInt() == 1);
    }
  }

  @Test
  void aStreamMayBeLongAndItsBadLinesSpoilOnlyThemselves() throws Exception {
    String user = newUser();
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 12_000; i++) {
      switch (i) {
        case 3 -> lines.append("{oops");
        case 5_000 -> lines.append("{\"id\":\"").append("x".repeat(1 << 20)).append("\"}");
        case 7_000 -> lines.append(event("x", user, "no-such-item"));
        case 11_999 -> lines.append("{}");
        default -> lines.append(event("s" + i, user, MATRIX));
      }
      lines.append('\n');
    }
    JsonNode answer = accepted(demo.postWith("v1/events", lines.toString(), "Content-Type", LINES));

    assertThat(answer.path("accepted").asInt()).isEqualTo(11_996);
    assertThat(answer.path("rejected")).hasSize(4);
    assertThat(answer.path("rejected").get(0).path("index").asInt()).isEqualTo(3);
    assertThat(answer.path("rejected").get(0).path("problem").path("type").asText())
        .endsWith("malformed-json");
    assertThat(answer.path("rejected").get(1).path("index").asInt()).isEqualTo(5_000);
    assertThat(answer.path("rejected").get(1).path("problem").path("type").asText())
        .endsWith("too-large");
    assertThat(answer.path("rejected").get(2).path("index").asInt()).isEqualTo(7_000);
    assertThat(answer.path("rejected").get(3).path("index").asInt()).isEqualTo(11_999);
    JsonNode profile =
        demo.json(
            "v1/users/" + user + "/profile", "X-Edgewise-After", answer.path("token").asText());
    assertThat(profile.path("interactions").asInt()).isEqualTo(11_996);
  }

  @Test
  void ofManyRejectedLinesTheFirstThousandAreListed() throws Exception {
    JsonNode answer =
        accepted(demo.postWith("v1/events", "{}\n".repeat(1_500), "Content-Type", LINES));
    assertThat(answer.path("accepted").asInt()).isZero();
    assertThat(answer.path("rejected")).hasSize(1_000);
    assertThat(answer.path("rejectedTotal").asInt()).isEqualTo(1_500);
  }

  @Test
  void anEventSentAgainCountsAsRepeated() throws Exception {
    String user = newUser();
    String event = event(UUID.randomUUID().toString(), user, MATRIX);
    assertThat(accepted(demo.post("v1/events", event)).has("repeated")).isFalse();
    JsonNode again = accepted(demo.post("v1/events", event));
    assertThat(again.path("accepted").asInt()).isEqualTo(1);
    assertThat(again.path("repeated").asInt()).isEqualTo(1);
    assertLiked(user, again);
  }

  @Test
  void aSearchNeedsNoItem() throws Exception {
    String user = newUser();
    String search =
        "{\"id\":\"1\",\"user\":\"%s\",\"type\":\"search\",\"time\":\"%s\",\"context\":{\"query\":\"robots\"}}"
            .formatted(user, Instant.now());
    String token = accepted(demo.post("v1/events", search)).path("token").asText();
    JsonNode profile = demo.json("v1/users/" + user + "/profile", "X-Edgewise-After", token);
    assertThat(profile.path("interactions").asInt()).isEqualTo(1);
  }

  @Test
  void anIdempotencyKeyGivesTheSameAnswerAgain() throws Exception {
    String key = UUID.randomUUID().toString();
    String body = "[" + event(key, newUser(), MATRIX) + ",{}]";
    HttpResponse<String> first = keyed(key, body, "application/json");
    HttpResponse<String> second = keyed(key, body, "application/json");

    assertThat(accepted(second)).isEqualTo(accepted(first));
    assertThat(first.headers().firstValue("Idempotent-Replayed")).isEmpty();
    assertThat(second.headers().firstValue("Idempotent-Replayed")).hasValue("true");
    assertThat(second.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/json");

    HttpResponse<String> other = keyed(key, "[]", "application/json");
    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(other.body()).contains("key-reused");
    assertThat(keyed("x".repeat(129), body, "application/json").statusCode()).isEqualTo(400);
    String line = event("n", newUser(), MATRIX) + "\n";
    assertThat(keyed(key + "-lines", line, LINES).statusCode()).isEqualTo(202);
    assertThat(keyed(key + "-long", line.repeat(20_000), LINES).statusCode()).isEqualTo(413);
  }

  private static HttpResponse<String> keyed(String key, String body, String type)
      throws IOException, InterruptedException {
    return demo.postWith("v1/events", body, "Content-Type", type, "Idempotency-Key", key);
  }

  @Test
  void aFileIsSentOnceHoweverOften() throws Exception {
    String user = newUser();
    Path file = data.resolve(user + ".jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      for (int i = 0; i < 2_500; i++) {
        String line =
            "{\"user\":\"%s\",\"item\":\"%s\",\"type\":\"like\",\"time\":\"2026-01-31T12:00:00Z\"}%n"
                .formatted(user, i == 1_700 ? "no-such-item" : MATRIX);
        out.write(line.getBytes(UTF_8));
      }
    }
    JsonNode first = sent(1, file);
    assertThat(first.path("accepted").asInt()).isEqualTo(2_499);
    assertThat(first.path("rejected").asInt()).isEqualTo(1);
    JsonNode second = sent(1, file);
    assertThat(second.path("sentBefore").asInt()).isEqualTo(2_499);
    assertThat(second.path("events").asInt()).as("the rejected one").isEqualTo(1);
    JsonNode third = sent(1, file, "--restart");
    assertThat(third.path("repeated").asInt()).isEqualTo(2_499);
    RunningDemo.untilIs(
        2_499, () -> demo.json("v1/users/" + user + "/profile").path("interactions").asInt());
  }

  private static String liked(String user, String item, int second) {
    return "{\"user\":\"%s\",\"item\":\"%s\",\"type\":\"like\",\"time\":\"2026-01-31T12:00:%02dZ\"}\n"
        .formatted(user, item, second);
  }

  /** The number of interactions in a profile that contains all events that were sent before. */
  private static int interactions(String user) throws Exception {
    JsonNode last =
        accepted(demo.post("v1/events", event(UUID.randomUUID().toString(), user, MATRIX)));
    JsonNode profile =
        demo.json("v1/users/" + user + "/profile", "X-Edgewise-After", last.path("token").asText());
    return profile.path("interactions").asInt();
  }

  /** Found in a review: three events, then one more in the same file, then as gzip counted 11. */
  @Test
  void aFileThatGrewCountsOnlyItsNewEvents() throws Exception {
    String user = newUser();
    String three = liked(user, "0468569", 0) + liked(user, "1375666", 1) + liked(user, MATRIX, 2);
    String four = three + liked(user, "1345836", 3);
    Path file = Files.writeString(data.resolve(user + ".jsonl"), three);
    assertThat(sent(0, file).path("accepted").asInt()).isEqualTo(3);
    Files.writeString(file, four);
    assertThat(sent(0, file).path("accepted").asInt()).isEqualTo(1);

    Path zipped = data.resolve(user + ".gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
      out.write(("\n" + four.replace("\n", "\r\n")).getBytes(UTF_8));
    }
    assertThat(sent(0, zipped).path("events").asInt()).isZero();
    assertThat(sent(0, zipped, "--restart").path("events").asInt()).isEqualTo(4);
    assertThat(interactions(user)).isEqualTo(4 + 1);
  }

  /** Found in a review: the second run sent nothing, said nothing of it, and ended with 0. */
  @Test
  void aRejectedEventIsSentAgainUntilItIsAccepted() throws Exception {
    String user = newUser();
    String item = "late-" + user;
    Path file = Files.writeString(data.resolve(user + ".jsonl"), liked(user, item, 0));
    assertThat(sent(1, file).path("rejected").asInt()).isEqualTo(1);
    assertThat(sent(1, file).path("rejected").asInt()).isEqualTo(1);
    demo.putItem(item, "Late item");
    try {
      assertThat(sent(0, file).path("accepted").asInt()).isEqualTo(1);
      assertThat(sent(0, file).path("events").asInt()).isZero();
      assertThat(interactions(user)).isEqualTo(1 + 1);
    } finally {
      demo.hideItem(item);
    }
  }

  private static JsonNode sent(int status, Path file, String... options) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                "target/quarkus-app/quarkus-run.jar",
                "events",
                "send",
                file.toString(),
                "--json",
                "--url",
                demo.url(),
                "--state",
                data.resolve("state").toString()));
    command.addAll(List.of(options));
    Path said = data.resolve("send.err");
    Process process = new ProcessBuilder(command).redirectError(said.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(Files.readString(said)).isEqualTo(status);
    return JSON.readTree(out);
  }

  @Test
  void theDescriptionTellsOfIt() throws Exception {
    assertThat(demo.get("q/openapi").body())
        .contains("application/cloudevents-batch+json", "Idempotency-Key", "rejectedTotal");
  }
}
