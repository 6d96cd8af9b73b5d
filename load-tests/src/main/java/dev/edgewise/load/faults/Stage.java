/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.faults;

import dev.edgewise.ingest.kafka.KafkaSettings;
import dev.edgewise.ingest.local.LocalKafka;
import dev.edgewise.ingest.local.LocalRedis;
import dev.edgewise.load.events.ConsumerProcess;
import dev.edgewise.load.events.EventFeed;
import dev.edgewise.load.events.SyntheticEvents;
import dev.edgewise.load.process.JavaCommand;
import dev.edgewise.load.process.Polling;
import dev.edgewise.load.report.Report;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.profile.redis.RedisProfileStore;
import dev.edgewise.profile.store.ProfileStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The processes and topics of one drill: a Redis and topics of its own, a feed of events, and
 * consumers that come and go. Used by one thread.
 */
final class Stage implements AutoCloseable {
  private static final int PARTITIONS = 4;
  private static final Duration STORE_TIMEOUT = Duration.ofSeconds(5);

  /** More than an append-only file that is synced every second can lose. */
  private static final Duration REWIND = Duration.ofSeconds(10);

  private static final JavaCommand JAVA =
      JavaCommand.withOwnClassPath("-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private static final List<String> POISON =
      List.of(
          "not JSON",
          "{\"id\":7}",
          "[]",
          "{\"id\":\"x\",\"user\":\"x\",\"item\":\"x\",\"type\":\"view\",\"time\":\"yesterday\"}");

  final LocalKafka kafka;
  final SocketProxy kafkaProxy;
  final LocalRedis redis;
  final KafkaSettings settings;
  final SyntheticEvents events;
  final EventFeed feed;
  final Random random;
  final List<KafkaRecords.RecordPlace> poison = new ArrayList<>();
  private final Drill drill;
  private final Report report;
  private final Path folder;
  private final List<ConsumerProcess> consumers = new ArrayList<>();

  /** Disturbs the processes while events flow; afterwards all servers must answer again. */
  interface DrillFault {
    void strike(Stage stage) throws IOException;
  }

  /** A fault with its name in the report, and the number of users whose events flow meanwhile. */
  record Drill(String name, LocalRedis.Durability durability, int users, DrillFault fault) {
    String id() {
      return name.replaceAll("[^A-Za-z]+", "-");
    }
  }

  Stage(
      Drill drill,
      LocalKafka kafka,
      SocketProxy kafkaProxy,
      long seed,
      Report report,
      Path folder) {
    this.drill = drill;
    this.kafka = kafka;
    this.kafkaProxy = kafkaProxy;
    this.report = report;
    this.folder = folder;
    this.random = new Random(seed);
    this.events = new SyntheticEvents(seed, drill.users, drill.id() + "-");
    this.redis = LocalRedis.start(folder, drill.durability);
    this.settings = settings(kafka.bootstrapServers(), drill.id() + ".profiles");
    this.feed = new EventFeed(settings, true);
  }

  /** The topics of this drill, through an address of the broker and for a group. */
  KafkaSettings settings(String servers, String group) {
    String topic = drill.id();
    return new KafkaSettings(servers, topic, topic + ".dead", group, PARTITIONS, REWIND, null);
  }

  ProfileStore openStore() {
    return new RedisProfileStore(redis.uri(), SignalWeights.standard(), STORE_TIMEOUT);
  }

  void send(int count) throws IOException {
    begin(count).await();
  }

  /** Begins to write the next events as fast as the broker takes them. */
  EventFeed.Delivery begin(int count) {
    return feed.begin(events.next(count), Integer.MAX_VALUE);
  }

  /** Begins to write the next events at a rate that fits into a time. */
  EventFeed.Delivery begin(int count, long millis) {
    return feed.begin(events.next(count), (int) Math.max(1, count * 1000L / millis));
  }

  /** Writes a few records that are no events. */
  void plantPoison() throws IOException {
    poison.addAll(new KafkaRecords(settings).write(POISON));
  }

  ConsumerProcess startConsumer() throws IOException {
    return startConsumer(settings, redis.uri());
  }

  ConsumerProcess startConsumer(KafkaSettings kafkaSettings, String redisUri) throws IOException {
    Path log = folder.resolve("consumers.log");
    consumers.add(new ConsumerProcess(JAVA, kafkaSettings, redisUri, log));
    return consumers.getLast();
  }

  /** A running consumer that has partitions; starts one when none runs. */
  ConsumerProcess consumer() throws IOException {
    ConsumerProcess one = living().isEmpty() ? startConsumer() : living().getFirst();
    one.awaitPartitions();
    return one;
  }

  List<ConsumerProcess> living() {
    return consumers.stream().filter(ConsumerProcess::alive).toList();
  }

  /** Kills all consumers and removes them from their group. */
  void dismissConsumers() {
    for (ConsumerProcess one : consumers) {
      one.kill();
    }
    consumers.clear();
    removeDeadConsumers();
  }

  /** Those that run join their group again. */
  void removeDeadConsumers() {
    new KafkaRecords(settings).removeMembers();
  }

  void pause(int mostMillis) {
    Polling.sleep(Duration.ofMillis(random.nextInt(mostMillis)));
  }

  void count(String what, long number) {
    note(what, (double) number, "");
  }

  void note(String what, double value, String unit) {
    report.add(drill.name + ": " + what, value, unit);
  }

  void fault(String what) {
    report.fault(drill.name + ": " + what);
  }

  @Override
  public void close() {
    consumers.forEach(ConsumerProcess::close);
    feed.close();
    redis.close();
  }
}
