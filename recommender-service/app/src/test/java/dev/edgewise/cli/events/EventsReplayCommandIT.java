/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.edgewise.cli.EdgewiseCommand;
import dev.edgewise.cli.option.CommandSettings;
import dev.edgewise.ingest.kafka.KafkaSettings;
import dev.edgewise.ingest.local.LocalKafka;
import dev.edgewise.ingest.local.LocalRedis;
import dev.edgewise.ingest.topic.EventPublisher;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventPosition;
import dev.edgewise.profile.PositionedEvent;
import dev.edgewise.profile.store.ProfileStore;
import dev.edgewise.service.wiring.ProfileWiring;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the command with a real Kafka and Redis. */
class EventsReplayCommandIT {
  private static final Path BROKER = Path.of("..", "..", "event-ingest", "broker", "target", "lib");

  private final PrintStream standard = System.out;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @TempDir Path data;

  @BeforeEach
  void listen() {
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void stopListening() {
    System.setOut(standard);
  }

  private String run(LocalKafka kafka, LocalRedis redis, String... what) {
    out.reset();
    String[] words = new String[what.length + 6];
    words[0] = "events";
    words[1] = "replay";
    words[2] = "--bootstrap-servers";
    words[3] = kafka.bootstrapServers();
    words[4] = "--redis";
    words[5] = redis.uri();
    System.arraycopy(what, 0, words, 6, what.length);
    assertThat(EdgewiseCommand.run(System.err, words)).isZero();
    return out.toString(StandardCharsets.UTF_8).strip();
  }

  private static Event event(String id, String user) {
    return new Event(
        id, "test", user, "item", "like", Instant.EPOCH, null, List.of("a:b"), Map.of());
  }

  private static long version(LocalRedis redis, String user) throws IOException {
    try (ProfileStore store =
        ProfileWiring.store(CommandSettings.with(Map.of("edgewise.redis.uri", redis.uri())))) {
      return store.get(user).version();
    }
  }

  /** As after an eviction: the profile has the last event only. */
  @Test
  void itMakesAProfileAgainThatBeganAfterALoss() throws Exception {
    try (LocalKafka kafka = LocalKafka.start(BROKER, data);
        LocalRedis redis = LocalRedis.start(data);
        EventPublisher publisher = new EventPublisher(KafkaSettings.on(kafka.bootstrapServers()));
        ProfileStore store =
            ProfileWiring.store(CommandSettings.with(Map.of("edgewise.redis.uri", redis.uri())))) {
      publisher.publish(event("1", "cid")).get();
      publisher.publish(event("2", "cid")).get();
      Event last = event("3", "cid");
      EventPosition position = publisher.publish(last).get();
      store.apply("cid", List.of(new PositionedEvent(last, position)));
      assertThat(store.get("cid").interactions()).isEqualTo(1);
      assertThat(run(kafka, redis, "--from", "1970-01-01T00:00:00Z", "--user", "cid").lines())
          .containsExactly("3 records, 3 events applied again, 3 changed something");
      assertThat(store.get("cid").interactions()).isEqualTo(3);
      assertThat(run(kafka, redis, "--from", "1970-01-01T00:00:00Z", "--user", "cid").lines())
          .containsExactly("3 records, 3 events applied again, 0 changed something");
    }
  }

  @Test
  void itAppliesTheLogToWhoeverLacksItAndSaysWhatItDid() throws Exception {
    try (LocalKafka kafka = LocalKafka.start(BROKER, data);
        LocalRedis redis = LocalRedis.start(data);
        EventPublisher publisher = new EventPublisher(KafkaSettings.on(kafka.bootstrapServers()))) {
      for (String id : List.of("1", "2", "3")) {
        publisher.publish(event(id, "ann")).get();
        publisher.publish(event(id, "bob")).get();
      }
      String from = "1970-01-01T00:00:00Z";
      assertThat(run(kafka, redis, "--from", from, "--dry-run").lines())
          .containsExactly("6 records, 6 events would be applied again, 6 new");
      assertThat(version(redis, "ann")).isZero();
      assertThat(run(kafka, redis, "--from", from, "--user", "ann").lines())
          .containsExactly(
              "6 records, 3 events applied again, 3 changed something",
              "  3 left: of another user");
      assertThat(version(redis, "ann")).isEqualTo(3);
      assertThat(version(redis, "bob")).isZero();
      JsonNode all = new ObjectMapper().readTree(run(kafka, redis, "--from", from, "--json"));
      assertThat(all)
          .isEqualTo(
              new ObjectMapper()
                  .readTree(
                      """
                      {"read":6,"replayed":6,"changed":3,"left":{},"complete":true,"dryRun":false}
                      """));
      assertThat(run(kafka, redis, "--dead-letters")).isEqualTo("0 records, 0 events sent again");
    }
  }
}
