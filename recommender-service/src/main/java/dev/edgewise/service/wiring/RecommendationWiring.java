/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.wiring;

import dev.edgewise.profile.document.DocumentStore;
import dev.edgewise.rank.BoundedCall;
import dev.edgewise.service.candidates.Candidates;
import dev.edgewise.service.catalogue.Catalogue;
import dev.edgewise.service.config.EdgewiseConfig;
import dev.edgewise.service.recommend.AheadLists;
import dev.edgewise.service.recommend.Exploration;
import dev.edgewise.service.recommend.Pages;
import dev.edgewise.service.recommend.Profiles;
import dev.edgewise.service.recommend.RankingLog;
import dev.edgewise.service.recommend.RankingModel;
import dev.edgewise.service.recommend.Recommender;
import dev.edgewise.service.recommend.Shortlist;
import dev.edgewise.service.rerank.Reranker;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;

/** From a request to an answer. */
@Dependent
public final class RecommendationWiring {
  @Produces
  @Singleton
  public static Shortlist shortlist(
      Catalogue catalogue, Candidates candidates, EdgewiseConfig config) {
    return Shortlist.of(
        catalogue, candidates, listOptions(config.recommend()), InstantSource.system());
  }

  /** How lists are made, for the service and for evaluation. */
  public static Shortlist.Options listOptions(EdgewiseConfig.Recommend recommend) {
    return new Shortlist.Options(
        recommend.candidates(), recommend.fatigue(), recommend.diversity(), recommend.newItems());
  }

  @Produces
  @Singleton
  public static Pages pages(DocumentStore documents, EdgewiseConfig config) {
    return new Pages(
        documents, config.recommend().pages(), Executors.newVirtualThreadPerTaskExecutor());
  }

  @Produces
  @Singleton
  public static Recommender recommender(
      Profiles profiles,
      Candidates candidates,
      Shortlist shortlist,
      RankingModel model,
      AheadLists ahead,
      Pages pages,
      Topics topics,
      Catalogue catalogue,
      EdgewiseConfig config) {
    return new Recommender(
        profiles,
        candidates,
        shortlist,
        model,
        ahead,
        new Exploration(
            config.recommend().exploration(), () -> ThreadLocalRandom.current().nextDouble()),
        pages,
        new RankingLog(
            (user, entry) -> topics.rankings().offer(user, entry), InstantSource.system()),
        catalogue,
        () -> UUID.randomUUID().toString());
  }

  @Produces
  @Singleton
  public static Reranker reranker(
      RankingModel model, Profiles profiles, Catalogue catalogue, EdgewiseConfig config) {
    return new Reranker(
        model,
        profiles,
        catalogue::titleOf,
        new BoundedCall(RankingWiring.threads(config.model().queue()), config.model().grace()));
  }
}
