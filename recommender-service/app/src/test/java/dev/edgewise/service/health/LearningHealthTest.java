/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.health;

import static dev.edgewise.recommend.catalogue.Samples.like;
import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.profile.SignalWeights;
import dev.edgewise.recommend.candidates.Candidates;
import dev.edgewise.recommend.candidates.FittedRankers;
import dev.edgewise.recommend.candidates.PeriodicLearning;
import dev.edgewise.recommend.catalogue.Samples;
import dev.edgewise.recommend.learn.StoredRanker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LearningHealthTest {
  private final Candidates candidates =
      new Candidates(
          Samples.catalogue(
              Samples.item("a", "A", "Drama"),
              Samples.item("b", "B", "Drama"),
              Samples.item("c", "C", "War")),
          SignalWeights.standard()::of);
  private final List<Map<String, Object>> duringFit = new ArrayList<>();
  private final PeriodicLearning learning =
      new PeriodicLearning(
          candidates, new Kept(), Duration.ZERO, InstantSource.fixed(Samples.START));

  /** Keeps the latest ranker, and what health told when it came. */
  private final class Kept implements FittedRankers {
    private @Nullable StoredRanker latest;

    @Override
    public Optional<StoredRanker> ranker() {
      return Optional.ofNullable(latest);
    }

    @Override
    public boolean held() {
      return false;
    }

    @Override
    public void add(StoredRanker ranker) {
      duringFit.add(told());
      latest = ranker;
    }
  }

  private Map<String, Object> told() {
    HealthCheckResponse answer = new LearningHealth(learning).call();
    assertThat(answer.getName()).isEqualTo("learning");
    assertThat(answer.getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
    return answer.getData().orElseThrow();
  }

  @Test
  void whatIsLearntAndThenTheFiguresAreTold() {
    assertThat(told()).isEqualTo(Map.of("doing", "waiting for events"));
    for (int user = 0; user < 500; user++) {
      candidates.record(like("user" + user, "a", 0));
      candidates.record(like("user" + user, "b", 1));
    }
    learning.learnIfDue();
    learning.learnIfDue();

    assertThat(duringFit).hasSize(1);
    assertThat(duringFit.getFirst()).containsOnlyKeys("doing");
    assertThat(duringFit.getFirst().get("doing")).asString().doesNotContain("idle", "waiting");
    Map<String, Object> after = told();
    assertThat(after)
        .containsEntry("doing", "idle")
        .containsEntry("fitted", Samples.START.toString())
        .containsKeys("ranker", "best source", "evidence", "trending", "ease");
    assertThat(after.get("ranker")).isIn("learned", "evidence");
    assertThat(after.get("best source")).asString().matches("[01]\\.\\d{4}");
  }
}
