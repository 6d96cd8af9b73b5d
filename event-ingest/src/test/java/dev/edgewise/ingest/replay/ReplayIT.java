/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edgewise.ingest.Await;
import dev.edgewise.ingest.Publishing;
import dev.edgewise.ingest.Servers;
import dev.edgewise.ingest.TestEvents;
import dev.edgewise.ingest.kafka.IngestException;
import dev.edgewise.ingest.kafka.KafkaSettings;
import dev.edgewise.ingest.kafka.Producers;
import dev.edgewise.ingest.topic.EventPublisher;
import dev.edgewise.ingest.update.FlakyStore;
import dev.edgewise.ingest.update.ProfileUpdater;
import dev.edgewise.ingest.update.SequentialModel;
import dev.edgewise.profile.EventPosition;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.profile.redis.RedisProfileStore;
import dev.edgewise.profile.store.ProfileStore;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class ReplayIT {
  private static final String LATER =
      TestEvents.json("f", "replay-ann", "b").replace("2026-01-31", "9999-12-31");

  @Test
  void deadLettersOfABrokenProfileComeBackWhenItIsMended() throws Exception {
    KafkaSettings settings = Servers.settings(1);
    try (ProfileStore store = store();
        EventPublisher publisher = new EventPublisher(settings);
        RedisClient client = RedisClient.create(Servers.redis());
        StatefulRedisConnection<String, String> redis = client.connect();
        ProfileUpdater updater = new ProfileUpdater(settings, store)) {
      Set<String> others = Set.copyOf(redis.sync().keys("edgewise:*:profile3"));
      updater.start();
      publisher.publish(TestEvents.of("1", "unreadable-ann", "a")).get();
      Await.until(updater.status()::toString, () -> updater.status().lag() == 0);
      Await.until(updater.status()::toString, () -> interactions(store, "unreadable-ann") == 1);
      List<String> keys = new ArrayList<>(redis.sync().keys("edgewise:*:profile3"));
      keys.removeAll(others);
      String key = keys.getFirst(); // the key reveals no user
      byte[] dump = redis.sync().dump(key);
      redis.sync().set(key, "scribble");
      publisher.publish(TestEvents.of("2", "unreadable-ann", "b")).get();
      publisher.publish(TestEvents.of("3", "unreadable-bob", "b")).get();
      Await.until(updater.status()::toString, () -> updater.status().deadLetters() == 1);
      Await.until(updater.status()::toString, () -> interactions(store, "unreadable-bob") == 1);
      assertThat(updater.status().storeFailures()).isZero();

      redis.sync().del(key);
      redis.sync().restore(key, 0, dump);
      ReplayReport report = replay(settings, null, false).deadLetters();
      assertThat(report).isEqualTo(new ReplayReport(1, 1, 0, Map.of(), true));
      Await.until(updater.status()::toString, () -> interactions(store, "unreadable-ann") == 2);
      assertThat(updater.status().deadLetters()).isOne();
    }
  }

  @Test
  void deadLettersAreSentOnceAndOthersStay() throws Exception {
    KafkaSettings settings = Servers.settings(1);
    FlakyStore store = new FlakyStore();
    store.breakProfile("replay-ann");
    store.breakProfile("replay-bob");
    try (EventPublisher publisher = new EventPublisher(settings);
        ProfileUpdater updater = new ProfileUpdater(settings, store)) {
      updater.start();
      publisher.publish(TestEvents.of("1", "replay-ann", "a")).get();
      sendRaw(settings, "no event");
      publisher.publish(TestEvents.of("2", "replay-bob", "a")).get();
      publisher.publish(TestEvents.of("3", "replay-ann", "b")).get();
      Await.until(updater.status()::toString, () -> updater.status().deadLetters() == 4);
      store.mendProfile("replay-ann");
      store.mendProfile("replay-bob");

      ReplayReport dry = replay(settings, "replay-ann", true).deadLetters();
      assertThat(dry.replayed()).isEqualTo(2);
      assertThat(dry.left()).containsEntry("of another user", 1L).hasSize(2);
      ReplayReport ann = replay(settings, "replay-ann", false).deadLetters();
      assertThat(ann).isEqualTo(dry);
      Await.until(updater.status()::toString, () -> interactions(store, "replay-ann") == 2);
      assertThat(replay(settings, "replay-ann", false).deadLetters().replayed()).isZero();

      ReplayReport rest = replay(settings, null, false).deadLetters();
      assertThat(rest.read()).isEqualTo(2);
      assertThat(rest.replayed()).isOne();
      assertThat(rest.left()).hasSize(1);
      assertThat(rest.left().keySet().iterator().next()).startsWith("no event: not JSON");
      Await.until(updater.status()::toString, () -> interactions(store, "replay-bob") == 1);
      assertThat(updater.status().deadLetters()).isEqualTo(4);
    }
  }

  @Test
  void whatLayInTheFutureComesBackWhenItDoesNoMore() throws Exception {
    KafkaSettings settings = Servers.settings(1);
    FlakyStore store = new FlakyStore();
    try (ProfileUpdater updater = new ProfileUpdater(settings, store)) {
      updater.start();
      sendRaw(settings, LATER);
      Await.until(updater.status()::toString, () -> updater.status().deadLetters() == 1);
      assertThat(replay(settings, null, true).deadLetters().replayed()).isZero();
      Instant then = Instant.parse("9999-12-31T00:00:00Z");
      Replay later = new Replay(settings, options(null, true), () -> then);
      assertThat(later.deadLetters().replayed()).isOne();
    }
  }

  @Test
  void theLogFromATimeOnChangesOnlyWhatIsMissing() throws Exception {
    KafkaSettings settings = Servers.settings(2);
    FlakyStore store = new FlakyStore();
    try (EventPublisher publisher = new EventPublisher(settings)) {
      Publishing.many(publisher, "log", 10, 400);
      long handled;
      try (ProfileUpdater updater = new ProfileUpdater(settings, store)) {
        updater.start();
        Await.until(updater.status()::toString, () -> updater.status().lag() == 0);
        handled = updater.status().applied();
      }
      assertThat(handled).isEqualTo(400);
      ReplayReport nothing = replay(settings, null, false).from(Instant.EPOCH, store);
      assertThat(nothing).isEqualTo(new ReplayReport(400, 400, 0, Map.of(), true));

      store.loseEverything();
      ReplayReport dry = replay(settings, null, true).from(Instant.now(), store);
      assertThat(dry.changed()).isEqualTo(400);
      assertThat(store.get("log1").known()).isFalse();
      ReplayReport one = replay(settings, "log1", false).from(Instant.EPOCH, store);
      assertThat(one.changed()).isEqualTo(one.replayed()).isEqualTo(interactions(store, "log1"));
      assertThat(one.left()).containsOnly(Map.entry("of another user", 400 - one.replayed()));
      ReplayReport all = replay(settings, null, false).from(Instant.EPOCH, store);
      assertThat(all.changed()).isEqualTo(400 - one.replayed());
      assertThat(SequentialModel.ofTopic(settings).differing(store)).isEmpty();
    }
  }

  @Test
  void itSaysHowFarItIsAndStopsWhenInterrupted() throws Exception {
    KafkaSettings settings = Servers.settings(1);
    FlakyStore store = new FlakyStore();
    List<String> heard = new ArrayList<>();
    try (EventPublisher publisher = new EventPublisher(settings)) {
      EventPosition first = publisher.publish(TestEvents.of("1", "far", "a")).get();
      assertThat(first.offset()).isZero();
      ReplayOptions watched =
          new ReplayOptions(null, false, (done, total) -> heard.add(done + "/" + total));
      new Replay(settings, watched).from(Instant.EPOCH, store);
      assertThat(heard).startsWith("0/1").endsWith("1/1");

      ReplayOptions interrupted =
          new ReplayOptions(null, false, (done, total) -> Thread.currentThread().interrupt());
      ReplayReport report = new Replay(settings, interrupted).from(Instant.EPOCH, store);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(report).isEqualTo(new ReplayReport(0, 0, 0, Map.of(), false));

      sendRaw(settings, settings.deadLetterTopic(), LATER);
      report = new Replay(settings, interrupted).deadLetters();
      assertThat(Thread.interrupted()).isTrue();
      assertThat(report.complete()).isFalse();
    }
  }

  @Test
  void itSaysWhenThereIsNoSuchTopic() {
    KafkaSettings settings = Servers.settings(1);
    assertThatThrownBy(() -> replay(settings, null, false).deadLetters())
        .isInstanceOf(IngestException.class)
        .hasMessage(
            "Kafka at "
                + settings.bootstrapServers()
                + " has no topic "
                + settings.deadLetterTopic());
  }

  private static Replay replay(KafkaSettings settings, String user, boolean dryRun) {
    return new Replay(settings, options(user, dryRun));
  }

  private static ReplayOptions options(String user, boolean dryRun) {
    return new ReplayOptions(user, dryRun, (done, total) -> {});
  }

  private static ProfileStore store() {
    return new RedisProfileStore(Servers.redis(), SignalWeights.standard(), Duration.ofSeconds(1));
  }

  private static long interactions(ProfileStore store, String user) {
    return store.get(user).interactions();
  }

  private static void sendRaw(KafkaSettings settings, String value) throws Exception {
    sendRaw(settings, settings.eventsTopic(), value);
  }

  private static void sendRaw(KafkaSettings settings, String topic, String value) throws Exception {
    try (Producer<byte[], byte[]> producer = Producers.open(settings)) {
      producer.send(new ProducerRecord<>(topic, value.getBytes(UTF_8))).get();
    }
  }
}
