/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.observe;

import dev.edgewise.ingest.update.BatchReport;
import dev.edgewise.ingest.update.IngestListener;
import dev.edgewise.ingest.update.IngestStatus;
import dev.edgewise.ingest.update.PartitionProgress;
import dev.edgewise.profile.EventType;
import dev.edgewise.recommend.events.EventGate;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Counters and histograms of ingestion, from Kafka into profiles. Labels never contain text from
 * senders: event types without a configured weight count as {@code other}. Thread-safe.
 */
public final class IngestMetrics implements IngestListener {
  private static final Duration SOONEST = Duration.ofMillis(1);
  private static final Duration LATEST = Duration.ofMinutes(1);

  private final MeterRegistry registry;
  private final Set<String> types;
  private final DistributionSummary events;
  private final DistributionSummary users;
  private final Timer atStore;
  private final Timer age;
  private final MultiGauge lags;
  private volatile @Nullable Supplier<IngestStatus> status;
  private volatile List<Integer> partitions = List.of();

  /**
   * Registers the metrics.
   *
   * @param types event types with counters of their own
   */
  public IngestMetrics(MeterRegistry registry, Set<String> types) {
    this.registry = registry;
    Set<String> counted = new HashSet<>(types);
    counted.add(EventType.RATE.type()); // a rating has its value instead of a weight
    this.types = Set.copyOf(counted);
    this.events = summary("edgewise.ingest.batch.events", "events in a batch");
    this.users = summary("edgewise.ingest.batch.users", "users in a batch");
    this.atStore = timer("edgewise.ingest.apply", "time that the store takes for a batch");
    this.age =
        timer("edgewise.ingest.age", "time from an event's record to its effect on the profile");
    this.lags =
        MultiGauge.builder("edgewise.ingest.lag")
            .description("records of a partition that are not applied yet")
            .register(registry);
  }

  private DistributionSummary summary(String name, String description) {
    return DistributionSummary.builder(name)
        .description(description)
        .publishPercentileHistogram()
        .minimumExpectedValue(1.0)
        .maximumExpectedValue(10_000.0)
        .register(registry);
  }

  private Timer timer(String name, String description) {
    return Timer.builder(name)
        .description(description)
        .publishPercentileHistogram()
        .minimumExpectedValue(SOONEST)
        .maximumExpectedValue(LATEST)
        .register(registry);
  }

  /** Adds the metrics of a profile updater. */
  public void watch(Supplier<IngestStatus> updater) {
    status = updater;
    Gauge.builder("edgewise.ingest.partitions", updater, u -> u.get().partitions())
        .description("partitions that this instance reads")
        .register(registry);
    Gauge.builder("edgewise.ingest.healthy", updater, u -> u.get().healthy() ? 1 : 0)
        .description("1 while events get into profiles")
        .register(registry);
  }

  /** Adds the metrics of an event gate. */
  public void watch(EventGate gate) {
    gateCounter(gate, "admitted", EventGate::admitted);
    gateCounter(gate, "repeated", EventGate::repeated);
    gateCounter(gate, "refused", EventGate::refused);
    FunctionCounter.builder("edgewise.door.future", gate, EventGate::fromTheFuture)
        .description("events refused because their time is in the future")
        .register(registry);
    Gauge.builder("edgewise.door.underway", gate, EventGate::underWay)
        .description("events in flight to Kafka")
        .register(registry);
  }

  private void gateCounter(EventGate gate, String outcome, ToDoubleFunction<EventGate> count) {
    FunctionCounter.builder("edgewise.door.events", gate, count)
        .description("events that came over HTTP")
        .tag("outcome", outcome)
        .register(registry);
  }

  @Override
  public void batch(BatchReport report) {
    report
        .counts()
        .forEach((outcome, byType) ->
            byType.forEach((type, count) ->
                registry
                    .counter(
                        "edgewise.ingest.events",
                        Tags.of(
                            "type",
                            known(type),
                            "outcome",
                            outcome.name().toLowerCase(Locale.ROOT)))
                    .increment(count)));
    events.record(report.events());
    users.record(report.users());
    atStore.record(report.atStore());
    report.ages().forEach(this::age);
    lags();
  }

  private void age(long millis, long times) {
    Duration passed = Duration.ofMillis(Math.max(0, millis));
    for (long i = 0; i < times; i++) {
      age.record(passed);
    }
  }

  private String known(String type) {
    if (type.isEmpty()) {
      return "none";
    }
    return types.contains(type) ? type : "other";
  }

  /** Registers a gauge for each partition, again only when the partitions have changed. */
  private void lags() {
    Supplier<IngestStatus> updater = status;
    if (updater == null) {
      return;
    }
    List<Integer> assigned =
        updater.get().progress().stream().map(PartitionProgress::partition).toList();
    if (!assigned.equals(partitions)) {
      partitions = assigned;
      lags.register(
          assigned.stream().<MultiGauge.Row<?>>map(partition -> row(updater, partition)).toList(),
          true);
    }
  }

  private static MultiGauge.Row<?> row(Supplier<IngestStatus> updater, int partition) {
    return MultiGauge.Row.of(
        Tags.of("partition", String.valueOf(partition)), () -> lag(updater.get(), partition));
  }

  private static long lag(IngestStatus status, int partition) {
    return status.progress().stream()
        .filter(progress -> progress.partition() == partition)
        .mapToLong(PartitionProgress::lag)
        .findFirst()
        .orElse(0);
  }

  @Override
  public void rewound() {
    registry.counter("edgewise.ingest.rewinds").increment();
  }

  @Override
  public void truncated(int partition, long records) {
    registry.counter("edgewise.ingest.lost.records").increment((double) records);
  }
}
