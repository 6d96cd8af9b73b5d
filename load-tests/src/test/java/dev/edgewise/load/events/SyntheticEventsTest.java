/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.ingest.kafka.KafkaSettings;
import dev.edgewise.ingest.update.IngestStatus;
import dev.edgewise.ingest.update.PartitionProgress;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.ProfileRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SyntheticEventsTest {
  private static List<Event> events(long seed, int count) {
    List<Event> events = new ArrayList<>();
    new SyntheticEvents(seed, 50, "u").next(count).forEachRemaining(events::add);
    return events;
  }

  @Test
  void oneSeedMakesTheSameEventsAndAnotherOthers() {
    assertThat(events(1, 500)).hasSize(500).isEqualTo(events(1, 500));
    assertThat(events(2, 500)).isNotEqualTo(events(1, 500));
  }

  @Test
  void someComeTwiceAndSomeLate() {
    SyntheticEvents made = new SyntheticEvents(1, 50, "u");
    Set<String> ids = new HashSet<>();
    int twice = 0;
    for (int i = 0; i < 1000; i++) {
      twice += ids.add(made.get().id()) ? 0 : 1;
    }
    assertThat(twice).isPositive();
    assertThat(made.repeated()).isEqualTo(twice);
    assertThat(made.late()).isBetween(50L, 200L);
  }

  @Test
  void plainOnesComeOnceAndAreAllSomethingDone() {
    Set<String> ids = new HashSet<>();
    SyntheticEvents.plain(1, 50, "u")
        .next(2000)
        .forEachRemaining(event -> {
          assertThat(ids.add(event.id())).isTrue();
          assertThat(ProfileRequest.isReserved(event.type())).isFalse();
        });
    assertThat(events(1, 2000)).anyMatch(event -> ProfileRequest.isReserved(event.type()));
  }

  @Test
  void aStatusComesBackFromItsLine() {
    List<PartitionProgress> progress = List.of(new PartitionProgress(4, -1, 12, 0));
    Instant now = Instant.parse("2025-01-01T00:00:00.123Z");
    IngestStatus status =
        new IngestStatus(
            true, progress, 12, 3, 2, 1, 7, now, "Kafka is \"away\"", null, null, null);
    String line = ConsumerProcess.GSON.toJson(status);
    assertThat(line).doesNotContain("\n");
    assertThat(ConsumerProcess.GSON.fromJson(line, IngestStatus.class)).isEqualTo(status);
  }

  @Test
  void settingsComeBackFromTheirLine() {
    KafkaSettings settings =
        new KafkaSettings("kafka:9092", "events", "dead", "group", 4, Duration.ofSeconds(10), null);
    String line = ConsumerProcess.GSON.toJson(settings);
    assertThat(ConsumerProcess.GSON.fromJson(line, KafkaSettings.class)).isEqualTo(settings);
  }
}
