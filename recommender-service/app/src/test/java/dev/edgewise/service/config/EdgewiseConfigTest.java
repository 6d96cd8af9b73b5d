/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edgewise.recommend.Shortlist;
import dev.edgewise.service.wiring.RecommendationWiring;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EdgewiseConfigTest {
  @Test
  void theDefaultsAreThoseThatTheDocumentationSays() {
    EdgewiseConfig config = ConfigOf.settings(Map.of());
    assertThat(config.demo()).isFalse();
    assertThat(config.auth()).isEqualTo(EdgewiseConfig.Auth.API_KEY);
    assertThat(config.apiKeys()).isEmpty();
    assertThat(config.kafka().bootstrapServers()).isEqualTo("localhost:9092");
    assertThat(config.kafka().eventsTopic()).isEqualTo("edgewise.events");
    assertThat(config.kafka().rewind()).isEqualTo(Duration.ofMinutes(1));
    assertThat(config.kafka().instanceId()).isEmpty();
    assertThat(config.redis().uri()).isEqualTo("redis://localhost:6379");
    assertThat(config.recommend().deadline()).isEqualTo(Duration.ofMillis(500));
    assertThat(config.limits().body().asLongValue()).isEqualTo(1 << 20);
    assertThat(config.recommend().pages()).isEqualTo(Duration.ofMinutes(30));
    assertThat(RecommendationWiring.listOptions(config.recommend()))
        .isEqualTo(Shortlist.Options.STANDARD);
    assertThat(config.recommend().rerankDeadline()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.limits().items()).isEqualTo(100);
    assertThat(config.limits().documents()).isEqualTo(1000);
    assertThat(config.limits().eventsInFlight()).isEqualTo(20_000);
    assertThat(config.events().weights()).isEmpty();
    assertThat(config.events().scales()).isEmpty();
    assertThat(config.events().deduplicationWindow()).isEqualTo(Duration.ofMinutes(10));
    assertThat(config.events().idempotencyWindow()).isEqualTo(Duration.ofHours(24));
    assertThat(config.model().archive()).isEmpty();
  }

  @Test
  void anUnknownKeyStopsTheStart() {
    assertThatThrownBy(() -> ConfigOf.settings(Map.of("edgewise.redis.url", "redis://x")))
        .hasMessageContaining("edgewise.redis.url");
  }

  @Test
  void aWrongValueIsNamed() {
    assertThatThrownBy(() -> ConfigOf.settings(Map.of("edgewise.kafka.partitions", "many")))
        .hasMessageContaining("edgewise.kafka.partitions");
  }
}
