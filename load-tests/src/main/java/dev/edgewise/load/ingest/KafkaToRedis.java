/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.ingest;

import dev.edgewise.ingest.kafka.KafkaSettings;
import dev.edgewise.ingest.local.LocalKafka;
import dev.edgewise.ingest.local.LocalRedis;
import dev.edgewise.load.pipeline.ConsumerProcess;
import dev.edgewise.load.pipeline.EventFeed;
import dev.edgewise.load.pipeline.SyntheticEvents;
import dev.edgewise.load.process.JavaProcess;
import dev.edgewise.load.process.PlainRedis;
import dev.edgewise.load.report.Report;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventPosition;
import dev.edgewise.profile.PositionedEvent;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.ProfileRules;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.profile.codec.ProfileCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * One consumer on a log written beforehand, against a bare loop that makes as many calls of the
 * same script with values of the same size; then the consumer's heap while it goes on.
 */
final class KafkaToRedis {
  private static final long SEED = 1;
  private static final int USERS = 100_000;
  private static final int MOST_FOR_SPEED = 500_000;
  private static final int SAMPLED_USERS = 200;
  private static final int STEPS = 10;

  private final Path folder;
  private final LocalRedis redis;
  private final Report report;
  private final KafkaSettings settings;
  private final JavaProcess.Jvm jvm;

  KafkaToRedis(Path home, Path folder, LocalKafka kafka, LocalRedis redis, Report report) {
    this.folder = folder;
    this.redis = redis;
    this.report = report;
    this.settings = KafkaSettings.on(kafka.bootstrapServers());
    this.jvm = JavaProcess.Jvm.ofService(home);
  }

  void measure(int events) throws IOException, InterruptedException {
    int forSpeed = Math.min(events, MOST_FOR_SPEED);
    SyntheticEvents made = new SyntheticEvents(SEED, USERS, "u");
    try (EventFeed feed = new EventFeed(settings, false);
        PlainRedis look = PlainRedis.at(redis.uri())) {
      feed.send(made.next(forSpeed));
      try (ConsumerProcess consumer =
          ConsumerProcess.start(jvm, settings, redis.uri(), folder.resolve("consumer.log"))) {
        double seconds = secondsOf(consumer, forSpeed);
        long calls = calls(look);
        double bare = bareSeconds(look, calls, meanBytes(forSpeed));
        report.add("Kafka to Redis: calls of the script for them", (double) calls, "");
        report.add("bare loop of the same calls", calls / bare, "calls/s");
        report.add("Kafka to Redis / bare loop, of the same calls", bare / seconds, "x");
        watchHeap(consumer, feed, made, events);
      }
    }
  }

  /** From having partitions to having applied all: what was compiled by then is in it. */
  private double secondsOf(ConsumerProcess consumer, int events)
      throws IOException, InterruptedException {
    var _ = consumer.await("get partitions", status -> status.partitions() > 0);
    long begun = System.nanoTime();
    long early = consumer.await("begin", status -> status.applied() >= events / 5).applied();
    long warm = System.nanoTime();
    var _ = consumer.await("apply all", status -> status.applied() >= events);
    long done = System.nanoTime();
    report.add("Kafka to Redis, " + events + " events", events / ((done - begun) / 1e9), "/s");
    report.add(
        "Kafka to Redis, without the first fifth", (events - early) / ((done - warm) / 1e9), "/s");
    return (done - begun) / 1e9;
  }

  private static long calls(PlainRedis look) throws IOException {
    String statistics = look.info("commandstats", "cmdstat_evalsha");
    int from = statistics.indexOf("calls=") + "calls=".length();
    return Long.parseLong(statistics.substring(from, statistics.indexOf(',', from)));
  }

  private double bareSeconds(PlainRedis look, long calls, int bytes)
      throws IOException, InterruptedException {
    if (!look.call("SCRIPT", "EXISTS", BareLoop.digest()).equals(List.of("1"))) {
      report.fault("the bare loop's script is not the store's any more");
    }
    List<String> arguments =
        List.of(redis.uri(), String.valueOf(calls), String.valueOf(USERS), String.valueOf(bytes));
    try (JavaProcess loop =
        JavaProcess.start(jvm, BareLoop.class, arguments, folder.resolve("bare.log"))) {
      return Double.parseDouble(loop.ask("run"));
    }
  }

  /** How large a profile is after an event, on average over all of them, by a sample of users. */
  private static int meanBytes(int events) {
    ProfileRules rules = new ProfileRules(SignalWeights.standard());
    Map<String, Profile> profiles = new HashMap<>();
    long bytes = 0;
    long values = 0;
    Iterator<Event> made = new SyntheticEvents(SEED, USERS, "u").next(events);
    for (long offset = 0; made.hasNext(); offset++) {
      Event event = made.next();
      String user = event.user();
      if (Math.floorMod(user.hashCode(), USERS) < SAMPLED_USERS) {
        Profile before = profiles.getOrDefault(user, Profile.empty(user));
        EventPosition position = new EventPosition("0123456789012345678901", 0, offset);
        Profile after = rules.apply(before, List.of(new PositionedEvent(event, position)));
        profiles.put(user, after);
        bytes += ProfileCodec.encode(after).length;
        values++;
      }
    }
    return (int) (bytes / Math.max(1, values));
  }

  /** The users are known by the second step, so nothing should grow after it. */
  private void watchHeap(ConsumerProcess consumer, EventFeed feed, SyntheticEvents made, int events)
      throws IOException, InterruptedException {
    long applied = consumer.status().applied();
    double[] mebibytes = new double[STEPS];
    int step = events / STEPS;
    for (int i = 0; i < STEPS; i++) {
      feed.send(made.next(step));
      applied += step;
      long goal = applied;
      var _ = consumer.await("keep up", status -> status.applied() >= goal);
      mebibytes[i] = consumer.heapBytes() / (double) (1 << 20);
    }
    report.add("heap of the consumer after " + step + " events", mebibytes[0], "MiB");
    report.add("heap of the consumer after " + events + " events", mebibytes[STEPS - 1], "MiB");
    report.add(
        "heap growth per million events, by all but the first step",
        slope(mebibytes) / step * 1e6,
        "MiB");
  }

  /** By least squares, per step, without the first. */
  static double slope(double[] values) {
    int n = values.length - 1;
    double middle = (n - 1) / 2.0;
    double product = 0;
    double square = 0;
    for (int i = 0; i < n; i++) {
      product += (i - middle) * values[i + 1];
      square += (i - middle) * (i - middle);
    }
    return product / square;
  }
}
