/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service;

import dev.edgewise.ingest.EventPublisher;
import dev.edgewise.ingest.ProfileUpdater;
import dev.edgewise.ingest.TopicReader;
import dev.edgewise.profile.ProfileStore;
import dev.edgewise.service.config.BadConfigException;
import dev.edgewise.service.http.ApiKeys;
import dev.edgewise.service.live.ProfileChanges;
import dev.edgewise.service.recommend.RankingModel;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Starts what runs by itself, and ends it in the order in which one needs the other. */
@Singleton
final class Lifecycle {
  private final ProfileUpdater updater;
  private final TopicReader indexes;
  private final EventPublisher publisher;
  private final RankingModel model;
  private final ProfileChanges changes;
  private final ProfileStore store;

  @Inject
  Lifecycle(
      ProfileUpdater updater,
      TopicReader indexes,
      EventPublisher publisher,
      RankingModel model,
      ProfileChanges changes,
      ProfileStore store) {
    this.updater = updater;
    this.indexes = indexes;
    this.publisher = publisher;
    this.model = model;
    this.changes = changes;
    this.store = store;
  }

  void start(@Observes StartupEvent event, ApiKeys keys) {
    if (keys.shut()) {
      throw new BadConfigException(
          "no API keys: set edgewise.api-keys to one or more, or edgewise.auth=off to let all in");
    }
    updater.start();
    indexes.start();
  }

  void stop(@Observes ShutdownEvent event) {
    publisher.close();
    updater.close();
    indexes.close();
    changes.close();
    model.close();
    store.close();
  }
}
