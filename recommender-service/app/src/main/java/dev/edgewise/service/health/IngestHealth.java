/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.health;

import dev.edgewise.ingest.topic.TopicReader;
import dev.edgewise.ingest.update.IngestStatus;
import dev.edgewise.ingest.update.ProfileUpdater;
import dev.edgewise.recommend.events.EventGate;
import dev.edgewise.service.observe.RatingsInUse;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Checks that events reach profiles and indexes; shows the lag and the scales of ratings. */
@Wellness
@ApplicationScoped
class IngestHealth implements HealthCheck {
  /** Told instead of the causes, since these contain addresses. */
  static final String FAILS = " fails; the log of the service has the cause";

  private final ProfileUpdater updater;
  private final TopicReader indexes;
  private final RatingsInUse ratings;
  private final EventGate gate;

  IngestHealth(ProfileUpdater updater, TopicReader indexes, RatingsInUse ratings, EventGate gate) {
    this.updater = updater;
    this.indexes = indexes;
    this.ratings = ratings;
    this.gate = gate;
  }

  @Override
  public HealthCheckResponse call() {
    IngestStatus status = updater.status();
    boolean caughtUp = indexes.caughtUp().isDone();
    HealthCheckResponseBuilder answer =
        HealthCheckResponse.named("ingest")
            .status(status.healthy() && indexes.problem() == null && caughtUp)
            .withData("lag", status.lag())
            .withData("partitions", status.partitions())
            .withData("ratings", ratings.describe())
            .withData("toRebuild", status.toRebuild())
            .withData("applied", status.applied())
            .withData("deadLetters", status.deadLetters())
            .withData("rewinds", status.rewinds())
            .withData("truncations", status.truncations())
            .withData("storeFailures", status.storeFailures())
            .withData("indexedEvents", indexes.read())
            .withData("indexesCaughtUp", caughtUp);
    if (!gate.ownTypes().isEmpty()) {
      answer.withData("ownTypes", gate.ownTypes().toString());
    }
    if (status.kafkaProblem() != null || indexes.problem() != null) {
      answer.withData("kafkaProblem", "Kafka" + FAILS);
    }
    if (status.storeProblem() != null) {
      answer.withData("storeProblem", "Redis" + FAILS);
    }
    if (status.storeWarning() != null) {
      answer.withData("storeWarning", status.storeWarning());
    }
    if (status.storeLoss() != null) {
      answer.withData("storeLoss", status.storeLoss());
    }
    return answer.build();
  }
}
