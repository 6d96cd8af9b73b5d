/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.edgewise.ingest.update.BatchReport;
import dev.edgewise.ingest.update.BatchReport.Outcome;
import dev.edgewise.ingest.update.IngestStatus;
import dev.edgewise.ingest.update.PartitionProgress;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class IngestMetricsTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final IngestMetrics metrics = new IngestMetrics(registry, Set.of("view", "like"));

  private static BatchReport report(Map<Outcome, Map<String, Long>> counts) {
    return new BatchReport(counts, 9, 4, Duration.ofMillis(30), Map.of(5L, 2L, 40L, 1L), List.of());
  }

  private double events(String type, String outcome) {
    return registry
        .get("edgewise.ingest.events")
        .tags("type", type, "outcome", outcome)
        .counter()
        .count();
  }

  @Test
  void eventsAreCountedByTypeAndOutcome() {
    metrics.batch(report(Map.of(Outcome.APPLIED, Map.of("view", 3L, "rate", 2L))));
    metrics.batch(
        report(Map.of(Outcome.APPLIED, Map.of("view", 1L), Outcome.DEAD_LETTER, Map.of("", 1L))));
    assertThat(events("view", "applied")).isEqualTo(4);
    assertThat(events("rate", "applied")).isEqualTo(2);
    assertThat(events("none", "dead_letter")).isEqualTo(1);
    assertThat(registry.get("edgewise.ingest.batch.events").summary().totalAmount()).isEqualTo(18);
    assertThat(registry.get("edgewise.ingest.batch.users").summary().count()).isEqualTo(2);
    assertThat(registry.get("edgewise.ingest.apply").timer().totalTime(TimeUnit.MILLISECONDS))
        .isCloseTo(60, within(1e-6));
    assertThat(registry.get("edgewise.ingest.age").timer().count()).isEqualTo(6);
  }

  /** A sender must not be able to create one time series per event type. */
  @Test
  void typesThatNobodyConfiguredAreOne() {
    metrics.batch(report(Map.of(Outcome.APPLIED, Map.of("x1", 1L, "x2", 1L, "like", 1L))));
    assertThat(events("other", "applied")).isEqualTo(2);
    assertThat(registry.get("edgewise.ingest.events").counters()).hasSize(2);
  }

  @Test
  void lagIsToldByPartition() {
    metrics.watch(() ->
        new IngestStatus(
            true,
            List.of(new PartitionProgress(0, 3, 10, 0), new PartitionProgress(3, 5, 0, 0)),
            0,
            0,
            0,
            0,
            0,
            Instant.EPOCH,
            null,
            null,
            null,
            null));
    metrics.batch(report(Map.of()));
    assertThat(registry.get("edgewise.ingest.lag").tags("partition", "0").gauge().value())
        .isEqualTo(7);
    assertThat(registry.get("edgewise.ingest.lag").gauges()).hasSize(2);
    assertThat(registry.get("edgewise.ingest.healthy").gauge().value()).isEqualTo(1);
  }
}
