/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.ingest;

import dev.edgewise.ingest.local.LocalRedis;
import dev.edgewise.load.process.PlainRedis;
import dev.edgewise.load.report.Report;
import dev.edgewise.profile.PositionedEvent;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.ProfileRules;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.profile.codec.ProfileCodec;
import dev.edgewise.profile.redis.RedisProfileStore;
import dev.edgewise.profile.store.ProfileStore;
import dev.edgewise.profile.store.ProfileStoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What profiles take in Redis, by {@link SyntheticUser}s: all of it as the store writes it, and the
 * same users again without what they can do without, so that the parts come out as differences.
 */
final class RedisMemory {
  /** Of what an event is known again by, in an encoded profile. */
  static final int KEY_BYTES = 5;

  private static final int IN_FLIGHT = 256;
  private static final int PIPELINED = 500;
  private static final double MILLION_IN_GIB = 1e6 / (1 << 30);
  private static final byte[] SET = "SET".getBytes(StandardCharsets.US_ASCII);

  private final LocalRedis redis;
  private final int users;
  private final Report report;
  private final ProfileRules rules = new ProfileRules(SignalWeights.standard());

  RedisMemory(LocalRedis redis, int users, Report report) {
    this.redis = redis;
    this.users = users;
    this.report = report;
  }

  void measure() throws IOException, InterruptedException {
    try (PlainRedis look = PlainRedis.at(redis.uri())) {
      double base = perUser(look, () -> write(look, this::base));
      double listed = perUser(look, () -> write(look, this::listed));
      double all = perUser(look, this::applyAll);
      report.add("Redis a user: key, and a profile of one event", base, "bytes");
      report.add("Redis a user: recent list beyond that", listed - base, "bytes");
      report.add("Redis a user: deduplication window", all - listed, "bytes");
      report.add("Redis a user: all", all, "bytes");
      report.add("Redis a user: encoded profile", encodedBytes(), "bytes");
      report.add("Redis, a million such users", all * MILLION_IN_GIB, "GiB");
    }
    report.note(
        users
            + " users measured; a user is 20 events over 30 days on 12 items of 2 categories out"
            + " of 20; half of what Metarank publishes for a million users is 0.4 GiB");
  }

  private double perUser(PlainRedis look, Writing writing)
      throws IOException, InterruptedException {
    var _ = look.call("FLUSHALL", "SYNC");
    long before = Long.parseLong(look.info("memory", "used_memory"));
    writing.run();
    long after = Long.parseLong(look.info("memory", "used_memory"));
    var expected = List.of(String.valueOf(users));
    if (!look.call("DBSIZE").equals(expected)) {
      throw new IOException("Redis has " + look.call("DBSIZE") + " keys, not " + expected);
    }
    return (after - before) / (double) users;
  }

  private interface Writing {
    void run() throws IOException, InterruptedException;
  }

  /** Under the keys that the store uses. */
  private void write(PlainRedis to, Function<SyntheticUser, byte[]> profile) throws IOException {
    int waiting = 0;
    for (int i = 0; i < users; i++) {
      SyntheticUser user = new SyntheticUser(i);
      byte[] key = PlainRedis.key(user.name(), "profile").getBytes(StandardCharsets.US_ASCII);
      to.send(SET, key, profile.apply(user));
      waiting++;
      if (waiting == PIPELINED || i == users - 1) {
        for (; waiting > 0; waiting--) {
          var _ = to.read();
        }
      }
    }
  }

  private void applyAll() throws IOException, InterruptedException {
    Semaphore room = new Semaphore(IN_FLIGHT);
    AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();
    try (ProfileStore store =
        new RedisProfileStore(redis.uri(), SignalWeights.standard(), Duration.ofSeconds(5))) {
      for (int i = 0; i < users; i++) {
        SyntheticUser user = new SyntheticUser(i);
        room.acquire();
        var _ =
            store
                .applyAsync(user.name(), user.events())
                .whenComplete((profile, failure) -> {
                  if (failure != null) {
                    failed.set(failure);
                  }
                  room.release();
                });
      }
      room.acquire(IN_FLIGHT);
    } catch (ProfileStoreException e) {
      failed.set(e);
    }
    Throwable failure = failed.get();
    if (failure != null) {
      throw new IOException("profiles could not be stored: " + failure.getMessage(), failure);
    }
  }

  private byte[] base(SyntheticUser user) {
    return withoutKeys(applied(user, user.events().subList(0, 1)));
  }

  private byte[] listed(SyntheticUser user) {
    return withoutKeys(applied(user, user.events()));
  }

  private Profile applied(SyntheticUser user, List<PositionedEvent> events) {
    return rules.apply(Profile.empty(user.name()), events);
  }

  /** As many bytes as there would be if no event were known again; they don't decode. */
  private static byte[] withoutKeys(Profile profile) {
    int keys = profile.recent().size() + profile.applied().keys().size();
    byte[] whole = ProfileCodec.encode(profile);
    return Arrays.copyOf(whole, whole.length - KEY_BYTES * keys);
  }

  private double encodedBytes() {
    long bytes = 0;
    int sampled = Math.min(users, 1000);
    for (int i = 0; i < sampled; i++) {
      SyntheticUser user = new SyntheticUser(i);
      bytes += ProfileCodec.encode(applied(user, user.events())).length;
    }
    return bytes / (double) sampled;
  }
}
