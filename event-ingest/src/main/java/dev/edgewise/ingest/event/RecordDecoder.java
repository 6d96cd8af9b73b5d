/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.event;

import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventPosition;
import dev.edgewise.profile.PositionedEvent;
import dev.edgewise.profile.SignalWeights;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Decodes Kafka records into positioned events. The headers tell whether a record holds a
 * CloudEvent or Edgewise's own JSON. A CloudEvent without a time gets the record's time. An event
 * whose time is after that of its record by more than clocks may differ is bad: it would outweigh
 * all others. The check uses the record's time, so every replay decides alike.
 *
 * @param positions maps partitions and offsets to positions
 * @param whole tells whether a place belongs to a reading of the whole log
 * @param check returns why an event can't be applied, such as a rating outside its scale
 */
public record RecordDecoder(Positions positions, Whole whole, Check check) {
  static final Duration MAX_AHEAD = Duration.ofDays(1);

  /** Maps the places of a log to positions. */
  @FunctionalInterface
  public interface Positions {
    EventPosition of(int partition, long offset);
  }

  /** Tells of which places all earlier ones are read before, in order, by the same reader. */
  @FunctionalInterface
  public interface Whole {
    boolean includes(int partition, long offset);
  }

  /** A check of decoded events. */
  @FunctionalInterface
  public interface Check {
    Optional<SignalWeights.Objection> objection(Event event);
  }

  /** A decoder without a check. */
  public RecordDecoder(Positions positions) {
    this(positions, event -> Optional.empty());
  }

  /** A decoder for a reading that begins somewhere in the log. */
  public RecordDecoder(Positions positions, Check check) {
    this(positions, (partition, offset) -> false, check);
  }

  /** A decoder for the topic with this unique id, whose offsets were each used only once. */
  public static RecordDecoder of(String topicId) {
    return new RecordDecoder((partition, offset) -> new EventPosition(topicId, partition, offset));
  }

  public PositionedEvent decode(ConsumerRecord<byte[], byte[]> record) throws BadEventException {
    if (record.value() == null) {
      throw new BadEventException("", "an event must be a JSON object, not an empty record");
    }
    Instant written = Instant.ofEpochMilli(record.timestamp());
    Event event =
        CloudEventCodec.isIn(record.headers())
            ? CloudEventCodec.read(record.headers(), record.value(), written)
            : EventCodec.decode(record.value());
    if (record.timestamp() >= 0) {
      requirePast(event, written);
    }
    Optional<SignalWeights.Objection> objection = check.objection(event);
    if (objection.isPresent()) {
      throw new BadEventException(objection.get().field(), objection.get().why());
    }
    return new PositionedEvent(
        event,
        positions.of(record.partition(), record.offset()),
        whole.includes(record.partition(), record.offset()));
  }

  /** Refuses an event whose time is after now by more than clocks may differ. */
  static void requirePast(Event event, Instant now) throws BadEventException {
    Instant latest = now.plus(MAX_AHEAD);
    if (event.time().isAfter(latest)) {
      throw new BadEventException(
          "time", event.time() + " lies in the future; must not be later than " + latest);
    }
  }
}
