/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.update;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.ingest.Await;
import dev.edgewise.ingest.Servers;
import dev.edgewise.ingest.TestEvents;
import dev.edgewise.ingest.kafka.Consumers;
import dev.edgewise.ingest.kafka.KafkaSettings;
import dev.edgewise.ingest.kafka.Producers;
import dev.edgewise.ingest.local.LocalRedis;
import dev.edgewise.ingest.topic.EventPublisher;
import dev.edgewise.ingest.topic.TopicReader;
import dev.edgewise.profile.EventPosition;
import dev.edgewise.profile.PositionedEvent;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.profile.redis.RedisProfileStore;
import dev.edgewise.profile.store.ProfileStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;

class IngestIT {
  private static final AtomicLong IDS = new AtomicLong();

  @Test
  void anEventGetsIntoTheProfile() throws Exception {
    KafkaSettings settings = Servers.settings(4);
    try (ProfileStore store = store(Servers.redis());
        EventPublisher publisher = new EventPublisher(settings);
        ProfileUpdater updater = new ProfileUpdater(settings, store)) {
      updater.start();
      EventPosition first = publisher.publish(TestEvents.of("1", "one-user", "a")).get();
      EventPosition second = publisher.publish(TestEvents.of("2", "one-user", "b")).get();

      assertThat(first.topicId()).hasSize(22).isEqualTo(second.topicId());
      assertThat(second).isEqualTo(new EventPosition(first.topicId(), first.partition(), 1));
      Await.until(updater.status()::toString, () -> count(store, "one-user") == 2);
      Await.until(updater.status()::toString, () -> updater.status().lag() == 0);
      assertThat(updater.status().healthy()).isTrue();
      assertThat(updater.status().partitions()).isEqualTo(4);
      publisher.check();
    }
  }

  @Test
  void closingInMidstreamAndReadingAgainCountsNothingTwice() throws Exception {
    KafkaSettings settings = Servers.settings(4);
    Map<String, Long> expected = new TreeMap<>();
    try (ProfileStore store = store(Servers.redis());
        EventPublisher publisher = new EventPublisher(settings)) {
      publishMany(publisher, "mid", 30_000, expected);
      for (int session = 0; session < 3; session++) {
        try (ProfileUpdater updater = new ProfileUpdater(settings, store)) {
          updater.start();
          Await.until(
              () -> updater.status().toString(),
              () -> updater.status().applied() > 0 || updater.status().lag() == 0);
        }
      }
      awaitCounts(settings, store, expected);
      awaitCounts(inOtherGroup(settings), store, expected);
    }
  }

  @Test
  void twoInstancesShareTheWork() throws Exception {
    KafkaSettings settings = Servers.settings(4);
    Map<String, Long> expected = new TreeMap<>();
    try (ProfileStore store = store(Servers.redis());
        EventPublisher publisher = new EventPublisher(settings);
        ProfileUpdater first = new ProfileUpdater(settings, store);
        ProfileUpdater second = new ProfileUpdater(settings, store)) {
      first.start();
      publishMany(publisher, "two", 5_000, expected);
      second.start();
      Await.until(
          () -> first.status() + " " + second.status(),
          () -> first.status().partitions() == 2 && second.status().partitions() == 2);
      publishMany(publisher, "two", 5_000, expected);
      Await.until(
          () -> first.status() + " " + second.status(),
          () -> counts(store, expected).equals(expected));
    }
  }

  @Test
  void aListenerHearsOfEachUserAppliedAndHurtsNothingWhenItThrows() throws Exception {
    KafkaSettings settings = Servers.settings(1);
    Queue<Profile> heard = new ConcurrentLinkedQueue<>();
    try (ProfileStore store = store(Servers.redis());
        EventPublisher publisher = new EventPublisher(settings)) {
      publisher.publish(TestEvents.of("1", "told-ann", "a")).get();
      publisher.publish(TestEvents.of("2", "told-ann", "b")).get();
      publisher.publish(TestEvents.of("3", "told-bob", "a")).get();
      try (ProfileUpdater updater =
          new ProfileUpdater(
              settings,
              store,
              event -> Optional.empty(),
              profile -> {
                heard.add(profile);
                throw new IllegalStateException("a test lets the listener fail");
              },
              IngestListener.NONE)) {
        updater.start();
        Await.until(updater.status()::toString, () -> updater.status().applied() == 3);
        Await.until(heard::toString, () -> heard.size() == 2);
        assertThat(heard).containsExactlyInAnyOrder(store.get("told-ann"), store.get("told-bob"));
        publisher.publish(TestEvents.of("4", "told-bob", "b")).get();
        Await.until(heard::toString, () -> heard.contains(store.get("told-bob")));
        Await.until(updater.status()::toString, () -> updater.status().lag() == 0);
        assertThat(updater.status().healthy()).isTrue();
      }
    }
  }

