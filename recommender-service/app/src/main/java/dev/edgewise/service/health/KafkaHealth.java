/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.health;

import dev.edgewise.ingest.kafka.IngestException;
import dev.edgewise.ingest.kafka.KafkaSettings;
import dev.edgewise.ingest.topic.EventPublisher;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Checks that Kafka accepts events. */
@Readiness
@ApplicationScoped
class KafkaHealth implements HealthCheck {
  private final EventPublisher publisher;
  private final KafkaSettings settings;

  KafkaHealth(EventPublisher publisher, KafkaSettings settings) {
    this.publisher = publisher;
    this.settings = settings;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer =
        HealthCheckResponse.named("kafka")
            .withData("bootstrapServers", settings.bootstrapServers());
    try {
      publisher.check();
      return answer.up().build();
    } catch (IngestException e) {
      return answer.down().withData("error", String.valueOf(e.getMessage())).build();
    }
  }
}
