/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.health;

import dev.edgewise.ingest.topic.TopicReader;
import dev.edgewise.ingest.update.IngestStatus;
import dev.edgewise.ingest.update.ProfileUpdater;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Whether events get into profiles and indexes, and how far behind they are. */
@Readiness
@ApplicationScoped
class IngestHealth implements HealthCheck {
  private final ProfileUpdater updater;
  private final TopicReader indexes;

  @Inject
  IngestHealth(ProfileUpdater updater, TopicReader indexes) {
    this.updater = updater;
    this.indexes = indexes;
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
            .withData("applied", status.applied())
            .withData("deadLetters", status.deadLetters())
            .withData("rewinds", status.rewinds())
            .withData("truncations", status.truncations())
            .withData("storeFailures", status.storeFailures())
            .withData("indexedEvents", indexes.read())
            .withData("indexesCaughtUp", caughtUp);
    say(answer, "kafkaProblem", status.kafkaProblem());
    say(answer, "storeProblem", status.storeProblem());
    say(answer, "indexProblem", indexes.problem());
    return answer.build();
  }

  private static void say(
      HealthCheckResponseBuilder answer,
      String key,
      @org.jspecify.annotations.Nullable String problem) {
    if (problem != null) {
      answer.withData(key, problem);
    }
  }
}
