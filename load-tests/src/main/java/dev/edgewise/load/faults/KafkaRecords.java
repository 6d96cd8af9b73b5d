/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.faults;

import dev.edgewise.ingest.kafka.Consumers;
import dev.edgewise.ingest.kafka.KafkaSettings;
import dev.edgewise.ingest.kafka.Producers;
import dev.edgewise.ingest.kafka.Topics;
import dev.edgewise.load.process.Polling;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** The topics and the group of a drill as Kafka knows them. */
record KafkaRecords(KafkaSettings settings) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(200);

  /** The place of a record in the events topic. */
  record RecordPlace(int partition, long offset) {}

  /** Writes values into the events topic as they are, and returns their places. */
  List<RecordPlace> write(List<String> values) throws IOException {
    List<RecordPlace> places = new ArrayList<>();
    try (var producer = Producers.open(settings)) {
      for (String value : values) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        var record = new ProducerRecord<>(settings.eventsTopic(), bytes, bytes);
        var written = producer.send(record).get();
        places.add(new RecordPlace(written.partition(), written.offset()));
      }
      return places;
    } catch (ExecutionException | InterruptedException e) {
      throw new IOException("the broker did not take a record", e);
    }
  }

  /** Reads all dead letters within a minute, and returns the places of the records behind them. */
  List<RecordPlace> deadLetters() throws IOException {
    String topic = settings.deadLetterTopic();
    List<RecordPlace> places = new ArrayList<>();
    try (var consumer = Consumers.alone(settings)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      var ends = consumer.endOffsets(partitions);
      Polling.Condition atEnd =
          () -> {
            consumer.poll(POLL).forEach(letter -> places.add(origin(letter)));
            return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
          };
      if (!Polling.until(PATIENCE, Duration.ZERO, atEnd)) {
        throw new IOException(topic + " could not be read within " + PATIENCE);
      }
    }
    return places;
  }

  private static RecordPlace origin(ConsumerRecord<byte[], byte[]> letter) {
    return new RecordPlace(
        Integer.parseInt(header(letter, "edgewise-partition")),
        Long.parseLong(header(letter, "edgewise-offset")));
  }

  private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  /** Removes the consumers from their group, which killed ones would leave much later. */
  void removeMembers() {
    try (var admin = Topics.admin(settings)) {
      var everybody = new RemoveMembersFromConsumerGroupOptions();
      admin.removeMembersFromConsumerGroup(settings.group(), everybody).all().get();
    } catch (ExecutionException | InterruptedException e) {
      // the sessions end by themselves
    }
  }
}
