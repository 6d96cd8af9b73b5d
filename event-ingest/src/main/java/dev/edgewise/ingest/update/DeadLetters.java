/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.update;

import dev.edgewise.ingest.kafka.IngestException;
import dev.edgewise.ingest.kafka.KafkaSettings;
import dev.edgewise.ingest.kafka.Producers;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes records that can't be applied to the dead-letter topic: unchanged, with the reason and the
 * origin in headers. Used by one thread.
 */
public final class DeadLetters implements AutoCloseable {
  /** The prefix of all headers that this class adds. */
  static final String PREFIX = "edgewise-";

  /** The header with the reason in one line. */
  static final String CAUSE = PREFIX + "cause";

  /** The header with the stack trace, which is cut if it is long. */
  static final String STACK = PREFIX + "stack";

  static final String TOPIC = PREFIX + "topic";
  static final String TOPIC_ID = PREFIX + "topic-id";
  static final String PARTITION = PREFIX + "partition";
  static final String OFFSET = PREFIX + "offset";

  /** The header with the original record's time, ISO 8601. */
  static final String TIMESTAMP = PREFIX + "timestamp";

  /** The header with the time of the first failure; a failed replay keeps it. */
  public static final String FIRST_SEEN = PREFIX + "first-seen";

  /**
   * The header that replaces a value which is too large to be written. If even its headers are, the
   * letter has neither its key nor its own headers, and no stack trace.
   */
  public static final String LEFT_OUT = PREFIX + "value-left-out";

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
  private static final int LONGEST_STACK = 4000;
  private static final int LONGEST_TIME = 40;

  private final KafkaSettings settings;
  private final InstantSource clock;
  private @Nullable Producer<byte[], byte[]> producer;

  DeadLetters(KafkaSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  record Letter(ConsumerRecord<byte[], byte[]> record, Exception cause) {}

  /**
   * Writes the letters and returns when all are acknowledged. A letter that is too large in every
   * form is dropped and logged: its record is still in the original topic, and other records must
   * not wait for it.
   *
   * @param topicId unique id of the original topic
   * @throws IngestException when a letter could not be written
   */
  void send(List<Letter> letters, String topicId) {
    List<ProducerRecord<byte[], byte[]>> records =
        letters.stream().map(letter -> recordOf(letter, topicId)).toList();
    List<Future<RecordMetadata>> sent = new ArrayList<>(letters.size());
    records.forEach(record -> sent.add(producer().send(record)));
    for (int i = 0; i < sent.size(); i++) {
      ProducerRecord<byte[], byte[]> whole = records.get(i);
      if (!written(sent.get(i))
          && !written(producer().send(withoutValue(whole)))
          && !written(producer().send(originOnly(whole)))) {
        LOG.error(
            "{} takes no dead letter for partition {}, offset {}: it is too large",
            whole.topic(),
            letters.get(i).record().partition(),
            letters.get(i).record().offset());
      }
    }
  }

  /** Returns false when the record is too large. */
  private static boolean written(Future<RecordMetadata> sent) {
    try {
      var _ = sent.get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RecordTooLargeException) {
        return false;
      }
      throw failed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IngestException("interrupted while writing dead letters", e);
    }
  }

  private static IngestException failed(Exception cause) {
    return new IngestException("dead letters could not be written: " + cause.getMessage(), cause);
  }

  private Producer<byte[], byte[]> producer() {
    Producer<byte[], byte[]> open = producer;
    if (open == null) {
      open = Producers.open(settings);
      producer = open;
    }
    return open;
  }

  private ProducerRecord<byte[], byte[]> recordOf(Letter letter, String topicId) {
    ConsumerRecord<byte[], byte[]> origin = letter.record();
    Header seen = origin.headers().lastHeader(FIRST_SEEN);
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(settings.deadLetterTopic(), null, origin.key(), origin.value());
    Headers headers = record.headers();
    copyForeign(origin.headers(), headers);
    headers.add(CAUSE, utf8(IngestState.oneLine(letter.cause())));
    headers.add(STACK, utf8(stackOf(letter.cause())));
    headers.add(TOPIC, utf8(origin.topic()));
    headers.add(TOPIC_ID, utf8(topicId));
    headers.add(PARTITION, utf8(String.valueOf(origin.partition())));
    headers.add(OFFSET, utf8(String.valueOf(origin.offset())));
    headers.add(TIMESTAMP, utf8(Instant.ofEpochMilli(origin.timestamp()).toString()));
    boolean known = seen != null && seen.value() != null && seen.value().length <= LONGEST_TIME;
    headers.add(FIRST_SEEN, known ? seen.value() : utf8(clock.instant().toString()));
    return record;
  }

  /** Copies the original headers of a record, without those of a dead letter. */
  public static void copyForeign(Headers from, Headers to) {
    for (Header header : from) {
      if (!header.key().startsWith(PREFIX)) {
        to.add(header);
      }
    }
  }

  /** Copies a record without its value, which is still in the original topic. */
  private static ProducerRecord<byte[], byte[]> withoutValue(ProducerRecord<byte[], byte[]> whole) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(whole.topic(), null, whole.key(), null);
    whole.headers().forEach(record.headers()::add);
    byte[] value = whole.value();
    record.headers().add(LEFT_OUT, utf8((value == null ? 0 : value.length) + " bytes"));
    return record;
  }

  /** Copies only what tells where the record is and why it is not applied. */
  private static ProducerRecord<byte[], byte[]> originOnly(ProducerRecord<byte[], byte[]> whole) {
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(whole.topic(), null);
    for (Header header : withoutValue(whole).headers()) {
      if (header.key().startsWith(PREFIX) && !header.key().equals(STACK)) {
        record.headers().add(header);
      }
    }
    return record;
  }

  private static String stackOf(Exception cause) {
    StringWriter text = new StringWriter();
    cause.printStackTrace(new PrintWriter(text));
    String stack = text.toString();
    return stack.length() <= LONGEST_STACK ? stack : stack.substring(0, LONGEST_STACK) + "...";
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
