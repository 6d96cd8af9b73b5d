/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.update;

import dev.edgewise.ingest.kafka.KafkaOutage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state of an updater: its thread writes it, any thread may read it. Logs a problem once when
 * it begins and once when it ends.
 */
public final class IngestState {
  private static final Logger LOG = LoggerFactory.getLogger(IngestState.class);

  private final InstantSource clock;
  private final AtomicLong applied = new AtomicLong();
  private final AtomicLong deadLetters = new AtomicLong();
  private final AtomicLong rewinds = new AtomicLong();
  private final AtomicLong truncations = new AtomicLong();
  private final AtomicLong storeFailures = new AtomicLong();
  private volatile boolean running;
  private volatile List<PartitionProgress> partitions = List.of();
  private volatile @Nullable Instant lastAnswer;
  private final KafkaOutage outage = new KafkaOutage();
  private volatile @Nullable String storeProblem;
  private volatile @Nullable String storeWarning;
  private volatile @Nullable String storeLoss;

  IngestState(InstantSource clock) {
    this.clock = clock;
  }

  IngestStatus status() {
    return new IngestStatus(
        running,
        partitions,
        applied.get(),
        deadLetters.get(),
        rewinds.get(),
        truncations.get(),
        storeFailures.get(),
        lastAnswer,
        outage.problem(),
        storeProblem,
        storeWarning,
        storeLoss);
  }

  void running(boolean started) {
    running = started;
  }

  void partitions(List<PartitionProgress> current) {
    partitions = current;
  }

  void kafkaAnswered() {
    lastAnswer = clock.instant();
    outage.over();
  }

  void kafkaFailed(Throwable cause) {
    outage.met(oneLine(cause));
  }

  void applied(long events) {
    applied.addAndGet(events);
  }

  void deadLetters(long records) {
    deadLetters.addAndGet(records);
  }

  void rewound() {
    rewinds.incrementAndGet();
  }

  void truncated() {
    truncations.incrementAndGet();
  }

  void storeAnswered() {
    if (storeProblem != null) {
      LOG.info("the profile store answers again");
      storeProblem = null;
    }
  }

  void storeFailed(Throwable cause) {
    storeFailures.incrementAndGet();
    String problem = oneLine(cause);
    if (storeProblem == null) {
      LOG.warn("profile store: {}; retrying, no event is skipped", problem);
    }
    storeProblem = problem;
  }

  /** Records what may cost the store its profiles, and what has; logs what is new. */
  void storeWarns(@Nullable String warning, @Nullable String loss) {
    if (warning != null && storeWarning == null) {
      LOG.warn("profile store: {}", warning);
    }
    if (loss != null && storeLoss == null) {
      LOG.warn("profile store: {}", loss);
    }
    storeWarning = warning;
    storeLoss = loss;
  }

  /** Returns the first line of an exception's message, or the name of its class. */
  public static String oneLine(Throwable cause) {
    String message = cause.getMessage();
    return message == null
        ? cause.getClass().getSimpleName()
        : message.lines().findFirst().orElse("");
  }
}
