/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.update;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.ingest.Await;
import dev.edgewise.ingest.Publishing;
import dev.edgewise.ingest.Servers;
import dev.edgewise.ingest.TestEvents;
import dev.edgewise.ingest.kafka.KafkaSettings;
import dev.edgewise.ingest.kafka.Producers;
import dev.edgewise.ingest.kafka.Topics;
import dev.edgewise.ingest.local.LocalKafka;
import dev.edgewise.ingest.local.LocalRedis;
import dev.edgewise.ingest.replay.Replay;
import dev.edgewise.ingest.replay.ReplayOptions;
import dev.edgewise.ingest.topic.EventPublisher;
import dev.edgewise.ingest.topic.TopicReader;
import dev.edgewise.ingest.update.BatchReport.Outcome;
import dev.edgewise.profile.EventPosition;
import dev.edgewise.profile.PositionedEvent;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.profile.redis.RedisProfileStore;
import dev.edgewise.profile.store.Checkpoint;
import dev.edgewise.profile.store.ProfileStore;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** After any fault, each profile equals that of the sequential model, byte by byte. */
class ExactlyOnceIT {
  @Test
  void aRedisThatLostEverythingIsFilledAgainWhileEventsFlow() throws Exception {
    KafkaSettings settings = Servers.settings(4);
    Path data = Servers.directory();
    LocalRedis redis = LocalRedis.start(data);
    try (ProfileStore store = store(redis.uri());
        EventPublisher publisher = new EventPublisher(settings);
        ProfileUpdater updater = new ProfileUpdater(settings, store)) {
      updater.start();
      Publishing.many(publisher, "lost", 100, 3_000);
      SequentialModel.ofTopic(settings).await(store, updater);
      redis.close();
      deleteTree(data.resolve("redis"), "appendonly");
      Publishing.many(publisher, "lost", 100, 1_000);
      redis = LocalRedis.start(data);
      Publishing.many(publisher, "lost", 100, 1_000);

      SequentialModel.ofTopic(settings).await(store, updater);
      assertThat(updater.status().rewinds()).isPositive();
      assertThat(updater.status().truncations()).isZero();
      assertThat(updater.status().deadLetters()).isZero();
      Await.until(updater.status()::toString, () -> updater.status().healthy());
    } finally {
      redis.close();
    }
  }

  @Test
  void aLossIsNoticedThoughNothingElseHappens() throws Exception {
    KafkaSettings settings = Servers.settings(2);
    FlakyStore store = new FlakyStore();
    try (EventPublisher publisher = new EventPublisher(settings);
        ProfileUpdater updater = new ProfileUpdater(settings, store)) {
      updater.start();
      Publishing.many(publisher, "idle", 20, 500);
      SequentialModel model = SequentialModel.ofTopic(settings);
      model.await(store, updater);
      store.loseEverything();
      model.await(store, updater);
      assertThat(updater.status().rewinds()).isOne();
    }
  }

  @Test
  void itIsHealthyAgainAfterAnOutageThoughThereIsNothingToApply() throws Exception {
    KafkaSettings settings = Servers.settings(2);
    FlakyStore store = new FlakyStore();
    try (ProfileUpdater updater = new ProfileUpdater(settings, store)) {
      updater.start();
      Await.until(updater.status()::toString, () -> updater.status().healthy());
      Await.until(updater.status()::toString, () -> updater.status().lag() == 0);
      store.away(true);
      Await.until(updater.status()::toString, () -> updater.status().storeProblem() != null);
      store.away(false);
      Await.until(updater.status()::toString, () -> updater.status().healthy());
    }
  }

