/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class KafkaSettingsTest {
  private static KafkaSettings settings(String servers, int partitions, long rewind, String id) {
    return new KafkaSettings(servers, "e", "d", "g", partitions, Duration.ofSeconds(rewind), id);
  }

  @Test
  void oneMinuteIsReadAgainUnlessToldOtherwise() {
    assertThat(KafkaSettings.on("a:1").rewind()).isEqualTo(Duration.ofMinutes(1));
    assertThat(KafkaSettings.on("a:1").instanceId()).isNull();
    assertThat(settings("a:1", 1, 0, "x").instanceId()).isEqualTo("x");
  }

  @Test
  void itSaysWhatIsWrong() {
    assertThatThrownBy(() -> settings("a", 1, 0, null))
        .hasMessage("bootstrap servers must be host:port, not 'a'");
    assertThatThrownBy(() -> settings("a:1", 0, 0, null))
        .hasMessage("partitions must be at least 1, not 0");
    assertThatThrownBy(() -> settings("a:1", 1, -1, null))
        .hasMessage("rewind must not be negative, not PT-1S");
    assertThatThrownBy(() -> settings("a:1", 1, 0, " "))
        .hasMessage("an instance id must not be blank");
  }
}
