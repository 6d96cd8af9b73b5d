/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.health;

import dev.edgewise.ingest.topic.TaskReader;
import dev.edgewise.recommend.precompute.PrecomputeWork;
import dev.edgewise.service.config.EdgewiseConfig;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** How ranking ahead of requests goes. */
@Wellness
@ApplicationScoped
class PrecomputeHealth implements HealthCheck {
  private final TaskReader reader;
  private final PrecomputeWork work;
  private final EdgewiseConfig config;

  @Inject
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
      answer.withData("problem", problem);
    }
    String last = work.lastProblem();
    if (last != null) {
      answer.withData("lastLeft", last);
    }
    return answer.build();
  }
}