  @Test
  void afterAnOutageOfHoursItCatchesUpByItself() throws Exception {
    KafkaSettings settings = Servers.settings(2);
    AtomicReference<Instant> now = new AtomicReference<>(TestEvents.TIME);
    FlakyStore store = new FlakyStore();
    try (EventPublisher publisher = new EventPublisher(settings);
        ProfileUpdater updater =
            new ProfileUpdater(
                settings,
                store,
                event -> Optional.empty(),
                profile -> {},
                IngestListener.NONE,
                () -> now.get())) {
      updater.start();
      Publishing.many(publisher, "away", 20, 500);
      SequentialModel.ofTopic(settings).await(store, updater);
      store.away(true);
      Publishing.many(publisher, "away", 20, 500);
      Await.until(updater.status()::toString, () -> updater.status().storeProblem() != null);
      now.set(now.get().plus(Duration.ofHours(9)));
      Publishing.many(publisher, "away", 20, 500);
      store.away(false);

      SequentialModel.ofTopic(settings).await(store, updater);
      Await.until(updater.status()::toString, () -> updater.status().healthy());
      Await.until(updater.status()::toString, () -> updater.status().lag() == 0);
      assertThat(updater.status().storeFailures()).isPositive();
    }
  }

  @Test
  void updatersComeAndGoWhileEventsFlowAndEachEventIsAppliedOnce() throws Exception {
    KafkaSettings settings = Servers.settings(4);
    AtomicLong applied = new AtomicLong();
    IngestListener counting =
        new IngestListener() {
          @Override
          public void batch(BatchReport report) {
            applied.addAndGet(report.count(Outcome.APPLIED));
          }
        };
    try (ProfileStore store = store(Servers.redis());
        EventPublisher publisher = new EventPublisher(settings);
        ProfileUpdater first = updater(settings, store, counting)) {
      first.start();
      for (int round = 0; round < 2; round++) {
        try (ProfileUpdater second = updater(settings, store, counting)) {
          Publishing.many(publisher, "storm", 50, 500);
          second.start();
          Publishing.many(publisher, "storm", 50, 500);
          Await.until(
              () -> first.status() + " " + second.status(),
              () -> first.status().partitions() == 2 && second.status().partitions() == 2);
          Publishing.many(publisher, "storm", 50, 500);
        }
        Await.until(first.status()::toString, () -> first.status().partitions() == 4);
      }
      SequentialModel model = SequentialModel.ofTopic(settings);
      model.await(store, first);
      Await.until(first.status()::toString, () -> first.status().lag() == 0);
      assertThat(applied).hasValue(model.events()).hasValue(3_000);
      assertThat(first.status().rewinds()).isZero();
    }
  }

  @Test
  void oneWithANameHasItsPartitionsAgainAndGoesOnWhereItWas() throws Exception {
    KafkaSettings names = Servers.settings(2);
    KafkaSettings settings =
        new KafkaSettings(
            names.bootstrapServers(),
            names.eventsTopic(),
            names.deadLetterTopic(),
            names.group(),
            2,
            Duration.ZERO,
            "the-only-one");
    AtomicLong handled = new AtomicLong();
    IngestListener counting =
        new IngestListener() {
          @Override
          public void batch(BatchReport report) {
            handled.addAndGet(report.events());
          }
        };
    try (ProfileStore store = store(Servers.redis());
        EventPublisher publisher = new EventPublisher(settings)) {
      for (int session = 1; session <= 3; session++) {
        Publishing.many(publisher, "named", 20, 200);
        try (ProfileUpdater updater = updater(settings, store, counting)) {
          updater.start();
          Await.until(updater.status()::toString, () -> updater.status().lag() == 0);
          assertThat(handled).hasValue(200L * session);
        }
      }
      SequentialModel.ofTopic(settings).await(store);
    }
  }

  @Test
  void closingSavesHowFarItIs() throws Exception {
    KafkaSettings settings = Servers.settings(1);
    try (ProfileStore store = store(Servers.redis());
        EventPublisher publisher = new EventPublisher(settings)) {
      String topicId = Publishing.many(publisher, "saved", 5, 100).getFirst().position().topicId();
      try (ProfileUpdater updater = new ProfileUpdater(settings, store)) {
        updater.start();
        Await.until(updater.status()::toString, () -> updater.status().lag() == 0);
        assertThat(updater.status().progress())
            .containsExactly(new PartitionProgress(0, 100, 100, 0));
      }
      assertThat(store.checkpoint(topicId, 0).next()).isEqualTo(100);
      assertThat(store.checkpoint(topicId, 0).marks().getLast().leaderEpoch()).isNotNegative();
    }
  }