  @Test
  void aPoisonRecordGoesToTheDeadLettersAndThePartitionGoesOn() throws Exception {
    KafkaSettings settings = Servers.settings(1);
    Queue<PositionedEvent> seen = new ConcurrentLinkedQueue<>();
    try (ProfileStore store = store(Servers.redis());
        EventPublisher publisher = new EventPublisher(settings);
        ProfileUpdater updater = new ProfileUpdater(settings, store);
        TopicReader reader = new TopicReader(settings, settings.eventsTopic(), seen::add)) {
      EventPosition first = publisher.publish(TestEvents.of("1", "poisoned", "a")).get();
      sendRaw(settings, "{\"id\":\"2\",\"user\":7}");
      sendRaw(settings, null);
      sendRaw(settings, TestEvents.json("3", "poisoned", "b").replace("2026", "9999"));
      publisher.publish(TestEvents.of("4", "poisoned", "c")).get();
      updater.start();
      reader.start();
      Await.until(() -> updater.status().toString(), () -> count(store, "poisoned") == 2);
      Await.until(() -> updater.status().toString(), () -> updater.status().deadLetters() == 3);
      assertThat(updater.status().storeFailures()).isZero();

      List<ConsumerRecord<byte[], byte[]>> letters = deadLetters(settings, 3);
      assertThat(header(letters.get(0), DeadLetters.CAUSE))
          .isEqualTo("user: must be a string, not 7");
      assertThat(header(letters.get(0), DeadLetters.TOPIC)).isEqualTo(settings.eventsTopic());
      assertThat(header(letters.get(0), DeadLetters.PARTITION)).isEqualTo("0");
      assertThat(header(letters.get(0), DeadLetters.OFFSET)).isEqualTo("1");
      assertThat(header(letters.get(0), DeadLetters.TOPIC_ID)).isEqualTo(first.topicId());
      assertThat(header(letters.get(0), DeadLetters.STACK))
          .contains("BadEventException: user: must be a string, not 7", "at dev.edgewise.ingest");
      assertThat(header(letters.get(0), "kept")).isEqualTo("as it was");
      assertThat(Instant.parse(header(letters.get(0), DeadLetters.TIMESTAMP)))
          .isBeforeOrEqualTo(Instant.parse(header(letters.get(0), DeadLetters.FIRST_SEEN)));
      assertThat(new String(letters.get(0).value(), UTF_8)).isEqualTo("{\"id\":\"2\",\"user\":7}");
      assertThat(letters.get(1).value()).isNull();
      assertThat(header(letters.get(2), DeadLetters.CAUSE)).contains("lies in the future");

      reader.caughtUp().get(30, TimeUnit.SECONDS);
      assertThat(seen).extracting(e -> e.event().id()).containsExactly("1", "4");
      assertThat(reader.skipped()).isEqualTo(3);
    }
  }

  @Test
  void catchesUpAfterTheStoreWasAway() throws Exception {
    KafkaSettings settings = Servers.settings(2);
    Map<String, Long> expected = new TreeMap<>();
    Path data = Servers.directory();
    LocalRedis redis = LocalRedis.start(data);
    try (ProfileStore store = store(redis.uri());
        EventPublisher publisher = new EventPublisher(settings);
        ProfileUpdater updater = new ProfileUpdater(settings, store)) {
      updater.start();
      publishMany(publisher, "away", 2_000, expected);
      Await.until(
          () -> updater.status().toString(), () -> counts(store, expected).equals(expected));
      redis.close();
      publishMany(publisher, "away", 2_000, expected);
      Await.until(() -> updater.status().toString(), () -> updater.status().storeProblem() != null);
      assertThat(updater.status().healthy()).isFalse();
      redis = LocalRedis.start(data);
      Await.until(() -> updater.status().toString(), () -> updater.status().healthy());
      Await.until(
          () -> updater.status().toString(), () -> counts(store, expected).equals(expected));
      assertThat(updater.status().storeFailures()).isPositive();
      assertThat(updater.status().deadLetters()).isZero();
    } finally {
      redis.close();
    }
  }

