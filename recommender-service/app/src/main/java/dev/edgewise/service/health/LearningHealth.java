/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.health;

import dev.edgewise.recommend.candidates.PeriodicLearning;
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
    HealthCheckResponseBuilder answer =
        HealthCheckResponse.named("learning").up().withData("doing", learning.doing());
    learning
        .ranker()
        .ifPresent(ranker -> {
          answer.withData("fitted", ranker.fitted().toString());
          answer.withData("ranker", ranker.result().name());
          ranker
              .result()
              .figures()
              .forEach((name, figure) ->
                  answer.withData(name, String.format(Locale.ROOT, "%.4f", figure)));
        });
    return answer.build();
  }
}
