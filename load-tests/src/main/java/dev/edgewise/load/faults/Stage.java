/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.faults;

import dev.edgewise.ingest.kafka.KafkaSettings;
import dev.edgewise.ingest.local.LocalKafka;
import dev.edgewise.ingest.local.LocalRedis;
import dev.edgewise.load.pipeline.ConsumerProcess;
import dev.edgewise.load.pipeline.EventFeed;
import dev.edgewise.load.pipeline.SyntheticEvents;
import dev.edgewise.load.process.JavaProcess;
import dev.edgewise.load.report.Report;
import dev.edgewise.profile.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

/**
 * What a drill plays on: a topic and a Redis of its own, events, and consumers that come and go.
 * Used by one thread.
 */
final class Stage implements AutoCloseable {
  private static final int PARTITIONS = 4;

  /** More than an append-only file that is synced every second can lose. */
  private static final Duration REWIND = Duration.ofSeconds(10);

  private static final List<String> POISON =
      List.of(
          "not JSON",
          "{\"id\":7}",
          "[]",
          "{\"id\":\"x\",\"user\":\"x\",\"item\":\"x\",\"type\":\"view\",\"time\":\"yesterday\"}");

  private final String name;
  private final Brokers brokers;
  private final LocalRedis redis;
  private final Report report;
  private final Path folder;
  private final KafkaSettings settings;
  private final SyntheticEvents events;
  private final EventFeed feed;
  private final Random random;
  private final List<ConsumerProcess> consumers = new ArrayList<>();
  private final List<RawTopic.Place> poison = new ArrayList<>();

  /**
   * An empty stage.
   *
   * @param folder for the files of this drill
   */
  Stage(
      String name,
      LocalRedis.Durability durability,
      int users,
      String id,
      Brokers brokers,
      long seed,
      Report report,
      Path folder) {
    this.name = name;
    this.brokers = brokers;
    this.report = report;
    this.folder = folder;
    this.random = new Random(seed);
    this.events = new SyntheticEvents(seed, users, id + "-");
    this.redis = LocalRedis.start(folder, durability);
    this.settings =
        new KafkaSettings(
            kafka().bootstrapServers(),
            id,
            id + ".dead",
            id + ".profiles",
            PARTITIONS,
            REWIND,
            null);
    this.feed = new EventFeed(settings, true);
  }

  LocalKafka kafka() {
    return brokers.kafka();
  }

  SocketProxy kafkaProxy() {
    return brokers.proxy();
  }

  LocalRedis redis() {
    return redis;
  }

  KafkaSettings settings() {
    return settings;
  }

  EventFeed feed() {
    return feed;
  }

  Random random() {
    return random;
  }

  /** Where poison was planted so far. */
  List<RawTopic.Place> poison() {
    return List.copyOf(poison);
  }

  /** The next events, not sent yet. */
  Iterator<Event> next(int count) {
    return events.next(count);
  }

  /** Begins to write so many events, spread over about that time. */
  EventFeed.Writing begin(int count, long millis) {
    int perSecond = (int) Math.max(1, count * 1000L / millis);
    return feed.begin(next(count), perSecond);
  }

  /** Writes a few records that are no events among the others. */
  void plantPoison() throws IOException, InterruptedException {
    poison.addAll(new RawTopic(settings.bootstrapServers(), settings.eventsTopic()).write(POISON));
  }

  /** A new consumer beside those that there are. */
  ConsumerProcess startConsumer() throws IOException {
    return startConsumer(settings, redis.uri());
  }

  /** One that takes these ways to Kafka and Redis. */
  ConsumerProcess startConsumer(KafkaSettings kafka, String redisUri) throws IOException {
    ConsumerProcess started =
        ConsumerProcess.start(
            JavaProcess.Jvm.small(), kafka, redisUri, folder.resolve("consumers.log"));
    consumers.add(started);
    return started;
  }

  /** A consumer that has partitions: one that there is, or a new one. */
  ConsumerProcess consumer() throws IOException, InterruptedException {
    ConsumerProcess one = living().isEmpty() ? startConsumer() : living().getFirst();
    var _ = one.await("get partitions", status -> status.partitions() > 0);
    return one;
  }

  List<ConsumerProcess> living() {
    return consumers.stream().filter(ConsumerProcess::alive).toList();
  }

  /** Ends all consumers, and has the broker forget them at once. */
  void dismissConsumers() throws InterruptedException {
    for (ConsumerProcess one : consumers) {
      one.kill();
    }
    consumers.clear();
    forgetTheDead();
  }

  void forgetTheDead() throws InterruptedException {
    new RawTopic(settings.bootstrapServers(), settings.eventsTopic()).forget(settings.group());
  }

  /** The same topics by another way to the broker, or for another group. */
  KafkaSettings settings(String bootstrapServers, String group) {
    return new KafkaSettings(
        bootstrapServers,
        settings.eventsTopic(),
        settings.deadLetterTopic(),
        group,
        settings.partitions(),
        settings.rewind(),
        null);
  }

  /** Waits for a time between nothing and so long. */
  void pause(int mostMillis) throws InterruptedException {
    Thread.sleep(random.nextInt(mostMillis));
  }

  /** Puts a number of this drill into the report. */
  void count(String what, long number) {
    note(what, (double) number, "");
  }

  /** Puts a figure of this drill into the report. */
  void note(String what, double value, String unit) {
    report.add(name + ": " + what, value, unit);
  }

  /** Puts something that is not as it should be into the report. */
  void fault(String what) {
    report.fault(name + ": " + what);
  }

  void noteEvents() {
    count("events sent twice, each once in effect", events.repeated());
    count("events out of time order", events.late());
    count("acknowledged again after a refusal", feed.refused());
  }

  @Override
  public void close() {
    consumers.forEach(ConsumerProcess::close);
    feed.close();
    redis.close();
  }
}
