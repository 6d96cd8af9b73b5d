/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.precompute;

import dev.edgewise.profile.Profile;
import dev.edgewise.rank.Candidate;
import dev.edgewise.recommend.BlendVersions;
import dev.edgewise.recommend.RankingModel;
import dev.edgewise.recommend.candidates.Candidates;
import dev.edgewise.recommend.candidates.PeriodicLearning;
import dev.edgewise.recommend.catalogue.Catalogue;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps up what requests would else have to wait for: the blend's current version, what the first
 * stage learns from all events together, and what the model says of popular items for a user of
 * whom nothing is known.
 */
public final class BackgroundMaintenance implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BackgroundMaintenance.class);
  private static final Duration BLEND = Duration.ofSeconds(2);
  private static final Duration LEARNING = Duration.ofSeconds(5);
  private static final Duration PRIORS = Duration.ofMinutes(1);
  private static final int POPULAR = 200;

  private final RankingModel model;
  private final BlendVersions blends;
  private final Candidates candidates;
  private final PeriodicLearning learning;
  private final Catalogue catalogue;
  private final ScheduledExecutorService timer =
      Executors.newScheduledThreadPool(
          3, Thread.ofPlatform().daemon().name("upkeep-", 0).factory());

  /** Upkeep that has not started. */
  public BackgroundMaintenance(
      RankingModel model,
      BlendVersions blends,
      Candidates candidates,
      PeriodicLearning learning,
      Catalogue catalogue) {
    this.model = model;
    this.blends = blends;
    this.candidates = candidates;
    this.learning = learning;
    this.catalogue = catalogue;
  }

  /** Begins. */
  public void start() {
    every(BLEND, blends::refresh);
    every(LEARNING, learning::learnIfDue);
    every(PRIORS, this::learnPriors);
  }

  private void every(Duration pause, Runnable work) {
    var _ =
        timer.scheduleWithFixedDelay(
            () -> {
              try {
                work.run();
              } catch (RuntimeException e) {
                LOG.warn("upkeep failed, and will be tried again: {}", e.toString());
              }
            },
            0,
            pause.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private void learnPriors() {
    model.learnPriors(this::popular, "en");
  }

  private List<Candidate> popular() {
    Profile nobody = Profile.empty("-");
    Candidates.Description description = candidates.descriptions(nobody);
    return candidates.popular(nobody, POPULAR).stream()
        .flatMap(id -> catalogue.find(id).stream())
        .map(item -> description.of(item, 1))
        .toList();
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