  @Test
  void aReaderSeesEveryPartitionFromTheBeginningAndThenOn() throws Exception {
    KafkaSettings settings = Servers.settings(4);
    Queue<PositionedEvent> seen = new ConcurrentLinkedQueue<>();
    try (EventPublisher publisher = new EventPublisher(settings)) {
      publishMany(publisher, "read", 1_000, new TreeMap<>());
      try (TopicReader reader =
          new TopicReader(
              settings,
              settings.eventsTopic(),
              event -> {
                seen.add(event);
                if (seen.size() == 10) {
                  throw new IllegalStateException("a test lets the handler fail at one event");
                }
              })) {
        reader.start();
        reader.caughtUp().get(30, TimeUnit.SECONDS);
        assertThat(seen).hasSize(1_000);
        assertThat(reader.handlerFailures()).isOne();
        publishMany(publisher, "read", 500, new TreeMap<>());
        Await.until(() -> String.valueOf(reader.problem()), () -> reader.read() == 1_499);
      }
    }
  }

  @Test
  void sayWhenThereIsNoKafka() {
    KafkaSettings settings = KafkaSettings.on("127.0.0.1:1");
    try (EventPublisher publisher = new EventPublisher(settings);
        ProfileStore store = store(Servers.redis());
        ProfileUpdater updater = new ProfileUpdater(settings, store)) {
      updater.start();
      assertThat(publisher.publish(TestEvents.of("1", "nobody", "a")))
          .failsWithin(Duration.ofSeconds(30))
          .withThrowableThat()
          .withMessageContaining("Kafka at 127.0.0.1:1 did not answer within 10 s");
      Await.until(() -> updater.status().toString(), () -> updater.status().kafkaProblem() != null);
      assertThat(updater.status().healthy()).isFalse();
      assertThat(updater.status().lag()).isEqualTo(-1);
    }
  }

  static ProfileStore store(String uri) {
    return new RedisProfileStore(uri, SignalWeights.standard(), Duration.ofSeconds(1));
  }

  private static void publishMany(
      EventPublisher publisher, String prefix, int count, Map<String, Long> expected) {
    Random random = new Random(expected.size());
    List<CompletableFuture<EventPosition>> written = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String user = prefix + random.nextInt(200);
      expected.merge(user, 1L, Long::sum);
      written.add(publisher.publish(TestEvents.of("e" + IDS.incrementAndGet(), user, "item")));
    }
    CompletableFuture.allOf(written.toArray(CompletableFuture[]::new)).join();
  }

  private static void awaitCounts(
      KafkaSettings settings, ProfileStore store, Map<String, Long> expected) {
    try (ProfileUpdater updater = new ProfileUpdater(settings, store)) {
      updater.start();
      Await.until(
          () -> updater.status().toString(),
          () -> updater.status().lag() == 0 && counts(store, expected).equals(expected));
    }
  }

  private static KafkaSettings inOtherGroup(KafkaSettings s) {
    return new KafkaSettings(
        s.bootstrapServers(), s.eventsTopic(), s.deadLetterTopic(), s.group() + "2", 1);
  }

  private static Map<String, Long> counts(ProfileStore store, Map<String, Long> expected) {
    Map<String, Long> counts = new TreeMap<>();
    expected.keySet().forEach(user -> counts.put(user, count(store, user)));
    return counts;
  }

  private static long count(ProfileStore store, String user) {
    return store.get(user).interactions();
  }

  private static void sendRaw(KafkaSettings settings, String value) throws Exception {
    try (Producer<byte[], byte[]> producer = Producers.open(settings)) {
      byte[] bytes = value == null ? null : value.getBytes(UTF_8);
      ProducerRecord<byte[], byte[]> record =
          new ProducerRecord<>(settings.eventsTopic(), new byte[] {1}, bytes);
      record.headers().add("kept", "as it was".getBytes(UTF_8));
      producer.send(record).get();
    }
  }

  static List<ConsumerRecord<byte[], byte[]>> deadLetters(KafkaSettings settings, int n) {
    List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
    try (Consumer<byte[], byte[]> consumer = Consumers.alone(settings)) {
      List<TopicPartition> partitions = List.of(new TopicPartition(settings.deadLetterTopic(), 0));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Await.until(
          letters::toString,
          () -> {
            consumer.poll(Duration.ofMillis(100)).forEach(letters::add);
            return letters.size() == n;
          });
    }
    return letters;
  }

  static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Headers headers = record.headers();
    return new String(headers.lastHeader(name).value(), UTF_8);
  }
}
