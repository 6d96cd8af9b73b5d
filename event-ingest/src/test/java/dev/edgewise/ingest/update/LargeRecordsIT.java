/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.update;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.ingest.Await;
import dev.edgewise.ingest.Servers;
import dev.edgewise.ingest.TestEvents;
import dev.edgewise.ingest.kafka.EventTooLargeException;
import dev.edgewise.ingest.kafka.KafkaSettings;
import dev.edgewise.ingest.kafka.Producers;
import dev.edgewise.ingest.kafka.Topics;
import dev.edgewise.ingest.topic.EventPublisher;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.store.ProfileStore;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

/** Records that a topic, a dead letter or a profile can't take as they are. */
class LargeRecordsIT {
  private static void limit(KafkaSettings settings, String topic, int bytes) throws Exception {
    Topics.ensure(settings, Set.of(settings.eventsTopic(), settings.deadLetterTopic()));
    ConfigEntry entry = new ConfigEntry("max.message.bytes", String.valueOf(bytes));
    Map<ConfigResource, Collection<AlterConfigOp>> change =
        Map.of(
            new ConfigResource(ConfigResource.Type.TOPIC, topic),
            List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET)));
    try (Admin admin = Topics.admin(settings)) {
      admin.incrementalAlterConfigs(change).all().get();
    }
  }

  private static ProducerRecord<byte[], byte[]> record(KafkaSettings settings, String value) {
    return new ProducerRecord<>(
        settings.eventsTopic(), "key".getBytes(UTF_8), value.getBytes(UTF_8));
  }

  private static void send(KafkaSettings settings, ProducerRecord<byte[], byte[]> record)
      throws Exception {
    try (Producer<byte[], byte[]> producer = Producers.open(settings)) {
      producer.send(record).get();
    }
  }

  @Test
  void anEventThatKafkaNeverTakesSaysSo() throws Exception {
    KafkaSettings settings = Servers.settings(1);
    limit(settings, settings.eventsTopic(), 2_000);
    Event small = TestEvents.of("1", "ann", "a");
    Event large =
        small.withContext("note", "x".repeat(1_000)).withContext("more", "x".repeat(1_000));
    try (EventPublisher publisher = new EventPublisher(settings)) {
      assertThat(publisher.publish(large))
          .failsWithin(Duration.ofSeconds(30))
          .withThrowableThat()
          .withCauseInstanceOf(EventTooLargeException.class)
          .withMessageContaining("the event has 2")
          .withMessageContaining("max.message.bytes of topic " + settings.eventsTopic());
      publisher.requireKafka(); // that is no outage
      assertThat(publisher.publish(small)).succeedsWithin(Duration.ofSeconds(30));
    }
  }

  @Test
  void whatAProducerSendsBeyondTheLimitsIsADeadLetter() throws Exception {
    KafkaSettings settings = Servers.settings(1);
    String traits =
        String.join(",", IntStream.range(0, 65).mapToObj(i -> "\"a:" + i + "\"").toList());
    try (ProfileStore store = IngestIT.store(Servers.redis());
        EventPublisher publisher = new EventPublisher(settings);
        ProfileUpdater updater = new ProfileUpdater(settings, store)) {
      Topics.ensure(settings, Set.of(settings.eventsTopic()));
      String many =
          TestEvents.json("1", "lavish", "a").replace("}", ",\"traits\":[" + traits + "]}");
      send(settings, record(settings, many));
      publisher.publish(TestEvents.of("2", "lavish", "b")).get();
      updater.start();
      Await.until(updater.status()::toString, () -> store.get("lavish").interactions() == 1);
      assertThat(IngestIT.header(IngestIT.deadLetters(settings, 1).get(0), DeadLetters.CAUSE))
          .isEqualTo("traits: must be an array of at most 64 entries, not an array of 65");
    }
  }

  /** Before, the updater tried to write such a letter forever, and no event counted any more. */
  @Test
  void aDeadLetterThatIsTooLargeStopsNothing() throws Exception {
    KafkaSettings settings = Servers.settings(1);
    limit(settings, settings.deadLetterTopic(), 3_000);
    try (ProfileStore store = IngestIT.store(Servers.redis());
        EventPublisher publisher = new EventPublisher(settings);
        ProfileUpdater updater = new ProfileUpdater(settings, store)) {
      ProducerRecord<byte[], byte[]> bad = record(settings, "x".repeat(20_000));
      bad.headers().add("trace", new byte[20_000]);
      bad.headers().add(DeadLetters.FIRST_SEEN, new byte[20_000]);
      send(settings, bad);
      publisher.publish(TestEvents.of("1", "patient", "a")).get();
      updater.start();
      Await.until(updater.status()::toString, () -> store.get("patient").interactions() == 1);

      ConsumerRecord<byte[], byte[]> letter = IngestIT.deadLetters(settings, 1).get(0);
      assertThat(letter.key()).isNull();
      assertThat(letter.value()).isNull();
      assertThat(letter.headers().lastHeader("trace")).isNull();
      assertThat(IngestIT.header(letter, DeadLetters.CAUSE)).startsWith("not JSON");
      assertThat(IngestIT.header(letter, DeadLetters.LEFT_OUT)).isEqualTo("20000 bytes");
      assertThat(IngestIT.header(letter, DeadLetters.OFFSET)).isEqualTo("0");

      limit(settings, settings.deadLetterTopic(), 100);
      send(settings, record(settings, "x"));
      publisher.publish(TestEvents.of("2", "patient", "b")).get();
      Await.until(updater.status()::toString, () -> store.get("patient").interactions() == 2);
      assertThat(updater.status().healthy()).isTrue();
    }
  }
}
