/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.health;

import dev.edgewise.rank.ModelInfo;
import dev.edgewise.service.recommend.RankingModel;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Which model ranks, if any, and how often it failed. */
@Wellness
@ApplicationScoped
class ModelHealth implements HealthCheck {
  private final RankingModel model;

  @Inject
  ModelHealth(RankingModel model) {
    this.model = model;
  }

  @Override
  public HealthCheckResponse call() {
    ModelInfo info = model.info();
    String problem = model.problem();
    HealthCheckResponseBuilder answer =
        HealthCheckResponse.named("model")
            .status(problem == null)
            .withData("name", info.name())
            .withData("trained", info.trained())
            .withData("failures", model.failures());
    if (problem != null) {
      answer.withData("error", problem);
    }
    String failure = model.lastFailure();
    if (failure != null) {
      answer.withData("lastFailure", failure);
    }
    return answer.build();
  }
}
