/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.demo;

import dev.edgewise.ingest.event.BadEventException;
import dev.edgewise.ingest.topic.EventPublisher;
import dev.edgewise.ingest.topic.TopicReader;
import dev.edgewise.ingest.update.IngestStatus;
import dev.edgewise.ingest.update.ProfileUpdater;
import dev.edgewise.lab.progress.Progress;
import dev.edgewise.profile.store.ProfileStore;
import dev.edgewise.rank.Deadline;
import dev.edgewise.recommend.RankingModel;
import dev.edgewise.recommend.RecommendationRequest;
import dev.edgewise.recommend.Recommender;
import dev.edgewise.recommend.candidates.PeriodicLearning;
import dev.edgewise.recommend.catalogue.Catalogue;
import jakarta.enterprise.inject.spi.CDI;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;

/** Imports the past events at the first start of a demo, and waits until all parts have them. */
final class DemoStart {
  private static final Duration POLL = Duration.ofMillis(20);

  /** A first request that loads classes, so that users don't wait for them. */
  private static final RecommendationRequest WARM_UP =
      new RecommendationRequest("nobody", 10, null);

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final PastEvents past;
  private final Progress progress;
  private final Catalogue catalogue = bean(Catalogue.class);
  private final PeriodicLearning learning = bean(PeriodicLearning.class);
  private final TopicReader indexes = bean(TopicReader.class);
  private final ProfileUpdater updater = bean(ProfileUpdater.class);
  private final RankingModel model = bean(RankingModel.class);
  private final Recommender recommender = bean(Recommender.class);
  private final EventPublisher publisher = bean(EventPublisher.class);
  private final ProfileStore store = bean(ProfileStore.class);

  DemoStart(PastEvents past, Progress progress) {
    this.past = past;
    this.progress = progress;
  }

  void prepare() throws IOException, BadEventException, InterruptedException, ExecutionException {
    indexes.caughtUp().get();
    long before = indexes.read();
    long published = past.run(catalogue, publisher, store, progress);
    waitUntil(() -> indexes.read() >= before + published);
    learning.learnMatrices();
    waitUntil(() -> caughtUp(updater.status()));
    model.await();
    recommender.recommend(WARM_UP, Deadline.in(PATIENCE), ranked -> {});
    String problem = model.problem();
    if (problem != null) {
      progress.note("the first stage alone makes the recommendations: %s", problem);
    }
  }

  private static boolean caughtUp(IngestStatus status) {
    return status.partitions() > 0 && status.lag() == 0;
  }

  private static void waitUntil(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      Thread.sleep(POLL);
    }
  }

  static <T> T bean(Class<T> type) {
    return CDI.current().select(type).get();
  }
}
