/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.ingest.EventPublisher;
import dev.edgewise.ingest.KafkaSettings;
import dev.edgewise.service.catalogue.Samples;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class EventDoorTest {
  private final EventDoor door =
      new EventDoor(
          Samples.catalogue(Samples.item("a", "Alpha", "Drama")),
          new EventPublisher(KafkaSettings.on("localhost:1")),
          InstantSource.fixed(Samples.START),
          Duration.ofHours(1));

  @Test
  void aKnownItemNowIsFine() {
    assertThat(door.objection(Samples.like("ann", "a", -1000))).isEmpty();
    assertThat(door.objection(Samples.like("ann", "a", 1))).isEmpty();
  }

  @Test
  void theFarFutureIsNot() {
    assertThat(door.objection(Samples.like("ann", "a", 2)).orElse(""))
        .startsWith("time: ")
        .contains("60 minutes");
  }

  @Test
  void neitherIsAnUnknownItem() {
    assertThat(door.objection(Samples.like("ann", "b", 0)).orElse(""))
        .startsWith("item: ")
        .contains("'b'");
  }
}
