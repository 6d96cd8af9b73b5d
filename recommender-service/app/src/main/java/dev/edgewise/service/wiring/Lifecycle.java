/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.wiring;

import dev.edgewise.ingest.topic.EventPublisher;
import dev.edgewise.ingest.topic.TaskReader;
import dev.edgewise.ingest.topic.TopicReader;
import dev.edgewise.ingest.update.ProfileUpdater;
import dev.edgewise.profile.document.DocumentStore;
import dev.edgewise.profile.store.ProfileStore;
import dev.edgewise.recommend.ProfileChanges;
import dev.edgewise.recommend.RankingModel;
import dev.edgewise.recommend.precompute.BackgroundMaintenance;
import dev.edgewise.recommend.precompute.PrecomputeTasks;
import dev.edgewise.recommend.processor.CarrierThreads;
import dev.edgewise.recommend.processor.ProcessorPool;
import dev.edgewise.recommend.processor.ThreadPriority;
import dev.edgewise.service.config.BadConfigException;
import dev.edgewise.service.config.EdgewiseConfig;
import dev.edgewise.service.http.access.ApiKeys;
import dev.edgewise.service.http.request.RequestParameters;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Starts the background work of the service, and stops it before the parts that it needs. */
@Singleton
record Lifecycle(
    ProfileUpdater updater,
    TopicReader indexes,
    EventPublisher publisher,
    RankingModel model,
    ProfileChanges changes,
    ProfileStore store,
    DocumentStore documents,
    PrecomputeTasks tasks,
    TaskReader ahead,
    BackgroundMaintenance maintenance,
    ProcessorPool processors,
    TopicWriters topics,
    ImpressionReader shown) {

  /** Starts the work; the parameters of requests are there so that wrong placements show now. */
  void start(
      @Observes StartupEvent event,
      ApiKeys keys,
      RequestParameters parameters,
      EdgewiseConfig config) {
    if (keys.shut()) {
      throw new BadConfigException(
          "no API keys: set edgewise.api-keys, or edgewise.auth=off to admit everyone");
    }
    EdgewiseConfig.Limits limits = config.limits();
    if (limits.eventsInFlight() < limits.eventsPerRequest()) {
      throw new BadConfigException(
          "edgewise.limits.events-in-flight must be at least edgewise.limits.events-per-request,"
              + " %d, not %d".formatted(limits.eventsPerRequest(), limits.eventsInFlight()));
    }
    CarrierThreads.keep();
    ThreadPriority.REQUESTS.applyToVirtualMachine();
    updater.start();
    indexes.start();
    shown.start();
    maintenance.start();
    if (config.ahead().enabled()) {
      ahead.start();
    }
  }

  void stop(@Observes ShutdownEvent event) {
    publisher.close();
    updater.close();
    tasks.close();
    ahead.close();
    maintenance.close();
    indexes.close();
    shown.close();
    changes.close();
    processors.close();
    model.close();
    topics.close();
    documents.close();
    store.close();
  }
}
