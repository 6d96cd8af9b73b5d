/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.observe;

import dev.edgewise.recommend.Recommendation;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/**
 * Counts answers with recommendations: {@code edgewise.answers} by what ranked the first item
 * ({@code rankedBy}) and whether the answer is simpler than usual ({@code degraded}). Thread-safe.
 */
@Singleton
public final class AnswerMetrics {
  private final MeterRegistry meters;

  AnswerMetrics(MeterRegistry meters) {
    this.meters = meters;
  }

  /** Counts an answer. */
  public void count(Recommendation answer) {
    String rankedBy =
        answer.shown().isEmpty() ? "nothing" : answer.shown().getFirst().rankedBy().label();
    meters
        .counter(
            "edgewise.answers", "rankedBy", rankedBy, "degraded", String.valueOf(answer.degraded()))
        .increment();
  }
}
