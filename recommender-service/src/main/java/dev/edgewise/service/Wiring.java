/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service;

import dev.edgewise.ingest.kafka.KafkaSettings;
import dev.edgewise.ingest.topic.EventPublisher;
import dev.edgewise.ingest.topic.TaskReader;
import dev.edgewise.ingest.topic.TopicReader;
import dev.edgewise.ingest.topic.TopicWriter;
import dev.edgewise.ingest.update.ProfileUpdater;
import dev.edgewise.phi.Loading;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.profile.document.DocumentStore;
import dev.edgewise.profile.redis.RedisDocumentStore;
import dev.edgewise.profile.redis.RedisProfileStore;
import dev.edgewise.profile.store.ProfileStore;
import dev.edgewise.profile.store.Retention;
import dev.edgewise.rank.BoundedCall;
import dev.edgewise.rank.DeadlineRanker;
import dev.edgewise.rank.Evidence;
import dev.edgewise.rank.packed.PhiRanker;
import dev.edgewise.rank.reason.BlurbWriter;
import dev.edgewise.rank.reason.BoundedBlurbs;
import dev.edgewise.rank.reason.BoundedReasons;
import dev.edgewise.rank.reason.ReasonWriter;
import dev.edgewise.rank.reason.Rewriter;
import dev.edgewise.rank.reason.Speakable;
import dev.edgewise.rank.reason.TemplateReasons;
import dev.edgewise.rank.reason.WrittenReasons;
import dev.edgewise.service.ahead.Activity;
import dev.edgewise.service.ahead.AheadTasks;
import dev.edgewise.service.ahead.AheadWork;
import dev.edgewise.service.ahead.Upkeep;
import dev.edgewise.service.candidates.Candidates;
import dev.edgewise.service.candidates.Mix;
import dev.edgewise.service.candidates.Relearning;
import dev.edgewise.service.catalogue.Catalogue;
import dev.edgewise.service.catalogue.CatalogueDescription;
import dev.edgewise.service.config.EdgewiseConfig;
import dev.edgewise.service.events.EventDoor;
import dev.edgewise.service.events.EventLog;
import dev.edgewise.service.events.Idempotency;
import dev.edgewise.service.events.RecentAnswers;
import dev.edgewise.service.events.SharedAnswers;
import dev.edgewise.service.feedback.OnlineFeedback;
import dev.edgewise.service.live.ProfileChanges;
import dev.edgewise.service.observe.IngestMetrics;
import dev.edgewise.service.observe.IngestTraces;
import dev.edgewise.service.observe.Watchers;
import dev.edgewise.service.readers.Readers;
import dev.edgewise.service.recommend.AheadLists;
import dev.edgewise.service.recommend.Blends;
import dev.edgewise.service.recommend.Exploration;
import dev.edgewise.service.recommend.Pages;
import dev.edgewise.service.recommend.Profiles;
import dev.edgewise.service.recommend.RankingLog;
import dev.edgewise.service.recommend.RankingModel;
import dev.edgewise.service.recommend.Recommender;
import dev.edgewise.service.recommend.Shortlist;
import dev.edgewise.service.recommend.StoredRankings;
import dev.edgewise.service.rerank.DocumentScorer;
import dev.edgewise.service.rerank.ModelDocumentScorer;
import dev.edgewise.service.rights.Rights;
import dev.edgewise.service.safety.Safety;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Chooses the implementations: nobody else knows which they are. */
@Dependent
public final class Wiring {
  private static final int LOG_CAPACITY = 10_000;
  private static final int TASK_CAPACITY = 100_000;
  private static final Duration TASK_RETENTION = Duration.ofDays(1);

  /** How long a stream of events waits for Kafka before it goes on without. */
  private static final Duration STREAM_PATIENCE = Duration.ofSeconds(10);

  /** What one request may have at the model at once: its groups, its prefix, its priors. */
  private static final int CALLS_A_REQUEST = 4;

  /** The store of profiles, for a command that does without the service. */
  public static ProfileStore storeOf(EdgewiseConfig config) {
    return new Wiring().store(config, signalsOf(config));
  }

  /** The store of documents, for a command that does without the service. */
  public static DocumentStore documentsOf(EdgewiseConfig config) {
    return new Wiring().documents(config);
  }

  /** The ranker, for a command that does without the service. */
  public static RankingModel modelOf(EdgewiseConfig config) {
    return new Wiring().model(config);
  }

  /** What events say, for a command that does without the service. */
  public static SignalWeights signalsOf(EdgewiseConfig config) {
    Wiring wiring = new Wiring();
    return wiring.signals(wiring.catalogue(config), config);
  }

  /** Which Kafka, for a command that does without the service. */
  public static KafkaSettings kafkaOf(EdgewiseConfig config) {
    return new Wiring().kafka(config);
  }

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
  SignalWeights signals(Catalogue catalogue, EdgewiseConfig config) {
    return Signals.of(catalogue.description(), config.events());
  }

