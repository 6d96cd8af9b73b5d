/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventPosition;
import dev.edgewise.profile.PositionedEvent;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.ProfileRequest;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.profile.document.DocumentStore;
import dev.edgewise.profile.store.Checkpoint;
import dev.edgewise.profile.store.ProfileStore;
import dev.edgewise.profile.store.ProfileStoreException;
import dev.edgewise.profile.store.Retention;
import dev.edgewise.profile.store.StoreChangedException;
import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests the keys in Redis: they reveal no user, and they expire. */
class RedisKeysIT {
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private static RealRedis redis;
  private static RedisClient client;
  private static RedisCommands<String, String> raw;

  @BeforeAll
  static void startRedis() throws IOException {
    redis = RealRedis.start();
    client = RedisClient.create(redis.uri());
    raw = client.connect().sync();
  }

  @AfterAll
  static void stopRedis() throws IOException {
    client.shutdown();
    redis.close();
  }

  @BeforeEach
  void empty() {
    raw.flushall();
  }

  private static List<PositionedEvent> at(long offset, Event event) {
    return List.of(new PositionedEvent(event, new EventPosition("topic", 0, offset)));
  }

  private static Event like(String user, String id, Instant time) {
    return new Event(id, "t", user, "moon", "like", time, null, List.of("genre:War"), Map.of());
  }

  @Test
  void noKeyAndNoValueHoldsTheUsersId() {
    try (ProfileStore store =
            new RedisProfileStore(redis.uri(), SignalWeights.standard(), TIMEOUT);
        DocumentStore documents = new RedisDocumentStore(redis.uri(), TIMEOUT)) {
      store.apply("eve-adams", at(0, like("eve-adams", "1", NOON)));
      documents.putAsync("eve-adams", "ranking", new byte[] {'x'}, TIMEOUT).join();
      assertThat(raw.keys("*")).hasSize(3).noneMatch(key -> key.contains("eve"));
      String key = Keys.profile("eve-adams");
      assertThat(key).matches("edgewise:\\{[A-Za-z0-9_-]{16}}:profile3");
      assertThat(raw.get(key)).doesNotContain("eve").contains("moon");
    }
  }

  @Test
  void anErasureLeavesATombstoneThatLapsesAndNothingElse() {
    Retention retention = new Retention(Duration.ofDays(1), Duration.ofDays(7));
    try (ProfileStore store =
            new RedisProfileStore(redis.uri(), SignalWeights.standard(), TIMEOUT, retention);
        DocumentStore documents = new RedisDocumentStore(redis.uri(), TIMEOUT)) {
      String key = Keys.profile("eve");
      store.apply("eve", at(0, like("eve", "1", NOON)));
      assertThat(raw.pttl(key)).isBetween(1L, Duration.ofDays(1).toMillis());
      documents.putAsync("eve", "ranking", new byte[] {'x'}, TIMEOUT).join();
      documents.putAsync("eve", "other", new byte[] {'x'}, TIMEOUT).join();
      Event erase = new ProfileRequest.Erase().event("eve", "r", NOON.plusSeconds(1));
      store.apply("eve", at(1, erase));
      assertThat(raw.keys("*")).containsExactly(key);
      assertThat(raw.get(key)).doesNotContain("moon");
      assertThat(raw.pttl(key))
          .isBetween(Duration.ofDays(1).toMillis(), Duration.ofDays(7).toMillis());
      documents.putAsync("eve", "ranking", new byte[] {'x'}, TIMEOUT).join();
      assertThat(documents.getAsync("eve", "ranking").join())
          .as("a background result that arrives after the erasure")
          .isNull();
      store.apply("eve", at(2, like("eve", "2", NOON.plusSeconds(2))));
      documents.putAsync("eve", "ranking", new byte[] {'x'}, TIMEOUT).join();
      assertThat(documents.getAsync("eve", "ranking").join()).isNotNull();
    }
  }

  @Test
  void withoutARetentionProfilesStay() {
    try (ProfileStore store =
        new RedisProfileStore(redis.uri(), SignalWeights.standard(), TIMEOUT)) {
      store.apply("eve", at(0, like("eve", "1", NOON)));
      assertThat(raw.ttl(Keys.profile("eve"))).isEqualTo(-1);
    }
  }

  /** A restarted Redis may have lost its latest writes; later events would leave a gap. */
  @Test
  void afterALostConnectionNothingOfTheOldGenerationIsApplied() {
    try (ProfileStore store =
        new RedisProfileStore(redis.uri(), SignalWeights.standard(), TIMEOUT)) {
      long before = store.generation();
      store.applyAsync("eve", at(0, like("eve", "1", NOON)), before).join();
      raw.flushall();
      raw.clientKill(KillArgs.Builder.typeNormal().skipme(true));
      long giveUp = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (store.generation() == before && System.nanoTime() < giveUp) {
        Thread.onSpinWait();
      }
      assertThatThrownBy(() -> untilRefused(store, at(1, like("eve", "2", NOON)), before))
          .hasCauseInstanceOf(StoreChangedException.class);
      untilConnected(store);
      assertThat(store.get("eve")).isEqualTo(Profile.empty("eve"));
      Checkpoint checkpoint = Checkpoint.none("t", 0);
      assertThatThrownBy(() -> store.saveAsync(checkpoint, before).join())
          .hasCauseInstanceOf(StoreChangedException.class);
      List<PositionedEvent> both =
          List.of(at(0, like("eve", "1", NOON)).get(0), at(1, like("eve", "2", NOON)).get(0));
      assertThat(store.apply("eve", both).interactions()).isEqualTo(2);
    }
  }

  private static void untilConnected(ProfileStore store) {
    long giveUp = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (true) {
      try {
        store.check();
        return;
      } catch (ProfileStoreException e) {
        if (System.nanoTime() > giveUp) {
          throw e;
        }
      }
    }
  }

  private static void untilRefused(
      ProfileStore store, List<PositionedEvent> batch, long generation) {
    long giveUp = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (true) {
      try {
        store.applyAsync("eve", batch, generation).join();
        return;
      } catch (CompletionException e) {
        if (e.getCause() instanceof StoreChangedException || System.nanoTime() > giveUp) {
          throw e;
        }
      }
    }
  }
}
