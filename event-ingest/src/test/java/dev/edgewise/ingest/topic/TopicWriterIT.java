/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.ingest.Await;
import dev.edgewise.ingest.Servers;
import dev.edgewise.ingest.kafka.Consumers;
import dev.edgewise.ingest.kafka.KafkaSettings;
import dev.edgewise.ingest.local.LocalKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

class TopicWriterIT {
  private static final Duration DAY = Duration.ofDays(1);

  @Test
  void whatIsOfferedIsWrittenInOrderByKey() {
    KafkaSettings settings = Servers.settings(3);
    String topic = settings.eventsTopic();
    try (TopicWriter writer = new TopicWriter(settings, topic, 5_000, DAY)) {
      for (int i = 0; i < 2_000; i++) {
        assertThat(writer.offer("key" + i % 7, bytes("" + i))).isTrue();
      }
      Await.until(() -> "written " + writer.written(), () -> writer.written() == 2_000);
      assertThat(writer.dropped()).isZero();
      assertThat(writer.failed()).isZero();
    }
    List<ConsumerRecord<byte[], byte[]>> records = read(settings, topic, 2_000);
    for (int key = 0; key < 7; key++) {
      String name = "key" + key;
      List<String> values =
          records.stream()
              .filter(r -> new String(r.key(), UTF_8).equals(name))
              .map(r -> new String(r.value(), UTF_8))
              .toList();
      int first = key;
      assertThat(values)
          .containsExactlyElementsOf(
              IntStream.range(0, 2_000).filter(i -> i % 7 == first).mapToObj(i -> "" + i).toList());
    }
  }

  @Test
  void closingWritesWhatWaits() {
    KafkaSettings settings = Servers.settings(1);
    TopicWriter writer = new TopicWriter(settings, settings.eventsTopic(), 5_000, DAY);
    for (int i = 0; i < 1_000; i++) {
      assertThat(writer.offer("key", bytes("" + i))).isTrue();
    }
    writer.close();
    assertThat(writer.written()).isEqualTo(1_000);
    assertThat(writer.offer("key", bytes("late"))).isFalse();
    assertThat(writer.dropped()).isOne();
    writer.close();
  }

  @Test
  void aTopicThatItCreatesKeepsRecordsForAsLongAsSaid() throws Exception {
    KafkaSettings settings = Servers.settings(2);
    String topic = settings.eventsTopic();
    try (TopicWriter writer = new TopicWriter(settings, topic, 10, DAY)) {
      writer.offer("key", bytes("value"));
      Await.until(() -> "written " + writer.written(), () -> writer.written() == 1);
    }
    ConfigResource name = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", settings.bootstrapServers()))) {
      Config config =
          admin.describeConfigs(List.of(name)).all().get(30, TimeUnit.SECONDS).get(name);
      assertThat(config.get("retention.ms").value()).isEqualTo("" + DAY.toMillis());
      assertThat(config.get("segment.ms").value()).isEqualTo("" + DAY.toMillis() / 4);
      assertThat(config.get("message.timestamp.type").value()).isEqualTo("LogAppendTime");
    }
  }

  @Test
  void aRecordThatKafkaRefusesIsCountedAndTheNextIsWritten() {
    KafkaSettings settings = Servers.settings(1);
    try (TopicWriter writer = new TopicWriter(settings, settings.eventsTopic(), 10, DAY)) {
      writer.offer("key", bytes("before"));
      writer.offer("key", new byte[2 << 20]);
      writer.offer("key", bytes("after"));
      Await.until(
          () -> "written " + writer.written() + " failed " + writer.failed(),
          () -> writer.written() == 2 && writer.failed() == 1);
    }
  }

  @Test
  void withoutKafkaOffersAreDroppedOnceTheQueueIsFull() {
    KafkaSettings settings = KafkaSettings.on("127.0.0.1:1");
    long taken = 0;
    TopicWriter writer = new TopicWriter(settings, "nowhere", 100, DAY);
    while (writer.dropped() < 10) {
      taken += writer.offer("key", bytes("value")) ? 1 : 0;
    }
    assertThat(taken).isBetween(100L, 1_000L);
    assertThat(writer.written()).isZero();
    writer.close();
    assertThat(writer.failed()).isEqualTo(taken);
  }

  @Test
  void whatIsOfferedWhileKafkaIsAwayIsWrittenWhenItIsBack() {
    Path data = Servers.directory();
    LocalKafka kafka = LocalKafka.start(Servers.BROKER_LIB, data);
    KafkaSettings settings = KafkaSettings.on(kafka.bootstrapServers());
    try (TopicWriter writer = new TopicWriter(settings, "outage", 1_000, DAY)) {
      writer.offer("key", bytes("before"));
      Await.until(() -> "written " + writer.written(), () -> writer.written() == 1);
      kafka.close();
      for (int i = 0; i < 100; i++) {
        assertThat(writer.offer("key" + i, bytes("away"))).isTrue();
      }
      kafka = LocalKafka.start(Servers.BROKER_LIB, data);
      assertThat(kafka.bootstrapServers()).isEqualTo(settings.bootstrapServers());
      Await.until(() -> "written " + writer.written(), () -> writer.written() == 101);
      assertThat(writer.failed()).isZero();
      assertThat(writer.dropped()).isZero();
    } finally {
      kafka.close();
    }
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(
      KafkaSettings settings, String topic, int count) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (Consumer<byte[], byte[]> consumer = Consumers.alone(settings)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Await.until(
          () -> "read " + records.size(),
          () -> {
            consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            return records.size() == count;
          });
    }
    return records;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
