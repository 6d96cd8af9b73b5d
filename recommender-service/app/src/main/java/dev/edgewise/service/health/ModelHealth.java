/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.health;

import dev.edgewise.rank.ModelInfo;
import dev.edgewise.recommend.BlendVersions;
import dev.edgewise.recommend.RankingModel;
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
  private final BlendVersions blends;

  @Inject
  ModelHealth(RankingModel model, BlendVersions blends) {
    this.model = model;
    this.blends = blends;
  }

  @Override
  public HealthCheckResponse call() {
    ModelInfo info = model.info();
    String problem = model.problem();
    HealthCheckResponseBuilder answer =
        HealthCheckResponse.named("model")
            .status(problem == null && !model.failing())
            .withData("name", info.name())
            .withData("trained", info.trained())
            .withData("prompt", info.prompt())
            .withData("blend", blends.inUse())
            .withData("rankings", model.ranked())
            .withData("failures", model.failures())
            .withData("failing", model.failing())
            .withData("turnedAway", model.refusals())
            .withData("suspectItems", model.suspectItems());
    String blend = blends.problem();
    if (blend != null) {
      answer.withData("blendProblem", blend);
    }
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
