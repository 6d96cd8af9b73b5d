/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic as bytes, past all that the product makes of it. */
final class RawTopic {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(200);

  private final String bootstrapServers;
  private final String topic;

  RawTopic(String bootstrapServers, String topic) {
    this.bootstrapServers = bootstrapServers;
    this.topic = topic;
  }

  /** Where a record stands. */
  record Place(int partition, long offset) {}

  /** Writes values as they are, keyed by themselves, and says where they stand. */
  List<Place> write(List<String> values) throws IOException, InterruptedException {
    Map<String, Object> configuration =
        Map.of("bootstrap.servers", bootstrapServers, "acks", "all");
    List<Place> places = new ArrayList<>();
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(configuration, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (String value : values) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        RecordMetadata written = producer.send(new ProducerRecord<>(topic, bytes, bytes)).get();
        places.add(new Place(written.partition(), written.offset()));
      }
      return places;
    } catch (ExecutionException e) {
      throw new IOException("the broker did not take a record: " + e.getCause(), e);
    }
  }

  /** Every record that stands in it now. */
  List<ConsumerRecord<byte[], byte[]>> read() throws IOException {
    Map<String, Object> configuration =
        Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", false);
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            configuration, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (ends.entrySet().stream().anyMatch(p -> consumer.position(p.getKey()) < p.getValue())) {
        if (System.nanoTime() > deadline) {
          throw new IOException(topic + " could not be read within " + PATIENCE);
        }
        consumer.poll(POLL).forEach(records::add);
      }
    }
    return records;
  }

  /**
   * Tells the broker that the members of a group are gone, which it would find out by itself when
   * their sessions are over.
   */
  void forget(String group) throws InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin
          .removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
          .all()
          .get();
    } catch (ExecutionException e) {
      // then their sessions have to end
    }
  }
}
