/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.wiring;

import dev.edgewise.ingest.kafka.KafkaSettings;
import dev.edgewise.ingest.topic.TaskReader;
import dev.edgewise.profile.document.DocumentStore;
import dev.edgewise.profile.store.ProfileStore;
import dev.edgewise.recommend.AheadLists;
import dev.edgewise.recommend.Blends;
import dev.edgewise.recommend.RankingModel;
import dev.edgewise.recommend.Shortlist;
import dev.edgewise.recommend.ahead.Activity;
import dev.edgewise.recommend.ahead.AheadTasks;
import dev.edgewise.recommend.ahead.AheadWork;
import dev.edgewise.recommend.ahead.Upkeep;
import dev.edgewise.recommend.candidates.Candidates;
import dev.edgewise.recommend.candidates.Relearning;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.stored.StoredRankings;
import dev.edgewise.service.config.EdgewiseConfig;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** Lists that are made before anybody asks for them. */
@Dependent
public final class PrecomputeWiring {
  @Produces
  @Singleton
  public static Activity activity(EdgewiseConfig config) {
    return new Activity(InstantSource.system(), config.ahead().active());
  }

  @Produces
  @Singleton
  public static AheadTasks aheadTasks(Topics topics, Activity activity, EdgewiseConfig config) {
    return new AheadTasks(topics.tasks()::offer, activity, config.ahead().debounce());
  }

  @Produces
  @Singleton
  public static AheadLists aheadLists(
      DocumentStore documents,
      Candidates candidates,
      Shortlist shortlist,
      RankingModel model,
      Blends blends,
      Catalogue catalogue,
      EdgewiseConfig config) {
    return new AheadLists(
        new StoredRankings(documents, config.ahead().timeToLive()),
        candidates,
        shortlist,
        model,
        blends,
        catalogue,
        config.ahead().enabled() ? config.ahead().items() : 0);
  }

  @Produces
  @Singleton
  public static AheadWork aheadWork(
      ProfileStore store,
      AheadLists lists,
      RankingModel model,
      Activity activity,
      EdgewiseConfig config) {
    return new AheadWork(store, lists, model, activity, config.ahead().patience());
  }

  @Produces
  @Singleton
  public static TaskReader aheadReader(KafkaSettings kafka, AheadWork work, EdgewiseConfig config) {
    return new TaskReader(
        kafka,
        config.ahead().topic(),
        config.ahead().group(),
        task -> work.urgency(task.user(), Instant.ofEpochMilli(task.time())),
        task -> work.make(task.user()));
  }

  @Produces
  @Singleton
  public static Upkeep upkeep(
      RankingModel model, Blends blends, Candidates candidates, Catalogue catalogue) {
    Relearning relearning = new Relearning(candidates, InstantSource.system());
    return new Upkeep(model, blends, candidates, relearning, catalogue);
  }
}
