/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.topic;

import dev.edgewise.ingest.event.BadEventException;
import dev.edgewise.ingest.event.RecordDecoder;
import dev.edgewise.ingest.kafka.Consumers;
import dev.edgewise.ingest.kafka.IngestException;
import dev.edgewise.ingest.kafka.KafkaSettings;
import dev.edgewise.ingest.kafka.TopicIdentity;
import dev.edgewise.ingest.replay.ReplayOptions;
import dev.edgewise.ingest.replay.TopicScan;
import dev.edgewise.profile.Event;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads the present content of a topic, from a time on or from its beginning, and ends. Records of
 * one user come in the order in which they were written. Immutable. Its methods block; an
 * interruption ends them early with an {@link IngestException}.
 */
public final class TopicHistory {
  private final KafkaSettings settings;
  private final ReplayOptions.Watch watch;

  /**
   * A reader of topics.
   *
   * @param watch receives the progress
   */
  public TopicHistory(KafkaSettings settings, ReplayOptions.Watch watch) {
    this.settings = settings;
    this.watch = watch;
  }

  /**
   * Reads the events of a topic, and skips records that are not events.
   *
   * @param from the broker's time of the first record, or null for all records
   * @return the number of records
   * @throws IngestException when Kafka can't be used, or the topic does not exist
   */
  public long events(String topic, @Nullable Instant from, Consumer<Event> handler) {
    RecordDecoder decoder = RecordDecoder.of(topic);
    return read(
        topic,
        from,
        record -> {
          try {
            handler.accept(decoder.decode(record).event());
          } catch (BadEventException e) {
            // the record is among the dead letters
          }
        });
  }

  /**
   * Reads the values of a topic's records, in the caller's format.
   *
   * @param from the broker's time of the first record, or null for all records
   * @return the number of records
   * @throws IngestException when Kafka can't be used, or the topic does not exist
   */
  public long values(String topic, @Nullable Instant from, Consumer<byte[]> handler) {
    return read(
        topic,
        from,
        record -> {
          if (record.value() != null) {
            handler.accept(record.value());
          }
        });
  }

  private long read(
      String topic, @Nullable Instant from, Consumer<ConsumerRecord<byte[], byte[]>> handler) {
    try (TopicIdentity identity = TopicIdentity.of(settings, topic)) {
      long[] read = {0};
      var consumer = Consumers.alone(settings);
      try {
        Map<TopicPartition, Long> starts =
            TopicScan.starts(consumer, TopicScan.partitions(consumer, topic), from);
        boolean whole =
            new TopicScan(consumer, starts, watch)
                .run(records -> {
                  identity.confirm();
                  records.forEach(handler);
                  read[0] += records.size();
                });
        if (!whole) {
          throw new IngestException("interrupted while reading " + topic);
        }
      } finally {
        Consumers.closeUninterrupted(() -> Consumers.close(consumer));
      }
      return read[0];
    } catch (KafkaException e) {
      throw new IngestException(topic + " could not be read: " + e.getMessage(), e);
    }
  }
}
