/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.redis;

import static dev.edgewise.profile.TestEvents.NOON;
import static dev.edgewise.profile.TestEvents.at;
import static dev.edgewise.profile.TestEvents.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.profile.PositionedEvent;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.ProfileRequest;
import dev.edgewise.profile.ProfileRules;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.profile.codec.ProfileCodec;
import dev.edgewise.profile.store.Checkpoint;
import dev.edgewise.profile.store.ProfileStore;
import dev.edgewise.profile.store.Retention;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rebuilds profiles that have an earlier format from a log, in a real Redis. */
class EarlierFormatIT {
  private static final String TOPIC = "topic";
  private static final Duration MARGIN = Duration.ofMinutes(1);
  private static RealRedis redis;
  private static RedisClient client;
  private static RedisCommands<String, byte[]> raw;

  private final ProfileRules rules = new ProfileRules(SignalWeights.standard());
  private final List<PositionedEvent> log =
      List.of(
          at(0, event("1", "ann", "moon", "like", NOON)),
          at(1, event("2", "ann", "moon", "dislike", NOON.plusSeconds(1))),
          at(4, event("3", "ann", "sun", "like", NOON.plusSeconds(2))));

  @BeforeAll
  static void startRedis() throws IOException {
    redis = RealRedis.start();
    client = RedisClient.create(redis.uri());
    raw = client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE)).sync();
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

  private static ProfileStore open(Retention retention) {
    Duration timeout = Duration.ofSeconds(10);
    return new RedisProfileStore(redis.uri(), SignalWeights.standard(), timeout, retention);
  }

  private static ProfileStore open() {
    return open(Retention.FOR_GOOD);
  }

  /** Stores what the release before this one would have stored after the log. */
  private Profile storeEarlier(List<PositionedEvent> events) {
    Profile earlier = rules.apply(Profile.empty("ann"), events);
    raw.set(Keys.earlierProfile("ann"), ProfileCodec.encode(earlier));
    raw.set(Keys.earlierCheckpoint(TOPIC, 0), Script.ascii(reached(5).format()));
    return earlier;
  }

  private static Checkpoint reached(long next) {
    return Checkpoint.none(TOPIC, 0).reached(new Checkpoint.Mark(NOON, next, 0), MARGIN);
  }

  private static boolean earlierIsThere() {
    return raw.exists(Keys.earlierProfile("ann")) == 1;
  }

  @Test
  void theEarlierProfileIsServedUntilTheLogHasBeenReadAgain() {
    Profile earlier = storeEarlier(log);
    try (ProfileStore store = open()) {
      assertThat(store.get("ann")).isEqualTo(earlier);
      assertThat(store.resume(TOPIC, 0, 0)).isEqualTo(Checkpoint.none(TOPIC, 0));
      assertThat(store.rebuildEnd(TOPIC, 0)).isEqualTo(5);
      store.apply("ann", log.subList(0, 1));
      store.saveAsync(reached(1), store.generation()).join();
      assertThat(store.get("ann")).isEqualTo(earlier);
    }
    try (ProfileStore store = open()) { // as after a kill
      assertThat(store.resume(TOPIC, 0, 0)).isEqualTo(reached(1));
      assertThat(store.rebuildEnd(TOPIC, 0)).isEqualTo(5);
      store.apply("ann", log.subList(0, 2));
      assertThat(store.get("ann")).isEqualTo(earlier);
      assertThat(earlierIsThere()).isTrue();
      Profile rebuilt = store.apply("ann", log.subList(1, 3));
      assertThat(store.get("ann")).isEqualTo(rebuilt);
      assertThat(rebuilt.standings()).isEqualTo(earlier.standings());
      assertThat(rebuilt.interactions()).isEqualTo(3);
      assertThat(earlierIsThere()).isFalse();
      store.saveAsync(reached(5), store.generation()).join();
      assertThat(store.rebuildEnd(TOPIC, 0)).isZero();
      assertThat(raw.exists(Keys.earlierCheckpoint(TOPIC, 0))).isZero();
    }
  }

  @Test
  void whatWasErasedStaysErasedAndStatedPreferencesStay() {
    var correct = new ProfileRequest.Correct("ko", List.of("slow films"), null);
    storeEarlier(
        List.of(
            log.get(0),
            at(1, new ProfileRequest.Erase().event("ann", "erase", NOON.plusSeconds(9))),
            at(2, correct.event("ann", "correct", NOON.plusSeconds(10)))));
    try (ProfileStore store = open()) {
      store.resume(TOPIC, 0, 0);
      Profile profile = store.apply("ann", log.subList(0, 2));
      assertThat(profile.interactions()).isZero();
      assertThat(profile.stated().likes()).containsExactly("slow films");
    }
  }

  @Test
  void aProfileWhoseEventsTheLogNoLongerHasIsTakenOver() {
    Profile earlier = storeEarlier(log);
    try (ProfileStore store = open()) {
      assertThat(store.resume(TOPIC, 0, 3)).isEqualTo(reached(5));
      assertThat(store.rebuildEnd(TOPIC, 0)).isZero();
      assertThat(store.get("ann")).isEqualTo(earlier);
      store.apply("ann", List.of(at(7, event("7", "ann", "star", "like", NOON))));
      assertThat(store.get("ann").interactions()).isEqualTo(4);
      assertThat(earlierIsThere()).isFalse();
    }
  }

  @Test
  void aProfileWithEventsOfAnotherTopicIsTakenOver() {
    storeEarlier(List.of(log.get(0), at("older", 0, 9, log.get(1).event())));
    try (ProfileStore store = open()) {
      store.resume(TOPIC, 0, 0);
      store.apply("ann", log.subList(0, 1));
      store.apply("ann", log.subList(2, 3));
      assertThat(store.get("ann").interactions()).isEqualTo(3);
    }
  }

  @Test
  void readingAgainDoesNotProlongTheLifeOfAProfile() {
    storeEarlier(log);
    raw.pexpire(Keys.earlierProfile("ann"), Duration.ofHours(1).toMillis());
    try (ProfileStore store = open(new Retention(Duration.ofDays(9), Duration.ZERO))) {
      store.resume(TOPIC, 0, 0);
      store.apply("ann", log);
      assertThat(raw.pttl(Keys.profile("ann"))).isBetween(1L, Duration.ofHours(1).toMillis());
      store.apply("ann", List.of(at(5, event("5", "ann", "star", "like", NOON))));
      assertThat(raw.pttl(Keys.profile("ann"))).isGreaterThan(Duration.ofDays(1).toMillis());
    }
  }
}
