/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.replay;

import dev.edgewise.ingest.event.BadEventException;
import dev.edgewise.ingest.event.RecordDecoder;
import dev.edgewise.ingest.kafka.Consumers;
import dev.edgewise.ingest.kafka.IngestException;
import dev.edgewise.ingest.kafka.KafkaSettings;
import dev.edgewise.ingest.kafka.Producers;
import dev.edgewise.ingest.kafka.TopicIdentity;
import dev.edgewise.ingest.update.DeadLetters;
import dev.edgewise.profile.Event;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;

/** Sends dead letters that are valid events now to the events topic again. Used by one thread. */
final class DeadLetterReplay implements AutoCloseable {
  private static final String GROUP = "edgewise.replay";
  private static final int AT_ONCE = 500;

  private final KafkaSettings settings;
  private final ReplayOptions options;
  private final InstantSource clock;
  private final TopicIdentity topic;
  private final Consumer<byte[], byte[]> consumer;
  private final Producer<byte[], byte[]> producer;
  private final RecordDecoder decoder;
  private final ReplayReport.Counts counts = new ReplayReport.Counts();
  private final Map<TopicPartition, ReplayedOffsets> replayed = new HashMap<>();

  DeadLetterReplay(KafkaSettings settings, ReplayOptions options, InstantSource clock) {
    this.settings = settings;
    this.options = options;
    this.clock = clock;
    this.topic = TopicIdentity.of(settings, settings.deadLetterTopic());
    this.decoder = RecordDecoder.of(topic.id());
    this.consumer = Consumers.alone(settings, GROUP, AT_ONCE);
    this.producer = Producers.open(settings);
  }

  /** A letter to send again; {@code written} completes with the acknowledgement. */
  private record Sent(long offset, Future<RecordMetadata> written) {}

  ReplayReport run() {
    try {
      begin();
      Map<TopicPartition, Long> starts = new HashMap<>();
      replayed.forEach((partition, offsets) -> starts.put(partition, offsets.first()));
      return counts.report(new TopicScan(consumer, starts, options.watch()).run(this::handle));
    } catch (KafkaException e) {
      throw new IngestException("dead letters could not be replayed: " + e.getMessage(), e);
    }
  }

  private void begin() {
    List<TopicPartition> partitions = TopicScan.partitions(consumer, topic.name());
    Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
    Map<TopicPartition, OffsetAndMetadata> committed =
        consumer.committed(new HashSet<>(partitions));
    for (TopicPartition partition : partitions) {
      long beginning = beginnings.getOrDefault(partition, 0L);
      OffsetAndMetadata stored = committed.get(partition);
      replayed.put(
          partition,
          stored == null
              ? new ReplayedOffsets(topic.id(), beginning)
              : ReplayedOffsets.parse(topic.id(), beginning, stored.offset(), stored.metadata()));
    }
  }

  /** Handles letters of one partition; a letter counts as sent only when it is acknowledged. */
  private void handle(List<ConsumerRecord<byte[], byte[]>> letters) {
    topic.confirm();
    TopicPartition partition = new TopicPartition(topic.name(), letters.getFirst().partition());
    ReplayedOffsets offsets = replayed.getOrDefault(partition, new ReplayedOffsets(topic.id(), 0));
    List<Sent> sent = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> letter : letters) {
      if (!offsets.contains(letter.offset())) {
        consider(letter, sent);
      }
    }
    if (!options.dryRun() && !sent.isEmpty()) {
      sent.forEach(letter -> await(letter.written()));
      sent.forEach(letter -> offsets.add(letter.offset()));
      consumer.commitSync(
          Map.of(partition, new OffsetAndMetadata(offsets.first(), offsets.note())));
    }
    counts.replayed += sent.size();
  }

  private void consider(ConsumerRecord<byte[], byte[]> letter, List<Sent> sent) {
    counts.read++;
    if (letter.headers().lastHeader(DeadLetters.LEFT_OUT) != null) {
      counts.left("its value was too large to be kept", 1);
      return;
    }
    try {
      Event event = decoder.decode(asIfSentNow(letter)).event();
      if (options.wants(event.user())) {
        sent.add(new Sent(letter.offset(), options.dryRun() ? done() : send(event, letter)));
      } else {
        counts.left("of another user", 1);
      }
    } catch (BadEventException e) {
      counts.left("no event: " + e.getMessage(), 1);
    }
  }

  private static Future<RecordMetadata> done() {
    return CompletableFuture.completedFuture(null);
  }

  /** Returns a copy with the present time; an event that lay in the future may be valid now. */
  private ConsumerRecord<byte[], byte[]> asIfSentNow(ConsumerRecord<byte[], byte[]> letter) {
    return new ConsumerRecord<>(
        letter.topic(),
        letter.partition(),
        letter.offset(),
        clock.millis(),
        TimestampType.LOG_APPEND_TIME,
        letter.serializedKeySize(),
        letter.serializedValueSize(),
        letter.key(),
        letter.value(),
        letter.headers(),
        letter.leaderEpoch());
  }

  private Future<RecordMetadata> send(Event event, ConsumerRecord<byte[], byte[]> letter) {
    byte[] key = event.user().getBytes(StandardCharsets.UTF_8);
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(settings.eventsTopic(), key, letter.value());
    DeadLetters.copyForeign(letter.headers(), record.headers());
    Header seen = letter.headers().lastHeader(DeadLetters.FIRST_SEEN);
    if (seen != null) {
      record.headers().add(seen);
    }
    return producer.send(record);
  }

  private static void await(Future<RecordMetadata> written) {
    try {
      var _ = written.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IngestException("Kafka did not take an event: " + cause.getMessage(), e);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  @Override
  public void close() {
    Consumers.closeUninterrupted(() -> {
      producer.close(Duration.ofSeconds(5));
      Consumers.close(consumer);
      topic.close();
    });
  }
}
