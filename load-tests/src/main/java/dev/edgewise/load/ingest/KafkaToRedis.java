/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.ingest;

import dev.edgewise.ingest.kafka.KafkaSettings;
import dev.edgewise.load.events.ConsumerProcess;
import dev.edgewise.load.events.EventFeed;
import dev.edgewise.load.events.RedisInspector;
import dev.edgewise.load.events.SyntheticEvents;
import dev.edgewise.load.process.ChildProcess;
import dev.edgewise.load.process.JavaCommand;
import dev.edgewise.load.report.SuiteRun;
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
import java.util.List;
import java.util.Map;

/**
 * Measures one consumer on a log that is written beforehand, against {@link BareLoop} with as many
 * calls and values of the same size; then watches the heap of the consumer. Used by one thread.
 */
record KafkaToRedis(SuiteRun run, Path folder, KafkaSettings settings, String redis) {
  private static final long SEED = 1;
  private static final int USERS = 100_000;
  private static final int MOST_FOR_SPEED = 500_000;
  private static final int SAMPLED_USERS = 200;
  private static final int STEPS = 10;

  void measure(int events) throws IOException {
    int forSpeed = Math.min(events, MOST_FOR_SPEED);
    SyntheticEvents made = new SyntheticEvents(SEED, USERS, "u");
    Path log = folder.resolve("consumer.log");
    JavaCommand java = JavaCommand.ofService(run.home());
    try (EventFeed feed = new EventFeed(settings, false);
        RedisInspector inspector = new RedisInspector(redis)) {
      feed.send(made.next(forSpeed));
      try (ConsumerProcess consumer = new ConsumerProcess(java, settings, redis, log)) {
        double seconds = secondsOf(consumer, forSpeed);
        long calls = inspector.info("commandstats", "cmdstat_evalsha:calls=");
        double bare = bareSeconds(java, calls, meanBytes(forSpeed));
        run.report().add("Kafka to Redis: calls of the script for them", (double) calls, "");
        run.report().add("bare loop of the same calls", calls / bare, "calls/s");
        run.report().add("Kafka to Redis / bare loop, of the same calls", bare / seconds, "x");
        watchHeap(consumer, feed, made, events);
      }
    }
  }

  /** The seconds from having partitions to having applied all events; the JVM warms up in them. */
  private double secondsOf(ConsumerProcess consumer, int events) throws IOException {
    consumer.awaitPartitions();
    long begun = System.nanoTime();
    long early = consumer.await("begin", status -> status.applied() >= events / 5).applied();
    long warm = System.nanoTime();
    var _ = consumer.await("apply all", status -> status.applied() >= events);
    double seconds = (System.nanoTime() - begun) / 1e9;
    double rate = (events - early) / ((System.nanoTime() - warm) / 1e9);
    run.report().add("Kafka to Redis, " + events + " events", events / seconds, "/s");
    run.report().add("Kafka to Redis, without the first fifth", rate, "/s");
    return seconds;
  }

  private double bareSeconds(JavaCommand java, long calls, int bytes) throws IOException {
    List<String> arguments = List.of(redis, "" + calls, "" + USERS, "" + bytes);
    Path log = folder.resolve("bare.log");
    ProcessBuilder builder = java.builder(BareLoop.class, arguments, log);
    try (ChildProcess loop = new ChildProcess("the bare loop", builder, log)) {
      return Double.parseDouble(loop.ask("run"));
    }
  }

  /** The mean size of a profile after each event, in bytes, by a sample of the users. */
  private static int meanBytes(int events) {
    ProfileRules rules = new ProfileRules(SignalWeights.standard());
    SyntheticEvents made = new SyntheticEvents(SEED, USERS, "u");
    Map<String, Profile> profiles = new HashMap<>();
    long bytes = 0;
    long values = 0;
    for (long offset = 0; offset < events; offset++) {
      Event event = made.get();
      String user = event.user();
      if (Math.floorMod(user.hashCode(), USERS) < SAMPLED_USERS) {
        var position = new EventPosition("0123456789012345678901", 0, offset);
        Profile before = profiles.getOrDefault(user, Profile.empty(user));
        Profile after = rules.apply(before, List.of(new PositionedEvent(event, position)));
        profiles.put(user, after);
        bytes += ProfileCodec.encode(after).length;
        values++;
      }
    }
    return (int) (bytes / Math.max(1, values));
  }

  /** After the first step all users are known, so the heap should not grow any more. */
  private void watchHeap(ConsumerProcess consumer, EventFeed feed, SyntheticEvents made, int events)
      throws IOException {
    double[] mebibytes = new double[STEPS];
    int step = events / STEPS;
    for (int i = 0; i < STEPS; i++) {
      long goal = consumer.status().applied() + step;
      feed.send(made.next(step));
      var _ = consumer.await("keep up", status -> status.applied() >= goal);
      mebibytes[i] = consumer.heapBytes() / (double) (1 << 20);
    }
    String what = "heap of the consumer after ";
    String growth = "heap growth per million events, by all but the first step";
    run.report().add(what + step + " events", mebibytes[0], "MiB");
    run.report().add(what + events + " events", mebibytes[STEPS - 1], "MiB");
    run.report().add(growth, slope(mebibytes) / step * 1e6, "MiB");
  }

  /** The least-squares slope per step of all values but the first. */
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
