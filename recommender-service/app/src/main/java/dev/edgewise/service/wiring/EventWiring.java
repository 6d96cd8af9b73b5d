/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.wiring;

import dev.edgewise.ingest.kafka.KafkaSettings;
import dev.edgewise.ingest.topic.EventPublisher;
import dev.edgewise.ingest.update.ProfileUpdater;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.profile.document.DocumentStore;
import dev.edgewise.profile.store.ProfileStore;
import dev.edgewise.recommend.ServedLists;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.events.EventGate;
import dev.edgewise.recommend.events.EventLog;
import dev.edgewise.recommend.events.Idempotency;
import dev.edgewise.recommend.events.RecentAnswers;
import dev.edgewise.recommend.events.SharedAnswers;
import dev.edgewise.recommend.precompute.PrecomputeTasks;
import dev.edgewise.service.config.EdgewiseConfig;
import dev.edgewise.service.observe.IngestMetrics;
import dev.edgewise.service.observe.IngestObservers;
import dev.edgewise.service.observe.IngestTraces;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/** Creates the path of events from HTTP through Kafka into profiles. */
@Dependent
public final class EventWiring {
  /** The time that a request waits for room. */
  private static final Duration TURN = Duration.ofSeconds(1);

  /** The time that each event of a stream waits for room or for Kafka. */
  private static final Duration STREAM_PATIENCE = Duration.ofSeconds(10);

  @Singleton
  public static KafkaSettings kafka(EdgewiseConfig config) {
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

  @Singleton
  public static EventPublisher publisher(KafkaSettings kafka) {
    return new EventPublisher(kafka);
  }

  @Singleton
  public static ProfileUpdater updater(
      KafkaSettings kafka,
      ProfileStore store,
      SignalWeights signals,
      PrecomputeTasks tasks,
      ServedLists lists,
      EdgewiseConfig config,
      IngestObservers observers) {
    ProfileUpdater updater =
        new ProfileUpdater(
            kafka,
            store,
            signals::objection,
            profile -> changed(profile, tasks, lists, config.ahead().enabled()),
            observers);
    observers.metrics().watch(updater::status);
    return updater;
  }

  private static void changed(
      Profile profile, PrecomputeTasks tasks, ServedLists lists, boolean ahead) {
    if (profile.erased()) {
      lists.forget(profile.user());
    }
    if (ahead) {
      tasks.changed(profile);
    }
  }

  @Singleton
  public static IngestObservers observers(
      MeterRegistry meters, OpenTelemetry telemetry, SignalWeights signals) {
    return new IngestObservers(
        new IngestMetrics(meters, signals.weights().keySet()),
        new IngestTraces(telemetry, InstantSource.system()));
  }

  @Singleton
  public static EventGate gate(
      Catalogue catalogue,
      SignalWeights signals,
      EventPublisher publisher,
      EdgewiseConfig config,
      IngestObservers observers) {
    EdgewiseConfig.Limits limits = config.limits();
    EventGate gate =
        new EventGate(
            catalogue,
            signals,
            EventLog.of(publisher, observers.traces()::headers),
            InstantSource.system(),
            new EventGate.Limits(
                limits.future(),
                limits.eventsInFlight(),
                config.events().deduplicationWindow(),
                TURN,
                STREAM_PATIENCE));
    observers.metrics().watch(gate);
    return gate;
  }

  @Singleton
  public static Idempotency idempotency(DocumentStore documents, EdgewiseConfig config) {
    Duration window = config.events().idempotencyWindow();
    return new Idempotency(
        new SharedAnswers(new RecentAnswers(window, System::nanoTime), documents, window));
  }
}