  @Test
  void newEventsCountThoughTheCheckpointLiesBeyondTheEndOfTheLog() throws Exception {
    KafkaSettings settings = Servers.settings(1);
    try (ProfileStore store = store(Servers.redis());
        EventPublisher publisher = new EventPublisher(settings)) {
      List<PositionedEvent> old = Publishing.many(publisher, "beyond", 5, 100);
      String id = old.getFirst().position().topicId();
      SequentialModel model = new SequentialModel();
      for (PositionedEvent event : old) {
        store.apply(event.event().user(), List.of(event));
        model.add(event);
      }
      for (int user = 0; user < 5; user++) { // events at offsets that the log has lost
        PositionedEvent gone =
            new PositionedEvent(
                TestEvents.of("gone" + user, "beyond" + user, "x"),
                new EventPosition(id, 0, 500 + user));
        store.apply("beyond" + user, List.of(gone));
        model.add(gone);
      }
      Checkpoint beyond = Checkpoint.none(id, 0);
      for (Checkpoint.Mark mark :
          List.of(
              new Checkpoint.Mark(TestEvents.TIME, 50, 0),
              new Checkpoint.Mark(TestEvents.TIME.plusSeconds(90), 505, 0))) {
        beyond = beyond.reached(mark, settings.rewind());
      }
      store.saveAsync(beyond, store.generation()).join();
      try (ProfileUpdater updater = new ProfileUpdater(settings, store)) {
        updater.start();
        Await.until(updater.status()::toString, () -> updater.status().truncations() == 1);
        for (PositionedEvent event : Publishing.many(publisher, "beyond", 5, 100)) {
          assertThat(event.position().offset()).isBetween(100L, 199L);
          model.add(inEra(event, 1));
        }
        model.await(store, updater);
      }
      try (ProfileUpdater again = new ProfileUpdater(settings, store)) {
        again.start();
        Publishing.many(publisher, "beyond", 5, 50).forEach(event -> model.add(inEra(event, 1)));
        model.await(store, again);
        Await.until(again.status()::toString, () -> again.status().lag() == 0);
        assertThat(again.status().truncations()).isZero();
      }
    }
  }

  @Test
  void newEventsCountAfterABrokerThatLostTheTailOfItsLog() throws Exception {
    Path data = Servers.directory();
    SequentialModel model = new SequentialModel();
    LocalKafka kafka = LocalKafka.start(Servers.BROKER_LIB, data);
    KafkaSettings settings =
        new KafkaSettings(kafka.bootstrapServers(), "tail", "tail.dead", "tail", 1);
    try (ProfileStore store = new FlakyStore();
        ProfileUpdater updater = new ProfileUpdater(settings, store)) {
      updater.start();
      try (EventPublisher publisher = new EventPublisher(settings)) {
        for (int batch = 0; batch < 20; batch++) {
          Publishing.many(publisher, "tail", 5, 10).forEach(model::add);
        }
      }
      model.await(store, updater);
      killBroker(data);
      kafka.close();
      cutInHalf(data.resolve("kafka/log/tail-0/00000000000000000000.log"));
      kafka = LocalKafka.start(Servers.BROKER_LIB, data);
      List<PositionedEvent> later;
      try (EventPublisher publisher = new EventPublisher(settings)) {
        later = Publishing.many(publisher, "tail", 5, 300); // beyond the former end of the log
      }
      assertThat(later.getFirst().position().offset()).isBetween(1L, 199L);
      assertThat(later.getLast().position().offset()).isGreaterThan(200);
      later.forEach(event -> model.add(inEra(event, 1)));
      model.await(store, updater);
      assertThat(updater.status().truncations()).isOne();
    } finally {
      kafka.close();
    }
  }

