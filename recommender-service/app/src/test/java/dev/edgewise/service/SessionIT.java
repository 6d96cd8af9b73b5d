/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Lists for somebody without a name, whose events come with the request. */
@ExtendWith(SharedDemo.class)
class SessionIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SESSIONS = "v1/recommendations";
  private static final String INCEPTION = "1375666";
  private static final String MATRIX = "0133093";
  private static final String SHINING = "0081505";

  private static RunningDemo demo;

  @BeforeAll
  static void connect(RunningDemo running) {
    demo = running;
  }

  private static String session(List<Map<String, Object>> events) throws IOException {
    return JSON.writeValueAsString(Map.of("events", events));
  }

  private static JsonNode list(String parameters, List<Map<String, Object>> events)
      throws Exception {
    HttpResponse<String> answer =
        demo.post(SESSIONS + "?deadline=30s&" + parameters, session(events));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static List<Map<String, Object>> likes(String... items) {
    List<Map<String, Object>> likes = new ArrayList<>();
    for (String item : items) {
      likes.add(Map.of("item", item, "type", "like"));
    }
    return likes;
  }

  /** The list of a new user who did the same, now unless the events have times. */
  private static JsonNode logged(String parameters, List<Map<String, Object>> events)
      throws Exception {
    String user = "named-" + UUID.randomUUID();
    List<Map<String, Object>> own = new ArrayList<>();
    for (Map<String, Object> event : events) {
      Map<String, Object> whole = new HashMap<>(event);
      whole.put("id", UUID.randomUUID().toString());
      whole.put("user", user);
      whole.putIfAbsent("time", Instant.now().toString());
      own.add(whole);
    }
    HttpResponse<String> taken = demo.post("v1/events", JSON.writeValueAsString(own));
    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
    JsonNode accepted = JSON.readTree(taken.body());
    assertThat(accepted.path("rejected")).as("%s", accepted).isEmpty();
    return demo.json(
        SESSIONS + "/" + user + "?deadline=30s&" + parameters,
        "X-Edgewise-After",
        accepted.path("token").asText());
  }

  /** What the two lists must have in common. */
  private static List<String> entries(JsonNode list) {
    List<String> entries = new ArrayList<>();
    for (JsonNode item : list.path("items")) {
      entries.add(
          "%s %.6f %s"
              .formatted(
                  item.path("id").asText(),
                  item.path("score").asDouble(),
                  item.path("reason").path("text").asText()));
    }
    return entries;
  }

  @Test
  void aSessionGetsTheListOfAUserWithTheSameEvents() throws Exception {
    String now = Instant.now().toString();
    List<Map<String, Object>> events =
        List.of(
            Map.of("item", INCEPTION, "type", "like", "time", now),
            Map.of("item", MATRIX, "type", "rate", "value", 9, "time", now),
            Map.of("item", SHINING, "type", "dislike", "time", now),
            Map.of("item", "0468569", "type", "view", "time", now));
    for (String parameters :
        List.of("limit=20", "limit=10&personal=1", "placement=because-you-liked", "q=space")) {
      // other tests' events may change what is popular between the two requests
      RunningDemo.until(
          () -> entries(logged(parameters, events)).equals(entries(list(parameters, events))));
    }
    JsonNode list = list("limit=10", events);
    assertThat(list.path("items")).hasSize(10);
    assertThat(list.path("known").asBoolean()).isTrue();
    assertThat(list.path("profileVersion").asInt()).isEqualTo(4);
    assertThat(list.has("user")).isFalse();
    assertThat(list.path("requestId").asText()).isNotBlank();
  }

  @Test
  void withoutEventsItIsAStranger() throws Exception {
    JsonNode list = list("limit=10", List.of());
    assertThat(list.path("known").asBoolean()).isFalse();
    assertThat(list.path("items")).hasSize(10);
  }

  @Test
  void typeAndTimeHaveDefaults() throws Exception {
    JsonNode viewed = list("limit=10&explain=true", List.of(Map.of("item", MATRIX)));
    assertThat(viewed.path("known").asBoolean()).isTrue();
    assertThat(viewed.path("facts").toString()).doesNotContain("likes");
    JsonNode latest =
        list("placement=because-you-liked&limit=5", likes(INCEPTION, SHINING, MATRIX));
    assertThat(latest.path("because").path("id").asText()).isEqualTo(MATRIX);
  }

  /** Each round of requests leaves nothing; other work of the demo may leave something in one. */
  @Test
  void aSessionLeavesNoTrace() throws Exception {
    String mark = "mark-" + UUID.randomUUID();
    List<Map<String, Object>> events =
        List.of(
            Map.of("item", INCEPTION, "type", "like", "context", Map.of("device", mark)),
            Map.of("type", "search", "context", Map.of("query", mark)));
    RunningDemo.until(() -> {
      Set<String> before = traces();
      for (int i = 0; i < 5; i++) {
        assertThat(list("limit=10&q=" + mark + i, events).path("items")).hasSize(10);
        assertThat(list("limit=10", events).path("items")).hasSize(10);
      }
      Set<String> after = traces();
      after.removeAll(before);
      return after.isEmpty();
    });
    assertThat(Files.readString(demo.folder().resolve("demo.log")))
        .doesNotContain(mark, "session-");

    // what a user leaves would be seen
    Set<String> before = traces();
    var _ = logged("limit=10", likes(INCEPTION));
    RunningDemo.until(() -> {
      Set<String> after = traces();
      after.removeAll(before);
      return after.stream().anyMatch(trace -> trace.startsWith("edgewise.events"))
          && after.stream().anyMatch(trace -> trace.startsWith("edgewise.rankings"))
          && after.stream().anyMatch(trace -> trace.contains(":profile"));
    });
  }

  /** The keys of Redis, and how far each partition of each topic goes. */
  private static Set<String> traces() throws Exception {
    Set<String> traces = new HashSet<>(keys());
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", demo.kafka()))) {
      Set<String> topics = admin.listTopics().names().get();
      Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
      for (TopicDescription topic : admin.describeTopics(topics).allTopicNames().get().values()) {
        topic
            .partitions()
            .forEach(part ->
                latest.put(
                    new TopicPartition(topic.name(), part.partition()), OffsetSpec.latest()));
      }
      admin
          .listOffsets(latest)
          .all()
          .get()
          .forEach((partition, end) -> traces.add(partition + " to " + end.offset()));
    }
    return traces;
  }

  private static List<String> keys() throws IOException {
    URI uri = URI.create(demo.redis());
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.getOutputStream().write("KEYS *\r\n".getBytes(StandardCharsets.US_ASCII));
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      int count = Integer.parseInt(in.readLine().substring(1));
      List<String> keys = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        in.readLine(); // the length
        keys.add(in.readLine());
      }
      return keys;
    }
  }

  @Test
  void sessionsShareNoList() throws Exception {
    Function<JsonNode, Set<String>> ids =
        list -> list.path("items").findValuesAsText("id").stream().collect(Collectors.toSet());
    Set<String> one = ids.apply(list("limit=10", likes(INCEPTION, MATRIX)));
    Set<String> other = ids.apply(list("limit=10", likes("0045152", "0055614")));
    assertThat(one).isNotEqualTo(other).doesNotContain(INCEPTION, MATRIX);
  }

  @Test
  void theInterfaceDescribesIt() throws Exception {
    assertThat(demo.get("q/openapi?format=json").body())
        .contains("\"/v1/recommendations\"", "Recommends items for a session");
  }
}
