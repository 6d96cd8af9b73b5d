/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.faults;

import dev.edgewise.load.events.ConsumerProcess;
import dev.edgewise.load.events.EventFeed;
import dev.edgewise.load.events.RedisInspector;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.PositionedEvent;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.store.ProfileStore;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Faults of processes, networks and deliveries. Kills are like {@code kill -9}. */
final class Faults {
  private static final int WORK_MS = 400;
  private static final int UP_MS = 2500;
  private static final int DOWN_MS = 1500;
  private static final int BETWEEN_JOINS_MS = 3000;
  private static final int MOST_CONSUMERS = 3;
  private static final int WHOLE_MS = 1500;
  private static final int BROKEN_MS = 4000;

  /** How many events of a user are written again: well within the deduplication window. */
  private static final int MOST_OF_USER = 100;

  private Faults() {}

  /**
   * Kills the consumer again and again, each time at another point of its work on a share of the
   * events. The broker is told of each kill, since it would only notice much later.
   */
  static void killConsumer(Stage stage, int kills, int events) throws IOException {
    stage.dismissConsumers();
    int atWork = 0;
    for (int i = 0; i < kills; i++) {
      EventFeed.Delivery delivery = stage.begin(events / kills);
      ConsumerProcess consumer = stage.startConsumer();
      consumer.awaitPartitions();
      stage.pause(WORK_MS);
      atWork += consumer.status().lag() == 0 ? 0 : 1;
      consumer.kill();
      stage.removeDeadConsumers();
      delivery.await();
    }
    stage.count("kills of the consumer", kills);
    stage.count("of these with work before it", atWork);
  }

  /** Kills Redis while a consumer works, and starts it again. */
  static void killRedis(Stage stage, int kills, int events) throws IOException {
    killServer(
        stage, new KilledServer(stage.redis::kill, stage.redis::restart, 200), kills, events);
    stage.count("kills of Redis", kills);
  }

  /** Kills the broker while a consumer works, and starts it again. */
  static void killBroker(Stage stage, int kills, int events) throws IOException {
    killServer(
        stage, new KilledServer(stage.kafka::kill, stage.kafka::restart, 6000), kills, events);
    stage.count("kills of the broker", kills);
  }

  /** A server, with about twice the time that it takes to start. */
  private record KilledServer(Runnable kill, Runnable restart, int startMillis) {}

  private static void killServer(Stage stage, KilledServer server, int kills, int events)
      throws IOException {
    ConsumerProcess consumer = stage.consumer();
    long millis = kills * (long) (UP_MS + DOWN_MS + server.startMillis) / 2;
    EventFeed.Delivery delivery = stage.begin(events, millis);
    for (int i = 0; i < kills; i++) {
      stage.pause(UP_MS);
      server.kill.run();
      stage.pause(DOWN_MS);
      server.restart.run();
    }
    delivery.await();
    stage.count("rewinds of the consumer", consumer.status().rewinds());
  }

  /**
   * Lets consumers join and leave. Half of those that leave are asked to end; the others are
   * killed, and the broker has to notice by itself.
   */
  static void stormOfRebalances(Stage stage, int joins, int events) throws IOException {
    var _ = stage.consumer();
    EventFeed.Delivery delivery = stage.begin(events, joins * (long) BETWEEN_JOINS_MS / 2);
    int killed = 0;
    for (int i = 0; i < joins; i++) {
      var _ = stage.startConsumer();
      stage.pause(BETWEEN_JOINS_MS);
      List<ConsumerProcess> living = stage.living();
      if (living.size() >= MOST_CONSUMERS || stage.random.nextBoolean()) {
        ConsumerProcess victim = living.get(stage.random.nextInt(living.size()));
        if (stage.random.nextBoolean()) {
          victim.terminate();
        } else {
          victim.kill();
          killed++;
        }
      }
    }
    delivery.await();
    stage.count("consumers that joined", joins);
    stage.count("consumers killed", killed);
  }

