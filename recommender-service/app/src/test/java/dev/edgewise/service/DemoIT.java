/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The packaged demo over HTTP, like the tour in README. */
@ExtendWith(SharedDemo.class)
class DemoIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MATRIX = "0133093";

  /** A small catalogue: a demo with it starts in a few seconds. */
  private static final Path SMALL = Path.of("src/test/resources/upgrade/0.1.0");

  private static final Path MODEL = Path.of("../../llm-ranker/models/films-small");

  private static final String[] CATALOGUE = {
    "--items", SMALL.resolve("items.jsonl").toString(),
    "--events", SMALL.resolve("events.jsonl").toString()
  };
  private static final String HELI = "2852376";
  private static final String GRIGRIS = "2852394";

  private static RunningDemo demo;

  @BeforeAll
  static void connect(RunningDemo running) {
    demo = running;
  }

  private static String newUser() {
    return "it-" + UUID.randomUUID();
  }

  private static String event(String id, String user, String item, String type) {
    return "{\"id\":\"%s\",\"user\":\"%s\",\"item\":\"%s\",\"type\":\"%s\",\"time\":\"%s\"}"
        .formatted(id, user, item, type, Instant.now());
  }

  private static String token(HttpResponse<String> answer) throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return JSON.readTree(answer.body()).path("token").asText();
  }

  private static List<String> ids(JsonNode recommendation) {
    List<String> ids = new ArrayList<>();
    recommendation.path("items").forEach(item -> ids.add(item.path("id").asText()));
    return ids;
  }

  @Test
  void anEventChangesProfileAndList() throws Exception {
    String user = newUser();
    JsonNode before = demo.json("v1/recommendations/" + user + "?limit=10&deadline=10s");
    assertThat(before.path("known").asBoolean()).isFalse();
    String liked = ids(before).get(3);
    String token = token(demo.post("v1/events", event("1", user, liked, "like")));

    JsonNode after =
        demo.json(
            "v1/recommendations/" + user + "?limit=10&deadline=10s", "X-Edgewise-After", token);
    assertThat(after.path("known").asBoolean()).isTrue();
    assertThat(ids(after)).doesNotContain(liked).isNotEqualTo(ids(before));
    JsonNode profile = demo.json("v1/users/" + user + "/profile");
    assertThat(profile.path("interactions").asInt()).isEqualTo(1);
    assertThat(profile.path("recent").get(0).path("item").asText()).isEqualTo(liked);
    assertThat(profile.path("facts").size()).isPositive();
  }

  @Test
  void theRankerRanksAndEachReasonCitesFactsThatExist() throws Exception {
    String reader = demo.json("v1/readers").path("readers").get(0).path("user").asText();
    JsonNode answer =
        demo.json("v1/recommendations/" + reader + "?limit=10&deadline=10s&explain=true");
    assertThat(answer.path("model").path("name").asText()).isEqualTo("films-small");
    assertThat(answer.path("model").path("trained").asBoolean()).isTrue();
    assertThat(answer.path("degraded").asBoolean()).isFalse();
    List<String> userFacts = new ArrayList<>();
    answer.path("facts").forEach(fact -> userFacts.add(fact.path("id").asText()));
    int rank = 1;
    for (JsonNode item : answer.path("items")) {
      assertThat(item.path("rank").asInt()).isEqualTo(rank++);
      assertThat(item.path("rankedBy").asText()).isIn("ranker", "stored");
      assertThat(item.path("score").asDouble()).isBetween(0.0, 1.0);
      JsonNode reason = item.path("reason");
      assertThat(reason.path("text").asText()).isNotBlank();
      assertThat(reason.path("source").asText()).isEqualTo("template");
      List<String> known = new ArrayList<>(userFacts);
      item.path("facts").forEach(fact -> known.add(fact.path("id").asText()));
      assertThat(reason.path("cites").size()).isPositive();
      reason.path("cites").forEach(cite -> assertThat(known).contains(cite.asText()));
    }
    assertThat(answer.path("timings").path("total").asDouble()).isPositive();
  }

  /** The next answer already has the item, well within the promised second. */
  @Test
  void anItemThatIsPutIsRecommendedAtOnceAndOneThatIsHiddenIsNot() throws Exception {
    String id = newUser();
    String item = "{\"id\":\"%s\",\"title\":\"Edgewise, the Film\",\"hidden\":%s}";
    String list = "v1/recommendations/" + newUser() + "?limit=10&deadline=10s";
    assertThat(ids(demo.json(list))).hasSize(10).doesNotContain(id);
    assertThat(demo.put("v1/items/" + id, item.formatted(id, false)).statusCode()).isEqualTo(200);
    assertThat(ids(demo.json(list))).hasSize(10).contains(id);
    assertThat(demo.put("v1/items/" + id, item.formatted(id, true)).statusCode()).isEqualTo(200);
    assertThat(ids(demo.json(list))).hasSize(10).doesNotContain(id);
  }

  @Test
  void theSameEventAgainCountsOnce() throws Exception {
    String user = newUser();
    String event = event("same", user, MATRIX, "like");
    demo.post("v1/events", event);
    String token = token(demo.post("v1/events", "[" + event + "," + event + "]"));
    JsonNode profile = demo.json("v1/users/" + user + "/profile", "X-Edgewise-After", token);
    assertThat(profile.path("interactions").asInt()).isEqualTo(1);
  }

  @Test
  void badEventsAreNamedOneByOneAndTheGoodOnesKept() throws Exception {
    String user = newUser();
    String future =
        event("f", user, MATRIX, "like").replaceAll("\"time\":\"\\d+", "\"time\":\"2099");
    HttpResponse<String> answer =
        demo.post(
            "v1/events",
            "["
                + String.join(
                    ",",
                    event("ok", user, MATRIX, "like"),
                    event("x", user, "no-such-item", "like"),
                    future,
                    event("", user, MATRIX, "like"),
                    "{\"user\":\"a\"}",
                    "17")
                + "]");
    JsonNode json = JSON.readTree(answer.body());
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(json.path("accepted").asInt()).isEqualTo(1);
    assertThat(json.path("rejected").size()).isEqualTo(5);
    assertThat(json.path("rejected").get(0).path("problem").path("detail").asText())
        .contains("no-such-item");
    assertThat(json.path("rejected").get(1).path("problem").path("detail").asText())
        .contains("future");
    for (JsonNode rejected : json.path("rejected")) {
      assertThat(rejected.path("problem").path("detail").asText()).isNotBlank();
    }
  }

  @Test
  void badRequestsGetProblemDocuments() throws Exception {
    Map<HttpResponse<String>, Integer> answers =
        Map.of(
            demo.post("v1/events", "{\"id\":"), 400,
            demo.post("v1/events", "[\"" + "x".repeat(2 << 20) + "\"]"), 413,
            demo.get("v1/recommendations/a?limit=0"), 400,
            demo.get("v1/recommendations/a?limit=ten"), 400,
            demo.get("v1/recommendations/a?deadline=soon"), 400,
            demo.get("v1/users/a/profile", "X-Edgewise-After", "nonsense"), 400,
            demo.get("v1/items/no-such-item"), 404,
            demo.get("v1/nowhere"), 404);
    answers.forEach((answer, status) -> {
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
      assertThat(answer.headers().firstValue("Content-Type").orElse(""))
          .as(answer.body())
          .startsWith("application/problem+json");
      assertThat(answer.body()).contains("\"detail\"").doesNotContain("Exception");
    });
  }

  @Test
  void aPoisonRecordGoesToTheDeadLettersAndThePartitionGoesOn() throws Exception {
    String servers = demo.kafka();
    long before = check("ingest").path("data").path("deadLetters").asLong();
    String user = newUser();
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers),
            new StringSerializer(),
            new ByteArraySerializer())) {
      byte[] poison = "{not an event".getBytes(StandardCharsets.UTF_8);
      producer.send(new ProducerRecord<>("edgewise.events", user, poison)).get();
    }
    String token = token(demo.post("v1/events", event("1", user, MATRIX, "like")));
    JsonNode profile = demo.json("v1/users/" + user + "/profile", "X-Edgewise-After", token);
    assertThat(profile.path("interactions").asInt()).isEqualTo(1);
    RunningDemo.until(() -> check("ingest").path("data").path("deadLetters").asLong() > before);
  }

  private static JsonNode check(String name) throws Exception {
    for (JsonNode check : JSON.readTree(demo.get("q/health").body()).path("checks")) {
      if (check.path("name").asText().equals(name)) {
        return check;
      }
    }
    throw new AssertionError("health has no check " + name);
  }

  private static String[] with(String... more) {
    return Stream.concat(Stream.of(CATALOGUE), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void killedBeforeItCouldConsumeItLosesNothingAndLeavesNoOrphan(@TempDir Path own)
      throws Exception {
    String user = newUser();
    List<ProcessHandle> servers;
    try (RunningDemo first = RunningDemo.start(own, CATALOGUE)) {
      token(first.post("v1/events", event("before", user, HELI, "like")));
      servers = first.kill();
    }
    assertThat(servers).isNotEmpty();
    RunningDemo.until(() -> servers.stream().noneMatch(ProcessHandle::isAlive));
    Path broken = Files.createDirectory(own.resolve("no-archive"));
    Files.copy(MODEL.resolve("model.json"), broken.resolve("model.json"));
    Files.copy(MODEL.resolve("tokenizer.gguf"), broken.resolve("tokenizer.gguf"));
    Files.writeString(broken.resolve("model.pt"), "damaged");
    try (RunningDemo second = RunningDemo.start(own, with("--model", broken.toString()))) {
      String token = token(second.post("v1/events", event("after", user, GRIGRIS, "like")));
      JsonNode profile = second.json("v1/users/" + user + "/profile", "X-Edgewise-After", token);
      assertThat(profile.path("interactions").asInt()).isEqualTo(2);

      JsonNode list = second.json("v1/recommendations/" + user + "?limit=5");
      assertThat(list.path("degraded").asBoolean()).isTrue();
      assertThat(list.path("model").path("name").asText()).isEqualTo("none");
      assertThat(list.path("items").size()).isEqualTo(5);
      list.path("items")
          .forEach(item -> assertThat(item.path("rankedBy").asText()).isEqualTo("ranker"));
      assertThat(second.get("q/health").body()).contains("DOWN").contains("no-archive");
    }
  }
}
