/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Where records go that aren't events: to the dead-letter topic, unchanged, with the reason and the
 * origin in headers. Used by one thread.
 */
final class DeadLetters implements AutoCloseable {
  static final String CAUSE = "edgewise-cause";
  static final String TOPIC = "edgewise-topic";
  static final String PARTITION = "edgewise-partition";
  static final String OFFSET = "edgewise-offset";

  private final KafkaSettings settings;
  private @Nullable Producer<byte[], byte[]> producer;

  DeadLetters(KafkaSettings settings) {
    this.settings = settings;
  }

  record Letter(ConsumerRecord<byte[], byte[]> record, BadEventException cause) {}

  /**
   * Writes the letters and returns when all are acknowledged.
   *
   * @throws IngestException when one isn't
   */
  void send(List<Letter> letters) {
    if (producer == null) {
      producer = Producers.open(settings);
    }
    List<Future<RecordMetadata>> sent = new ArrayList<>(letters.size());
    for (Letter letter : letters) {
      sent.add(producer.send(recordOf(letter)));
    }
    try {
      for (Future<RecordMetadata> acknowledgement : sent) {
        acknowledgement.get();
      }
    } catch (ExecutionException e) {
      throw new IngestException("dead letters could not be written: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IngestException("interrupted while writing dead letters", e);
    }
  }

  private ProducerRecord<byte[], byte[]> recordOf(Letter letter) {
    ConsumerRecord<byte[], byte[]> origin = letter.record();
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(settings.deadLetterTopic(), null, origin.key(), origin.value());
    record.headers().add(CAUSE, utf8(String.valueOf(letter.cause().getMessage())));
    record.headers().add(TOPIC, utf8(origin.topic()));
    record.headers().add(PARTITION, utf8(String.valueOf(origin.partition())));
    record.headers().add(OFFSET, utf8(String.valueOf(origin.offset())));
    return record;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    if (producer != null) {
      producer.close(Duration.ofSeconds(5));
    }
  }
}