  /**
   * Cuts, stalls and resets the connections of a consumer to Redis and Kafka in turns, sometimes
   * for longer than a command may take.
   */
  static void breakNetwork(Stage stage, int rounds, int events) throws IOException {
    stage.dismissConsumers();
    try (SocketProxy toRedis = new SocketProxy()) {
      toRedis.leadTo(URI.create(stage.redis.uri()).getPort());
      String kafka = "127.0.0.1:" + stage.kafkaProxy.port();
      ConsumerProcess consumer =
          stage.startConsumer(
              stage.settings(kafka, stage.settings.group()), "redis://127.0.0.1:" + toRedis.port());
      consumer.awaitPartitions();
      EventFeed.Delivery delivery = stage.begin(events, rounds * (long) (WHOLE_MS + BROKEN_MS) / 2);
      for (int i = 0; i < rounds; i++) {
        stage.pause(WHOLE_MS);
        breakAndHeal(stage, i % 2 == 0 ? toRedis : stage.kafkaProxy, i / 2 % 3);
      }
      delivery.await();
      var _ = Verdict.compareProfiles(stage);
      stage.count("failures of its store that the consumer saw", consumer.status().storeFailures());
      stage.dismissConsumers();
    }
    stage.count("cuts, stalls and resets of its lines", rounds);
  }

  private static void breakAndHeal(Stage stage, SocketProxy proxy, int how) {
    switch (how) {
      case 0 -> proxy.cut();
      case 1 -> proxy.stall();
      default -> proxy.reset();
    }
    stage.pause(BROKEN_MS);
    proxy.heal();
  }

  /**
   * Delivers events twice. First the latest events of one partition are written again as new
   * records, which the deduplication windows must recognise. Then a consumer without checkpoints
   * reads every record again, which the watermarks must recognise.
   */
  static void deliverTwice(Stage stage, int events) throws IOException {
    stage.send(events);
    ExpectedProfiles model = Verdict.compareProfiles(stage);
    List<Event> repeated = latestEvents(model, 0);
    stage.feed.send(repeated.iterator());
    stage.count("events of a partition written again", repeated.size());
    long all = Verdict.compareProfiles(stage).events().size();
    expectNoEffect(stage, model.profiles(), "records written again");

    int deleted = deleteCheckpoints(stage);
    stage.dismissConsumers();
    String kafka = stage.settings.bootstrapServers();
    String group = stage.settings.group() + ".again";
    ConsumerProcess again = stage.startConsumer(stage.settings(kafka, group), stage.redis.uri());
    var _ = again.await("read all again", status -> status.applied() >= all && status.lag() == 0);
    stage.count("checkpoints deleted", deleted);
    stage.count("events read again from the beginning", all);
    expectNoEffect(stage, model.profiles(), "records read again");
  }

  /** The last events of each user in a partition, in log order. */
  private static List<Event> latestEvents(ExpectedProfiles model, int partition) {
    Map<String, Integer> taken = new HashMap<>();
    List<Event> latest = new ArrayList<>();
    for (PositionedEvent one : model.events().reversed()) {
      if (one.position().partition() == partition
          && taken.merge(one.event().user(), 1, Integer::sum) <= MOST_OF_USER) {
        latest.add(one.event());
      }
    }
    return latest.reversed();
  }

  /** Checks that nothing in the profiles changed but the positions that were applied. */
  private static void expectNoEffect(Stage stage, SortedMap<String, Profile> before, String what) {
    try (ProfileStore store = stage.openStore()) {
      for (Profile profile : before.values()) {
        Profile after = store.get(profile.user());
        String part = ExpectedProfiles.firstDifference(profile, after, "applied");
        if (!part.isEmpty()) {
          stage.fault(what + " had an effect, first on " + profile.user() + ": " + part);
          return;
        }
      }
    }
  }

  private static int deleteCheckpoints(Stage stage) {
    try (RedisInspector inspector = new RedisInspector(stage.redis.uri())) {
      var redis = inspector.connection().sync();
      List<String> keys = redis.keys("edgewise:{log:*}:checkpoint3");
      keys.forEach(redis::del);
      return keys.size();
    }
  }
}