  @Test
  void aTopicCreatedAnewIsReadFromItsBeginningByAllReaders() throws Exception {
    KafkaSettings settings = Servers.settings(2);
    SequentialModel model = new SequentialModel();
    Queue<String> seen = new ConcurrentLinkedQueue<>();
    try (ProfileStore store = store(Servers.redis());
        ProfileUpdater updater = new ProfileUpdater(settings, store);
        TopicReader reader =
            new TopicReader(
                settings, settings.eventsTopic(), event -> seen.add(event.event().id()))) {
      updater.start();
      reader.start();
      List<PositionedEvent> before;
      try (EventPublisher publisher = new EventPublisher(settings)) {
        before = Publishing.many(publisher, "anew", 10, 100);
      }
      before.forEach(model::add);
      model.await(store, updater);
      Await.until(() -> "seen " + seen.size(), () -> seen.size() == 100);
      try (Admin admin = Topics.admin(settings)) {
        admin.deleteTopics(Set.of(settings.eventsTopic())).all().get();
        String old = before.getFirst().position().topicId();
        Await.until(
            () -> "it is still there",
            () -> !Topics.idOf(admin, settings, settings.eventsTopic()).equals(old));
      }
      List<PositionedEvent> after;
      try (EventPublisher publisher = new EventPublisher(settings)) {
        after = Publishing.many(publisher, "anew", 10, 300);
      }
      assertThat(after.getFirst().position().topicId())
          .isNotEqualTo(before.getFirst().position().topicId());
      after.forEach(model::add);
      model.await(store, updater);
      Await.until(() -> "seen " + seen.size(), () -> seen.size() == 400);
      assertThat(updater.status().truncations()).isZero();
    }
  }

  @Test
  void aBrokenCheckpointMeansReadingFromTheBeginning() throws Exception {
    KafkaSettings settings = Servers.settings(1);
    try (ProfileStore store = store(Servers.redis());
        EventPublisher publisher = new EventPublisher(settings)) {
      List<PositionedEvent> events = Publishing.many(publisher, "mark", 5, 100);
      String id = events.getFirst().position().topicId();
      store.saveAsync(Checkpoint.none(id, 0), store.generation()).join();
      try (RedisClient client = RedisClient.create(Servers.redis());
          StatefulRedisConnection<String, String> redis = client.connect()) {
        String key = redis.sync().keys("*" + id + "*").getFirst();
        redis.sync().set(key, "scribble");
        try (ProfileUpdater updater = new ProfileUpdater(settings, store)) {
          updater.start();
          SequentialModel.ofTopic(settings).await(store, updater);
          Await.until(updater.status()::toString, () -> updater.status().lag() == 0);
        }
        assertThat(redis.sync().get(key)).isNotEqualTo("scribble");
      }
      assertThat(store.checkpoint(id, 0).next()).isEqualTo(100);
    }
  }

  @Test
  void poisonBecomesADeadLetterOnceHoweverOftenItIsRead() throws Exception {
    KafkaSettings settings = Servers.settings(1);
    FlakyStore store = new FlakyStore();
    try (EventPublisher publisher = new EventPublisher(settings)) {
      Publishing.many(publisher, "once", 5, 10);
      try (Producer<byte[], byte[]> producer = Producers.open(settings)) {
        producer.send(new ProducerRecord<>(settings.eventsTopic(), "no".getBytes(UTF_8))).get();
      }
      Publishing.many(publisher, "once", 5, 10);
      for (int session = 0; session < 3; session++) {
        try (ProfileUpdater updater = new ProfileUpdater(settings, store)) {
          updater.start();
          Await.until(updater.status()::toString, () -> updater.status().lag() == 0);
          store.loseEverything();
          Await.until(updater.status()::toString, () -> updater.status().rewinds() == 1);
          SequentialModel.ofTopic(settings).await(store, updater);
          Await.until(updater.status()::toString, () -> updater.status().lag() == 0);
          assertThat(updater.status().deadLetters()).isEqualTo(session == 0 ? 1 : 0);
        }
      }
    }
  }