  @Produces
  @Singleton
  ProfileStore store(EdgewiseConfig config, SignalWeights signals) {
    EdgewiseConfig.Redis redis = config.redis();
    return new RedisProfileStore(
        redis.uri(),
        signals,
        redis.timeout(),
        new Retention(redis.profileRetention(), redis.erasureRetention()));
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
        kafka.partitions(),
        kafka.rewind(),
        kafka.instanceId().orElse(null));
  }

  @Produces
  @Singleton
  EventPublisher publisher(KafkaSettings kafka) {
    return new EventPublisher(kafka);
  }

  @Produces
  @Singleton
  ProfileUpdater updater(
      KafkaSettings kafka,
      ProfileStore store,
      AheadTasks tasks,
      EdgewiseConfig config,
      Watchers watchers) {
    ProfileUpdater updater =
        new ProfileUpdater(
            kafka, store, config.ahead().enabled() ? tasks::changed : profile -> {}, watchers);
    watchers.metrics().watch(updater::status);
    return updater;
  }

  @Produces
  @Singleton
  Watchers watchers(MeterRegistry meters, OpenTelemetry telemetry, SignalWeights signals) {
    return new Watchers(
        new IngestMetrics(meters, signals.weights().keySet()),
        new IngestTraces(telemetry, InstantSource.system()));
  }

  @Produces
  @Singleton
  DocumentStore documents(EdgewiseConfig config) {
    return new RedisDocumentStore(config.redis().uri(), config.redis().timeout());
  }

  @Produces
  @Singleton
  Topics topics(KafkaSettings kafka, EdgewiseConfig config) {
    EdgewiseConfig.Recommend recommend = config.recommend();
    return new Topics(
        new TopicWriter(kafka, recommend.logTopic(), LOG_CAPACITY, recommend.logRetention()),
        new TopicWriter(kafka, config.ahead().topic(), TASK_CAPACITY, TASK_RETENTION));
  }

  @Produces
  @Singleton
  Activity activity(EdgewiseConfig config) {
    return new Activity(InstantSource.system(), config.ahead().active());
  }

  @Produces
  @Singleton
  AheadTasks aheadTasks(Topics topics, Activity activity, EdgewiseConfig config) {
    return new AheadTasks(topics.tasks()::offer, activity, config.ahead().debounce());
  }

  @Produces
  @Singleton
  AheadLists aheadLists(
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
  AheadWork aheadWork(
      ProfileStore store,
      AheadLists lists,
      RankingModel model,
      Activity activity,
      EdgewiseConfig config) {
    return new AheadWork(store, lists, model, activity, config.ahead().patience());
  }

  @Produces
  @Singleton
  TaskReader aheadReader(KafkaSettings kafka, AheadWork work, EdgewiseConfig config) {
    return new TaskReader(
        kafka,
        config.ahead().topic(),
        config.ahead().group(),
        task -> work.urgency(task.user(), Instant.ofEpochMilli(task.time())),
        task -> work.make(task.user()));
  }

  @Produces
  @Singleton
  Blends blends(DocumentStore documents, RankingModel model) {
    return new Blends(documents, model, InstantSource.system());
  }

  @Produces
  @Singleton
  Upkeep upkeep(RankingModel model, Blends blends, Candidates candidates, Catalogue catalogue) {
    Relearning relearning = new Relearning(candidates, InstantSource.system());
    return new Upkeep(model, blends, candidates, relearning, catalogue);
  }

  @Produces
  @Singleton
  Safety safety(EdgewiseConfig config) {
    EdgewiseConfig.Safety safety = config.safety();
    return new Safety(
        safety.blockedItems().orElse(Set.of()),
        safety.blockedCategories().orElse(Set.of()),
        safety.blockedWords().orElse(Set.of()),
        safety.blockedLabels().orElse(Set.of()));
  }

  @Produces
  @Singleton
  Candidates candidates(Catalogue catalogue, SignalWeights signals, Safety safety) {
    return new Candidates(
        catalogue, signals::of, Mix.of(catalogue.description()), safety, InstantSource.system());
  }

  @Produces
  @Singleton
  Readers readers(SignalWeights signals) {
    return new Readers(signals);
  }

  @Produces
  @Singleton
  TopicReader indexes(
      KafkaSettings kafka,
      Candidates candidates,
      Readers readers,
      OnlineFeedback feedback,
      EdgewiseConfig config) {
    boolean demo = config.demo();
    return new TopicReader(
        kafka,
        kafka.eventsTopic(),
        read -> {
          candidates.record(read.event());
          feedback.done(read.event());
          if (demo) {
            readers.record(read.event());
          }
        });
  }

  @Produces
  @Singleton
  OnlineFeedback feedback(SignalWeights signals, MeterRegistry meters, EdgewiseConfig config) {
    return new OnlineFeedback(
        signals,
        config.feedback().window(),
        InstantSource.system(),
        effect ->
            meters.counter("edgewise.feedback.events", "outcome", effect.label()).increment());
  }

  @Produces
  @Singleton
  ShownReader shownReader(KafkaSettings kafka, OnlineFeedback feedback, EdgewiseConfig config) {
    EdgewiseConfig.Recommend recommend = config.recommend();
    return new ShownReader(
        TopicReader.ofValues(
            kafka,
            recommend.logTopic(),
            recommend.logRetention(),
            feedback.since(),
            feedback::shown),
        feedback);
  }

  @Produces
  @Singleton
  RankingModel model(EdgewiseConfig config) {
    Path archive = config.model().archive().orElse(null);
    if (archive == null) {
      return RankingModel.none("no model: edgewise.model.archive names none");
    }
    Speakable speakable = new Speakable(config.safety().allowedAttributes().orElse(Set.of()));
    return RankingModel.load(() -> open(archive, config.model(), speakable), Wiring::loading);
  }

  private static void loading(Runnable task) {
    Thread.ofPlatform().daemon().name("model-loading").start(task);
  }

  private static RankingModel.Loaded open(
      Path archive, EdgewiseConfig.Model config, Speakable speakable) {
    Loading loading =
        Loading.standard()
            .with(config.writes() ? Loading.Purpose.WRITING : Loading.Purpose.RANKING)
            .withQueue(CALLS_A_REQUEST * config.queue());
    PhiRanker phi = PhiRanker.open(archive, loading);
    BoundedCall calls = new BoundedCall(threads(config.queue()), config.grace());
    return new RankingModel.Loaded(
        voice(phi, calls, speakable, config),
        voice(phi.inBackground(), calls, speakable, config),
        phi);
  }

  /** As many as there may be requests; one beyond is turned away at once. */
  private static Executor threads(int most) {
    return new ThreadPoolExecutor(
        0,
        most,
        1,
        TimeUnit.MINUTES,
        new SynchronousQueue<>(),
        Thread.ofPlatform().daemon().name("ranking-", 0).factory());
  }

  private static RankingModel.Voice voice(
      PhiRanker phi, BoundedCall calls, Speakable speakable, EdgewiseConfig.Model config) {
    TemplateReasons templates = new TemplateReasons(phi, speakable);
    boolean writes = config.writes() && phi.canWrite();
    ReasonWriter reasons = writes ? new WrittenReasons(phi, templates) : templates;
    BlurbWriter blurbs = writes ? new Rewriter(phi) : BlurbWriter.ORIGINALS;
    return new RankingModel.Voice(
        new DeadlineRanker(phi, calls),
        new BoundedReasons(reasons, new TemplateReasons(Evidence.NONE, speakable), calls),
        new BoundedBlurbs(blurbs, calls));
  }

  @Produces
  @Singleton
  Profiles profiles(ProfileStore store, ProfileChanges changes) {
    return new Profiles(store, changes, Executors.newVirtualThreadPerTaskExecutor());
  }

  @Produces
  @Singleton
  Rights rights(EventPublisher publisher, Profiles profiles) {
    return new Rights(
        publisher, profiles, InstantSource.system(), () -> UUID.randomUUID().toString());
  }

  @Produces
  @Singleton
  Shortlist shortlist(Catalogue catalogue, Candidates candidates, EdgewiseConfig config) {
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
  Pages pages(DocumentStore documents, EdgewiseConfig config) {
    return new Pages(
        documents, config.recommend().pages(), Executors.newVirtualThreadPerTaskExecutor());
  }

  @Produces
  @Singleton
  Recommender recommender(
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
  DocumentScorer reranker(
      RankingModel model, Profiles profiles, Catalogue catalogue, EdgewiseConfig config) {
    return new ModelDocumentScorer(
        model,
        profiles,
        catalogue::titleOf,
        new BoundedCall(threads(config.model().queue()), config.model().grace()));
  }

  @Produces
  @Singleton
  EventDoor door(
      Catalogue catalogue, EventPublisher publisher, EdgewiseConfig config, Watchers watchers) {
    EdgewiseConfig.Limits limits = config.limits();
    EventDoor door =
        new EventDoor(
            catalogue,
            EventLog.of(publisher, watchers.traces()::headers),
            InstantSource.system(),
            new EventDoor.Limits(
                limits.future(),
                limits.eventsInFlight(),
                config.events().deduplicationWindow(),
                STREAM_PATIENCE));
    watchers.metrics().watch(door);
    return door;
  }

  @Produces
  @Singleton
  Idempotency idempotency(DocumentStore documents, EdgewiseConfig config) {
    Duration window = config.events().idempotencyWindow();
    return new Idempotency(
        new SharedAnswers(new RecentAnswers(window, System::nanoTime), documents, window));
  }
}
