/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.health;

import dev.edgewise.ingest.topic.TopicReader;
import dev.edgewise.ingest.update.IngestStatus;
import dev.edgewise.ingest.update.ProfileUpdater;
import dev.edgewise.service.observe.RatingsInUse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Checks that events reach profiles and indexes; shows the lag and the scales of ratings. */
@Readiness
@ApplicationScoped
class IngestHealth implements HealthCheck {
  private final ProfileUpdater updater;
  private final TopicReader indexes;
  private final RatingsInUse ratings;

  IngestHealth(ProfileUpdater updater, TopicReader indexes, RatingsInUse ratings) {
    this.updater = updater;
    this.indexes = indexes;
    this.ratings = ratings;
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
    Optional.ofNullable(status.kafkaProblem())
        .ifPresent(text -> answer.withData("kafkaProblem", text));
    Optional.ofNullable(status.storeProblem())
        .ifPresent(text -> answer.withData("storeProblem", text));
    Optional.ofNullable(indexes.problem()).ifPresent(text -> answer.withData("indexProblem", text));
    return answer.build();
  }
}
