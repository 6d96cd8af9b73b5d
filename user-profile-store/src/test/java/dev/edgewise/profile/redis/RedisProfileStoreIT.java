/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventPosition;
import dev.edgewise.profile.PositionedEvent;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.ProfileRequest;
import dev.edgewise.profile.store.ProfileStore;
import dev.edgewise.profile.store.ProfileStoreContract;
import dev.edgewise.profile.store.ProfileStoreException;
import dev.edgewise.profile.store.UnreadableProfileException;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RedisProfileStoreIT extends ProfileStoreContract {
  private static RealRedis redis;

  @BeforeAll
  static void startRedis() throws IOException {
    redis = RealRedis.start();
  }

  @AfterAll
  static void stopRedis() throws IOException {
    redis.close();
  }

  @Override
  public ProfileStore open() {
    return store(redis.uri());
  }

  private static ProfileStore store(String uri) {
    return new RedisProfileStore(uri, WEIGHTS, Duration.ofSeconds(10));
  }

  private static List<PositionedEvent> like(String user, long offset) {
    Event event =
        new Event(
            "e" + offset,
            "test",
            user,
            "moon",
            "like",
            Instant.parse("2026-06-01T12:00:00Z"),
            null,
            List.of("genre:Drama"),
            Map.of());
    return List.of(new PositionedEvent(event, new EventPosition("topic", 0, offset)));
  }

  @Test
  void twoProcessesOnOneUserLoseNothing() {
    try (ProfileStore one = open();
        ProfileStore other = open()) {
      for (int i = 0; i < 50; i += 2) {
        one.apply("shared", like("shared", i));
        other.apply("shared", like("shared", i + 1));
      }
      assertThat(one.get("shared").interactions()).isEqualTo(50);
    }
  }

  @Test
  void anUnreachableRedisIsNamedWithoutItsPassword() {
    try (ProfileStore store = store("redis://:secret@127.0.0.1:1")) {
      assertThatThrownBy(() -> store.get("ann"))
          .isInstanceOf(ProfileStoreException.class)
          .hasMessageContaining("127.0.0.1:1")
          .hasMessageNotContaining("secret");
      assertThatThrownBy(() -> store.apply("ann", like("ann", 0)))
          .isInstanceOf(ProfileStoreException.class);
      assertThatThrownBy(store::check).isInstanceOf(ProfileStoreException.class);
    }
  }

  @Test
  void itComesBackWithRedis() throws IOException {
    RealRedis first = RealRedis.start();
    try (ProfileStore store = store(first.uri())) {
      store.apply("ann", like("ann", 0));
      first.close();
      assertThatThrownBy(() -> store.apply("ann", like("ann", 1)))
          .isInstanceOf(ProfileStoreException.class);
      try (RealRedis second = RealRedis.start(first.port())) {
        assertThat(second.port()).isEqualTo(first.port());
        Profile profile = untilApplied(store);
        assertThat(profile.interactions())
            .as("Redis without persistence lost the first event")
            .isEqualTo(1);
      }
    }
  }

  @Test
  void noticesComeBackWithRedisAndReachWhoListenedBefore() throws Exception {
    RealRedis first = RealRedis.start();
    int port = first.port();
    first.close();
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    try (ProfileStore store = store("redis://127.0.0.1:" + port);
        ProfileStore.Subscription early = store.onChange(heard::add)) {
      assertThat(early).isNotNull();
      assertThatThrownBy(store::check).isInstanceOf(ProfileStoreException.class);
      for (int start = 0; start < 2; start++) {
        try (RealRedis again = RealRedis.start(port)) {
          assertThat(again.port()).isEqualTo(port);
          assertThat(untilHeard(store, heard)).isEqualTo("ann");
        }
        heard.clear();
      }
    }
  }

  private static String untilHeard(ProfileStore store, BlockingQueue<String> heard)
      throws InterruptedException {
    long giveUp = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    String user = null;
    for (long offset = 0; user == null && System.nanoTime() < giveUp; offset++) {
      try {
        store.apply("ann", like("ann", offset));
      } catch (ProfileStoreException notYet) {
        // Redis may still be starting
      }
      user = heard.poll(100, TimeUnit.MILLISECONDS);
    }
    return user;
  }

  @Test
  void aStoredValueThatIsNoProfileIsSaid() {
    RedisClient client = RedisClient.create(redis.uri());
    try (ProfileStore store = open()) {
      client.connect().sync().set(Keys.profile("newer"), "\u0007");
      assertThatThrownBy(() -> store.get("newer"))
          .isInstanceOf(UnreadableProfileException.class)
          .hasMessageContaining("schema version 7");
      assertThatThrownBy(() -> store.apply("newer", like("newer", 0)))
          .isInstanceOf(UnreadableProfileException.class)
          .hasMessageContaining("schema version 7");
    } finally {
      client.shutdown();
    }
  }

  /** No repetition helps, so it must not look like an outage. */
  @Test
  void aStoredValueOfAnotherTypeIsSaid() {
    RedisClient client = RedisClient.create(redis.uri());
    try (ProfileStore store = open()) {
      store.apply("typed", like("typed", 0));
      client.connect().sync().del(Keys.profile("typed"));
      client.connect().sync().rpush(Keys.profile("typed"), "x");
      assertThatThrownBy(() -> store.get("typed"))
          .isInstanceOf(UnreadableProfileException.class)
          .hasMessageContaining("value of another type");
      assertThatThrownBy(() -> store.apply("typed", like("typed", 1)))
          .isInstanceOf(UnreadableProfileException.class)
          .hasMessageContaining("value of another type");
    } finally {
      client.shutdown();
    }
  }

  /** Whatever is stored there, and also when this process still remembers what it had written. */
  @Test
  void anErasureDeletesWhatCannotBeRead() {
    RedisClient client = RedisClient.create(redis.uri());
    try (ProfileStore store = open()) {
      RedisCommands<String, String> stored = client.connect().sync();
      Map<String, Runnable> spoilt =
          Map.of(
              "erased-newer", () -> stored.set(Keys.profile("erased-newer"), "\u0007"),
              "erased-garbage", () -> stored.set(Keys.profile("erased-garbage"), "x"),
              "erased-a-list", () -> stored.rpush(Keys.profile("erased-a-list"), "x"),
              "erased-earlier", () -> stored.rpush(Keys.earlierProfile("erased-earlier"), "x"));
      spoilt.forEach((user, spoil) -> {
        store.apply(user, like(user, 0));
        stored.del(Keys.profile(user));
        spoil.run();
        try (ProfileStore forgetful = open()) {
          assertThatThrownBy(() -> forgetful.apply(user, like(user, 1)))
              .as(user)
              .isInstanceOf(UnreadableProfileException.class);
        }
        Profile after = store.apply(user, erasure(user, 2));
        assertThat(after.known()).as(user).isFalse();
        assertThat(store.get(user)).as(user).isEqualTo(after);
        store.apply(user, like(user, 1)); // delivered again
        assertThat(store.get(user).known()).as(user).isFalse();
      });
    } finally {
      client.shutdown();
    }
  }

  private static List<PositionedEvent> erasure(String user, long offset) {
    Event event =
        new ProfileRequest.Erase().event(user, "e" + offset, Instant.parse("2026-06-02T12:00:00Z"));
    return List.of(new PositionedEvent(event, new EventPosition("topic", 0, offset)));
  }

  /** Lettuce reconnects by itself after some attempts; a failed attempt changes nothing. */
  private static Profile untilApplied(ProfileStore store) {
    long giveUp = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (true) {
      try {
        return store.apply("ann", like("ann", 1));
      } catch (ProfileStoreException notYet) {
        if (System.nanoTime() > giveUp) {
          throw notYet;
        }
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void aUriThatIsNoneIsRefused() {
    assertThatThrownBy(() -> store("not a uri")).isInstanceOf(IllegalArgumentException.class);
  }
}
