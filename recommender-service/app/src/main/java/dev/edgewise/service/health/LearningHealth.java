/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.health;

import dev.edgewise.recommend.candidates.PeriodicLearning;
import dev.edgewise.recommend.learn.FittedRanker;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * Tells what the ranker is learning now, and how well it did on users that it didn't learn from.
 */
@Wellness
@ApplicationScoped
class LearningHealth implements HealthCheck {
  private final PeriodicLearning learning;

  LearningHealth(PeriodicLearning learning) {
    this.learning = learning;
  }

  @Override
  public HealthCheckResponse call() {
    PeriodicLearning.State state = learning.state();
    HealthCheckResponseBuilder answer =
        HealthCheckResponse.named("learning").up().withData("doing", state.doing());
    if (state.fitted() != null) {
      answer.withData("fitted", state.fitted().toString());
    }
    FittedRanker result = state.result();
    if (result != null) {
      answer.withData("ranker", result.name());
      result
          .figures()
          .forEach(
              (name, figure) -> answer.withData(name, String.format(Locale.ROOT, "%.4f", figure)));
    }
    return answer.build();
  }
}
