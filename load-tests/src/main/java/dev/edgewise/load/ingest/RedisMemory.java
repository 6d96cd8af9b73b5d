/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.ingest;

import dev.edgewise.load.events.RedisInspector;
import dev.edgewise.load.report.Medians;
import dev.edgewise.load.report.Report;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventPosition;
import dev.edgewise.profile.PositionedEvent;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.ProfileRules;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.profile.codec.ProfileCodec;
import dev.edgewise.profile.redis.RedisProfileStore;
import dev.edgewise.profile.store.ProfileStore;
import io.lettuce.core.FlushMode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Measures the memory of profiles in Redis: once as the store writes them, and then for the same
 * users without some parts, whose sizes are the differences. Used by one thread.
 */
record RedisMemory(String redis, int users, Report report) {
  /** The bytes by which an encoded profile knows one event again. */
  static final int KEY_BYTES = 8;

  private static final double MILLION_IN_GIB = 1e6 / (1 << 30);

  void measure() throws IOException {
    try (RedisInspector inspector = new RedisInspector(redis)) {
      double first = bytesPerUser(inspector, () -> write(inspector, 1));
      double listed = bytesPerUser(inspector, () -> write(inspector, SyntheticUser.EVENTS));
      double all = bytesPerUser(inspector, this::applyAll);
      report.add("Redis a user: key, and a profile of one event", first, "bytes");
      report.add("Redis a user: recent list beyond that", listed - first, "bytes");
      report.add("Redis a user: deduplication window", all - listed, "bytes");
      report.add("Redis a user: all", all, "bytes");
      report.add("Redis a user: encoded profile", meanEncodedBytes(), "bytes");
      report.add("Redis, a million such users", all * MILLION_IN_GIB, "GiB");
    }
    report.note(
        users
            + " users were measured. A user has 20 events over 30 days, on 12 items of 2 categories"
            + " out of 20. Half of the memory that Metarank publishes for a million users is 0.4"
            + " GiB.");
  }

  /** Empties Redis, writes all users, and returns by how much its memory grew for each. */
  private double bytesPerUser(RedisInspector inspector, Medians.Timed writing) throws IOException {
    var commands = inspector.connection().sync();
    var _ = commands.flushall(FlushMode.SYNC);
    long before = inspector.info("memory", "used_memory:");
    writing.run();
    long after = inspector.info("memory", "used_memory:");
    if (commands.dbsize() != users) {
      throw new IOException("Redis has " + commands.dbsize() + " keys, not " + users);
    }
    return (after - before) / (double) users;
  }

  /** Writes profiles of the first events, without the bytes that know them again. */
  private void write(RedisInspector inspector, int events) throws IOException {
    BoundedCalls calls = new BoundedCalls();
    for (int i = 0; i < users; i++) {
      Profile profile = new SyntheticUser(i).profile(events);
      int keys = profile.recent().size() + profile.applied().keys().size();
      byte[] whole = ProfileCodec.encode(profile);
      byte[] value = Arrays.copyOf(whole, whole.length - KEY_BYTES * keys);
      String key = RedisInspector.userKey(profile.user(), "profile3");
      calls.start(() -> inspector.connection().async().set(key, value));
    }
    calls.await();
  }

  private void applyAll() throws IOException {
    BoundedCalls calls = new BoundedCalls();
    try (ProfileStore store =
        new RedisProfileStore(redis, SignalWeights.standard(), Duration.ofSeconds(5))) {
      for (int i = 0; i < users; i++) {
        SyntheticUser user = new SyntheticUser(i);
        calls.start(() -> store.applyAsync(user.name(), user.events()));
      }
      calls.await();
    }
  }

  private double meanEncodedBytes() {
    return IntStream.range(0, Math.min(users, 1000))
        .mapToObj(i -> new SyntheticUser(i).profile(SyntheticUser.EVENTS))
        .mapToInt(profile -> ProfileCodec.encode(profile).length)
        .average()
        .orElseThrow();
  }

  /** The user of a number, with 20 events over 30 days on 12 items, each of 2 of 20 categories. */
  record SyntheticUser(int number) {
    private static final int EVENTS = 20;
    private static final int ITEMS = 12;
    private static final int CATALOGUE = 5000;
    private static final int CATEGORIES = 20;
    private static final Instant BEGIN = Instant.parse("2025-01-01T00:00:00Z");
    private static final long DAYS_MS = Duration.ofDays(30).toMillis();
    private static final List<String> TYPES =
        List.of("view", "click", "view", "read", "like", "view", "rate", "click");

    String name() {
      return "user-" + number;
    }

    Profile profile(int events) {
      ProfileRules rules = new ProfileRules(SignalWeights.standard());
      return rules.apply(Profile.empty(name()), events().subList(0, events));
    }

    /** The events in the order of time; each of the first twelve has another item. */
    List<PositionedEvent> events() {
      Random random = new Random(number);
      int[] items = random.ints(0, CATALOGUE).distinct().limit(ITEMS).toArray();
      long[] times = random.longs(EVENTS, 0, DAYS_MS).sorted().toArray();
      List<PositionedEvent> events = new ArrayList<>(EVENTS);
      for (int i = 0; i < EVENTS; i++) {
        int item = items[i < ITEMS ? i : random.nextInt(ITEMS)];
        String type = TYPES.get(random.nextInt(TYPES.size()));
        Double value = type.equals("rate") ? 1.0 + random.nextInt(5) : null;
        int category = item % CATEGORIES;
        int other = (category + 1 + item / 7 % 19) % CATEGORIES;
        List<String> traits = List.of("category:" + category, "category:" + other);
        Instant time = BEGIN.plusMillis(times[i]);
        String id = number + "-" + i;
        events.add(
            new PositionedEvent(
                new Event(id, "web", name(), "item-" + item, type, time, value, traits, Map.of()),
                new EventPosition("A".repeat(22), number % 8, 20L * number + i)));
      }
      return events;
    }
  }
}
