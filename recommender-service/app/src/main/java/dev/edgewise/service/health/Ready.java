/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.health;

import dev.edgewise.ingest.topic.TopicReader;
import dev.edgewise.recommend.RankingModel;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Checks that this instance can answer: it has read the log once, and loaded its model or failed
 * to. Kafka or Redis that stop later make answers simpler, but they do so in every instance, so
 * that no other one would answer better.
 */
@Readiness
@ApplicationScoped
class Ready implements HealthCheck {
  private final TopicReader indexes;
  private final RankingModel model;

  Ready(TopicReader indexes, RankingModel model) {
    this.indexes = indexes;
    this.model = model;
  }

  @Override
  public HealthCheckResponse call() {
    boolean read = indexes.caughtUp().isDone();
    return HealthCheckResponse.named("ready")
        .status(read && !model.loading())
        .withData("logRead", read)
        .withData("modelLoading", model.loading())
        .build();
  }
}
