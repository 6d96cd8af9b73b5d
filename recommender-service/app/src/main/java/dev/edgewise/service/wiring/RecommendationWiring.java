/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.wiring;

import dev.edgewise.profile.document.DocumentStore;
import dev.edgewise.rank.BoundedCall;
import dev.edgewise.recommend.Exploration;
import dev.edgewise.recommend.ListMaker;
import dev.edgewise.recommend.PrecomputedLists;
import dev.edgewise.recommend.ProfileLookup;
import dev.edgewise.recommend.RankingLog;
import dev.edgewise.recommend.RankingModel;
import dev.edgewise.recommend.Recommender;
import dev.edgewise.recommend.ServedLists;
import dev.edgewise.recommend.Shortlist;
import dev.edgewise.recommend.candidates.Candidates;
import dev.edgewise.recommend.candidates.PopularItems;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.precompute.PrecomputeTasks;
import dev.edgewise.recommend.processor.ProcessorPool;
import dev.edgewise.recommend.processor.ThreadPriority;
import dev.edgewise.recommend.rerank.Reranker;
import dev.edgewise.recommend.stored.PagedLists;
import dev.edgewise.service.config.EdgewiseConfig;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;

/** Creates the recommender and the reranker. */
@Dependent
public final class RecommendationWiring {
  @Singleton
  public static Shortlist shortlist(
      Catalogue catalogue, Candidates candidates, EdgewiseConfig config) {
    return Shortlist.of(
        catalogue, candidates, listOptions(config.recommend()), InstantSource.system());
  }

  /** The options of lists, for the service and for evaluation. */
  public static Shortlist.Options listOptions(EdgewiseConfig.Recommend recommend) {
    return new Shortlist.Options(
        recommend.candidates(), recommend.fatigue(), recommend.diversity(), recommend.newItems());
  }

  @Singleton
  public static PagedLists pages(DocumentStore documents, EdgewiseConfig config) {
    return new PagedLists(
        documents,
        config.recommend().pages(),
        Executors.newSingleThreadExecutor(ThreadPriority.REQUESTS.threads("page-writer-")));
  }

  @Singleton
  public static ServedLists lists(PrecomputedLists precomputed, EdgewiseConfig config) {
    return new ServedLists(precomputed, config.ahead().timeToLive());
  }

  @Singleton
  public static ProcessorPool processors() {
    return new ProcessorPool(Runtime.getRuntime().availableProcessors());
  }

  @Singleton
  public static ListMaker maker(
      Catalogue catalogue,
      Shortlist shortlist,
      RankingModel model,
      ProcessorPool processors,
      PopularItems popular) {
    return new ListMaker(catalogue, shortlist, model, processors, popular);
  }

  @Singleton
  public static Recommender recommender(
      ProfileLookup profiles,
      ServedLists lists,
      ListMaker maker,
      RankingModel model,
      Candidates candidates,
      PagedLists pages,
      TopicWriters topics,
      PrecomputeTasks tasks,
      Catalogue catalogue,
      EdgewiseConfig config) {
    return new Recommender(
        profiles,
        lists,
        maker,
        model,
        candidates,
        new Exploration(
            config.recommend().exploration(), () -> ThreadLocalRandom.current().nextDouble()),
        pages,
        new RankingLog(
            (user, entry) -> topics.rankings().offer(user, entry), InstantSource.system()),
        catalogue,
        config.ahead().enabled() && config.model().archive().isPresent()
            ? tasks::wanted
            : profile -> {},
        () -> UUID.randomUUID().toString());
  }

  @Singleton
  public static Reranker reranker(
      RankingModel model, ProfileLookup profiles, Catalogue catalogue, EdgewiseConfig config) {
    return new Reranker(
        model,
        profiles,
        catalogue::titleOf,
        new BoundedCall(RankingWiring.threads(config.model().queue()), config.model().grace()));
  }
}