  @Test
  void partitionsMoveWhileTheStoreIsAwayAndNothingIsLost() throws Exception {
    KafkaSettings settings = Servers.settings(4);
    FlakyStore store = new FlakyStore();
    try (EventPublisher publisher = new EventPublisher(settings);
        ProfileUpdater first = new ProfileUpdater(settings, store);
        ProfileUpdater second = new ProfileUpdater(settings, store)) {
      first.start();
      Publishing.many(publisher, "move", 20, 500);
      SequentialModel.ofTopic(settings).await(store, first);
      store.away(true);
      Publishing.many(publisher, "move", 20, 500);
      Await.until(first.status()::toString, () -> first.status().storeProblem() != null);
      second.start();
      Await.until(
          () -> first.status() + " " + second.status(),
          () -> first.status().partitions() == 2 && second.status().partitions() == 2);
      Publishing.many(publisher, "move", 20, 500);
      store.away(false);

      SequentialModel.ofTopic(settings).await(store, first, second);
      Await.until(
          () -> first.status() + " " + second.status(),
          () -> first.status().healthy() && second.status().healthy());
    }
  }

  @Test
  void poisonTooLargeForALetterIsNamedInOneAndHoldsNothingUp() throws Exception {
    KafkaSettings settings = Servers.settings(1);
    FlakyStore store = new FlakyStore();
    try (EventPublisher publisher = new EventPublisher(settings);
        Producer<byte[], byte[]> producer = Producers.open(settings);
        ProfileUpdater updater = new ProfileUpdater(settings, store)) {
      updater.start();
      Await.until(updater.status()::toString, () -> updater.status().lag() == 0);
      producer.send(new ProducerRecord<>(settings.eventsTopic(), new byte[1_048_400])).get();
      Publishing.many(publisher, "large", 5, 10);
      SequentialModel.ofTopic(settings).await(store, updater);
      assertThat(updater.status().deadLetters()).isOne();
      ReplayOptions look = new ReplayOptions(null, true, (done, total) -> {});
      assertThat(new Replay(settings, look).deadLetters().left())
          .containsOnlyKeys("its value was too large to be kept");
    }
  }

  private static PositionedEvent inEra(PositionedEvent event, int era) {
    EventPosition position = event.position();
    return new PositionedEvent(
        event.event(),
        new EventPosition(position.topicId() + "~" + era, position.partition(), position.offset()));
  }

  private static ProfileUpdater updater(
      KafkaSettings settings, ProfileStore store, IngestListener listener) {
    return new ProfileUpdater(settings, store, event -> Optional.empty(), profile -> {}, listener);
  }

  private static ProfileStore store(String uri) {
    return new RedisProfileStore(uri, SignalWeights.standard(), Duration.ofSeconds(1));
  }

  private static void killBroker(Path data) throws Exception {
    String[] pids = Files.readString(data.resolve("kafka").resolve("pids")).trim().split(" ", -1);
    ProcessHandle broker = ProcessHandle.of(Long.parseLong(pids[1])).orElseThrow();
    assertThat(broker.destroyForcibly()).isTrue();
    broker.onExit().get();
  }

  private static void cutInHalf(Path file) throws IOException {
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "rw")) {
      log.setLength(log.length() / 2);
    }
  }

  private static void deleteTree(Path in, String prefix) throws IOException {
    List<Path> doomed = new ArrayList<>();
    try (Stream<Path> files = Files.walk(in)) {
      files.filter(f -> in.relativize(f).toString().startsWith(prefix)).forEach(doomed::add);
    }
    doomed.sort(Comparator.reverseOrder());
    assertThat(doomed).isNotEmpty();
    for (Path file : doomed) {
      Files.delete(file);
    }
  }
}
