/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.precompute;

import dev.edgewise.profile.Profile;
import dev.edgewise.rank.Candidate;
import dev.edgewise.recommend.BlendVersions;
import dev.edgewise.recommend.RankingModel;
import dev.edgewise.recommend.candidates.Candidates;
import dev.edgewise.recommend.candidates.PeriodicLearning;
import dev.edgewise.recommend.candidates.PopularItems;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.processor.ThreadPriority;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does periodic work in the background, so that requests don't wait for it: applies the current
 * blend version, relearns the first stage, and computes the model's answers about popular items for
 * an unknown user.
 */
public final class BackgroundMaintenance implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BackgroundMaintenance.class);
  private static final Duration BLEND_INTERVAL = Duration.ofSeconds(2);
  private static final Duration POPULAR_INTERVAL = Duration.ofSeconds(5);
  private static final Duration LEARNING_INTERVAL = Duration.ofSeconds(5);
  private static final Duration PRIOR_INTERVAL = Duration.ofMinutes(1);
  private static final int POPULAR_ITEMS = 200;

  private final RankingModel model;
  private final BlendVersions blends;
  private final Candidates candidates;
  private final PeriodicLearning learning;
  private final PopularItems popular;
  private final Catalogue catalogue;
  private final ScheduledExecutorService timer =
      Executors.newScheduledThreadPool(4, ThreadPriority.BACKGROUND.threads("upkeep-"));

  /** Learning computes on all processors, but only while no request needs them. */
  private final ForkJoinPool learners =
      new ForkJoinPool(
          Runtime.getRuntime().availableProcessors(),
          pool ->
              new ForkJoinWorkerThread(null, pool, true) {
                @Override
                protected void onStart() {
                  ThreadPriority.BACKGROUND.apply();
                }
              },
          null,
          false);

  public BackgroundMaintenance(
      RankingModel model,
      BlendVersions blends,
      Candidates candidates,
      PeriodicLearning learning,
      PopularItems popular,
      Catalogue catalogue) {
    this.model = model;
    this.blends = blends;
    this.candidates = candidates;
    this.learning = learning;
    this.popular = popular;
    this.catalogue = catalogue;
  }

  /** Starts the periodic work. */
  public void start() {
    every(BLEND_INTERVAL, blends::refresh);
    every(POPULAR_INTERVAL, popular::refresh);
    every(LEARNING_INTERVAL, () -> learners.submit(learning::learnIfDue).join());
    every(PRIOR_INTERVAL, () -> model.learnPriors(this::popularItems, "en"));
  }

  private void every(Duration interval, Runnable work) {
    var _ =
        timer.scheduleWithFixedDelay(
            () -> {
              try {
                work.run();
              } catch (RuntimeException e) {
                if (timer.isShutdown()) {
                  return; // closing interrupted it
                }
                LOG.warn("background maintenance failed and will be retried: {}", e.toString());
              }
            },
            0,
            interval.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private List<Candidate> popularItems() {
    Profile unknownUser = Profile.empty("-");
    Candidates.Description description = candidates.descriptions(unknownUser);
    return candidates.popular(unknownUser, POPULAR_ITEMS).stream()
        .flatMap(id -> catalogue.find(id).stream())
        .map(item -> description.of(item, 1))
        .toList();
  }

  @Override
  public void close() {
    timer.shutdownNow();
    learners.shutdownNow();
  }
}
