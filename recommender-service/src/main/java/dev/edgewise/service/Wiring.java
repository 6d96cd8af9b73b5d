/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service;

import dev.edgewise.ingest.EventPublisher;
import dev.edgewise.ingest.KafkaSettings;
import dev.edgewise.ingest.ProfileUpdater;
import dev.edgewise.ingest.TopicReader;
import dev.edgewise.profile.ProfileStore;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.profile.redis.RedisProfileStore;
import dev.edgewise.rank.DeadlineRanker;
import dev.edgewise.rank.packed.PhiRanker;
import dev.edgewise.service.candidates.Candidates;
import dev.edgewise.service.catalogue.Catalogue;
import dev.edgewise.service.catalogue.CatalogueDescription;
import dev.edgewise.service.config.EdgewiseConfig;
import dev.edgewise.service.events.EventDoor;
import dev.edgewise.service.live.ProfileChanges;
import dev.edgewise.service.readers.Readers;
import dev.edgewise.service.recommend.BoundedEvidence;
import dev.edgewise.service.recommend.Profiles;
import dev.edgewise.service.recommend.RankingModel;
import dev.edgewise.service.recommend.Recommender;
import dev.edgewise.service.rerank.DocumentScorer;
import dev.edgewise.service.rerank.ModelDocumentScorer;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Chooses the implementations: nobody else knows which they are. */
@Dependent
final class Wiring {
  private static final int MODEL_THREADS = 4;

  @Produces
  @Singleton
  Catalogue catalogue(EdgewiseConfig config) {
    return config
        .catalogue()
        .items()
        .map(Catalogue::read)
        .orElseGet(() -> new Catalogue(CatalogueDescription.named("catalogue")));
  }

  @Produces
  @Singleton
  SignalWeights signals(Catalogue catalogue) {
    return SignalWeights.standard().withScales(catalogue.description().valueScales());
  }

  @Produces
  @Singleton
  ProfileStore store(EdgewiseConfig config, SignalWeights signals) {
    return new RedisProfileStore(config.redis().uri(), signals, config.redis().timeout());
  }

  @Produces
  @Singleton
  ProfileChanges changes(ProfileStore store) {
    return new ProfileChanges(store);
  }

  @Produces
  @Singleton
  KafkaSettings kafka(EdgewiseConfig config) {
    EdgewiseConfig.Kafka kafka = config.kafka();
    return new KafkaSettings(
        kafka.bootstrapServers(),
        kafka.eventsTopic(),
        kafka.deadLetterTopic(),
        kafka.group(),
        kafka.partitions());
  }

  @Produces
  @Singleton
  EventPublisher publisher(KafkaSettings kafka) {
    return new EventPublisher(kafka);
  }

  @Produces
  @Singleton
  ProfileUpdater updater(KafkaSettings kafka, ProfileStore store) {
    return new ProfileUpdater(kafka, store);
  }

  @Produces
  @Singleton
  Candidates candidates(Catalogue catalogue, SignalWeights signals) {
    return new Candidates(catalogue, signals, Candidates.Mix.FITTED);
  }

  @Produces
  @Singleton
  Readers readers(SignalWeights signals) {
    return new Readers(signals);
  }

  @Produces
  @Singleton
  TopicReader indexes(
      KafkaSettings kafka, Candidates candidates, Readers readers, EdgewiseConfig config) {
    boolean demo = config.demo();
    return new TopicReader(
        kafka,
        kafka.eventsTopic(),
        read -> {
          candidates.record(read.event());
          if (demo) {
            readers.record(read.event());
          }
        });
  }

  @Produces
  @Singleton
  RankingModel model(EdgewiseConfig config) {
    Path archive = config.model().archive().orElse(null);
    if (archive == null) {
      return RankingModel.none("no model: edgewise.model.archive names none");
    }
    ExecutorService threads =
        new ThreadPoolExecutor(
            MODEL_THREADS,
            MODEL_THREADS,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(config.model().queue()),
            Thread.ofPlatform().daemon().name("ranking-", 0).factory());
    return RankingModel.load(() -> open(archive, threads, config.model()), threads);
  }

  private static RankingModel.Loaded open(
      Path archive, ExecutorService threads, EdgewiseConfig.Model config) {
    PhiRanker ranker = PhiRanker.open(archive);
    return new RankingModel.Loaded(
        new DeadlineRanker(ranker, threads, config.grace()),
        new BoundedEvidence(ranker, threads, config.grace()));
  }

  @Produces
  @Singleton
  Profiles profiles(ProfileStore store, ProfileChanges changes) {
    return new Profiles(store, changes, Executors.newVirtualThreadPerTaskExecutor());
  }

  @Produces
  @Singleton
  Recommender recommender(
      Profiles profiles,
      Candidates candidates,
      RankingModel model,
      Catalogue catalogue,
      EdgewiseConfig config) {
    return new Recommender(
        profiles,
        candidates,
        model,
        catalogue::titleOf,
        () -> UUID.randomUUID().toString(),
        config.recommend().candidates());
  }

  @Produces
  @Singleton
  DocumentScorer documents(RankingModel model, Profiles profiles, Catalogue catalogue) {
    return new ModelDocumentScorer(model, profiles, catalogue::titleOf);
  }

  @Produces
  @Singleton
  EventDoor door(Catalogue catalogue, EventPublisher publisher, EdgewiseConfig config) {
    return new EventDoor(catalogue, publisher, InstantSource.system(), config.limits().future());
  }
}
