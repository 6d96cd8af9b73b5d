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
import dev.edgewise.service.config.Configuration;
import dev.edgewise.service.config.ConfiguredValue;
import dev.edgewise.service.config.EdgewiseConfig;
import dev.edgewise.service.http.access.ApiKeys;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

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
  private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);

  void start(@Observes StartupEvent event, ApiKeys keys, EdgewiseConfig config) {
    if (keys.shut()) {
      throw new BadConfigException(
          "no API keys: set edgewise.api-keys, or edgewise.auth=off to admit everyone");
    }
    if (!config.demo()) {
      log(Configuration.read(Map.of()).values());
      Level level = config.model().archive().isPresent() ? Level.WARN : Level.INFO;
      Thread.ofVirtual().name("model-log").start(() -> logModel(level));
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

  private static void log(List<ConfiguredValue> values) {
    Map<String, String> shown = new HashMap<>();
    values.forEach(value -> shown.put(value.setting(), value.value()));
    LOG.info(
        "Edgewise {} with Kafka at {} and Redis at {}",
        ConfigProvider.getConfig().getValue("quarkus.application.version", String.class),
        shown.get("edgewise.kafka.bootstrap-servers"),
        shown.get("edgewise.redis.uri"));
    LOG.info(
        "settings that differ from their defaults: {}",
        values.stream()
            .filter(ConfiguredValue::changed)
            .map(ConfiguredValue::line)
            .collect(Collectors.joining("; ")));
  }

  /** Logs the model once it is loaded, or why there is none. */
  private void logModel(Level withoutModel) {
    model.await();
    String problem = model.problem();
    if (problem == null) {
      LOG.info(
          "the model {} ranks, with the kernel {}", model.info().name(), model.info().kernel());
    } else {
      LOG.atLevel(withoutModel).log("the first stage ranks alone: {}", problem);
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
