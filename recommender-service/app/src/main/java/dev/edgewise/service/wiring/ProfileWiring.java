/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.wiring;

import dev.edgewise.ingest.topic.EventPublisher;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.profile.document.DocumentStore;
import dev.edgewise.profile.redis.RedisDocumentStore;
import dev.edgewise.profile.redis.RedisProfileStore;
import dev.edgewise.profile.store.ProfileStore;
import dev.edgewise.profile.store.Retention;
import dev.edgewise.recommend.ProfileChanges;
import dev.edgewise.recommend.ProfileLookup;
import dev.edgewise.recommend.privacy.PrivacyRequests;
import dev.edgewise.service.config.BadConfigException;
import dev.edgewise.service.config.EdgewiseConfig;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.UUID;

/** Creates the stores of profiles and documents, in Redis. */
@Dependent
public final class ProfileWiring {
  /** Creates the store for a command; the configured catalogue gives the weights of events. */
  public static ProfileStore store(EdgewiseConfig config) {
    return store(config, CandidateWiring.signals(config));
  }

  @Singleton
  public static ProfileStore store(EdgewiseConfig config, SignalWeights signals) {
    EdgewiseConfig.Redis redis = config.redis();
    try {
      return new RedisProfileStore(
          redis.uri(),
          signals,
          redis.timeout(),
          new Retention(redis.profileRetention(), redis.erasureRetention()));
    } catch (IllegalArgumentException e) { // its message may hold the password
      throw badAddress();
    }
  }

  private static BadConfigException badAddress() {
    return new BadConfigException(
        "edgewise.redis.uri must be like redis://user:secret@localhost:6379/0, with"
            + " percent-encoding for other characters than letters and digits in the secret");
  }

  @Singleton
  public static DocumentStore documents(EdgewiseConfig config) {
    try {
      return new RedisDocumentStore(config.redis().uri(), config.redis().timeout());
    } catch (IllegalArgumentException e) {
      throw badAddress();
    }
  }

  @Singleton
  public static ProfileChanges changes(ProfileStore store) {
    return new ProfileChanges(store);
  }

  @Singleton
  public static ProfileLookup profiles(ProfileStore store, ProfileChanges changes) {
    return new ProfileLookup(store, changes);
  }

  @Singleton
  public static PrivacyRequests privacyRequests(EventPublisher publisher, ProfileLookup profiles) {
    return new PrivacyRequests(
        publisher, profiles, InstantSource.system(), () -> UUID.randomUUID().toString());
  }
}
