/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.wiring;

import dev.edgewise.ingest.kafka.KafkaSettings;
import dev.edgewise.ingest.topic.TaskReader;
import dev.edgewise.profile.document.DocumentStore;
import dev.edgewise.profile.store.ProfileStore;
import dev.edgewise.recommend.BlendVersions;
import dev.edgewise.recommend.PrecomputedLists;
import dev.edgewise.recommend.RankingModel;
import dev.edgewise.recommend.Shortlist;
import dev.edgewise.recommend.candidates.Candidates;
import dev.edgewise.recommend.candidates.PeriodicLearning;
import dev.edgewise.recommend.candidates.PopularItems;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.precompute.BackgroundMaintenance;
import dev.edgewise.recommend.precompute.PrecomputeTasks;
import dev.edgewise.recommend.precompute.PrecomputeWork;
import dev.edgewise.recommend.precompute.UserActivity;
import dev.edgewise.recommend.stored.StoredRankings;
import dev.edgewise.service.config.EdgewiseConfig;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** Creates what precomputes lists before users request them. */
@Dependent
public final class PrecomputeWiring {
  @Singleton
  public static UserActivity activity(EdgewiseConfig config) {
    return new UserActivity(InstantSource.system(), config.ahead().active());
  }

  @Singleton
  public static PrecomputeTasks aheadTasks(
      TopicWriters topics, UserActivity activity, EdgewiseConfig config) {
    return new PrecomputeTasks(topics.tasks()::offer, activity, config.ahead().debounce());
  }

  @Singleton
  public static PrecomputedLists aheadLists(
      DocumentStore documents,
      Candidates candidates,
      Shortlist shortlist,
      RankingModel model,
      BlendVersions blends,
      Catalogue catalogue,
      EdgewiseConfig config) {
    return new PrecomputedLists(
        new StoredRankings(documents, config.ahead().timeToLive()),
        candidates,
        shortlist,
        model,
        blends,
        catalogue,
        config.ahead().enabled() ? config.ahead().items() : 0);
  }

  @Singleton
  public static PrecomputeWork aheadWork(
      ProfileStore store,
      PrecomputedLists lists,
      RankingModel model,
      UserActivity activity,
      EdgewiseConfig config) {
    return new PrecomputeWork(store, lists, model, activity, config.ahead().patience());
  }

  @Singleton
  public static TaskReader aheadReader(
      KafkaSettings kafka, PrecomputeWork work, EdgewiseConfig config) {
    return new TaskReader(
        kafka,
        config.ahead().topic(),
        config.ahead().group(),
        task -> work.urgency(task.user(), Instant.ofEpochMilli(task.time())),
        task -> work.make(task.user()));
  }

  @Singleton
  public static PeriodicLearning learning(
      Candidates candidates, BlendVersions blends, EdgewiseConfig config) {
    return new PeriodicLearning(
        candidates, blends, config.recommend().sequenceTime(), InstantSource.system());
  }

  @Singleton
  public static BackgroundMaintenance maintenance(
      RankingModel model,
      BlendVersions blends,
      Candidates candidates,
      PeriodicLearning learning,
      PopularItems popular,
      Catalogue catalogue) {
    return new BackgroundMaintenance(model, blends, candidates, learning, popular, catalogue);
  }
}
