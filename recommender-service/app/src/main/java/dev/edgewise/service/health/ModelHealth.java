/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.health;

import dev.edgewise.rank.ModelInfo;
import dev.edgewise.recommend.BlendVersions;
import dev.edgewise.recommend.RankingModel;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Shows the ranking model, and checks that it works. */
@Wellness
@ApplicationScoped
class ModelHealth implements HealthCheck {
  private final RankingModel model;
  private final BlendVersions blends;

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
            .withData("kernel", info.kernel())
            .withData("blend", blends.inUse())
            .withData("rankings", model.ranked())
            .withData("failures", model.failures())
            .withData("failing", model.failing())
            .withData("turnedAway", model.refusals())
            .withData("suspectItems", model.suspectItems());
    Optional.ofNullable(blends.problem()).ifPresent(text -> answer.withData("blendProblem", text));
    Optional.ofNullable(problem).ifPresent(text -> answer.withData("error", text));
    Optional.ofNullable(model.lastFailure())
        .ifPresent(text -> answer.withData("lastFailure", text));
    return answer.build();
  }
}
