/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.health;

import dev.edgewise.ingest.kafka.IngestException;
import dev.edgewise.ingest.topic.EventPublisher;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Checks that Kafka accepts events. */
@Wellness
@ApplicationScoped
class KafkaHealth implements HealthCheck {
  private final EventPublisher publisher;

  KafkaHealth(EventPublisher publisher) {
    this.publisher = publisher;
  }

  @Override
  public HealthCheckResponse call() {
    try {
      publisher.check();
      return HealthCheckResponse.up("kafka");
    } catch (IngestException e) {
      return HealthCheckResponse.down("kafka");
    }
  }
}
