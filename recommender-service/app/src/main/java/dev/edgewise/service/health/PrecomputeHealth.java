/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.health;

import dev.edgewise.ingest.topic.TaskReader;
import dev.edgewise.recommend.precompute.PrecomputeWork;
import dev.edgewise.service.config.EdgewiseConfig;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Checks the precomputation of lists, and counts its work. */
@Wellness
@ApplicationScoped
class PrecomputeHealth implements HealthCheck {
  private final TaskReader reader;
  private final PrecomputeWork work;
  private final EdgewiseConfig config;

  PrecomputeHealth(TaskReader reader, PrecomputeWork work, EdgewiseConfig config) {
    this.reader = reader;
    this.work = work;
    this.config = config;
  }

  @Override
  public HealthCheckResponse call() {
    String problem = reader.problem();
    boolean enabled = config.ahead().enabled();
    HealthCheckResponseBuilder answer =
        HealthCheckResponse.named("ahead")
            .status(!enabled || problem == null)
            .withData("enabled", enabled)
            .withData("made", work.made())
            .withData("left", work.skipped())
            .withData("waiting", reader.pending())
            .withData("superseded", reader.superseded())
            .withData("failures", reader.failures());
    if (problem != null) {
      answer.withData("problem", "Kafka" + IngestHealth.FAILS);
    }
    work.lastSkipped()
        .ifPresent(last ->
            answer.withData("lastLeft", last.problem()).withData("lastLeftAt", "" + last.at()));
    return answer.build();
  }
}
