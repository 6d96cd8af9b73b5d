/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.event;

import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventPosition;
import dev.edgewise.profile.PositionedEvent;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * From a record to an event with its position; the record holds a CloudEvent if its headers say so,
 * and our own JSON otherwise. A CloudEvent without a time happened when the record was written. An
 * event that claims to be from later than its record, beyond what clocks differ by, is bad: taken
 * at its word it would outweigh all others. The record's own time is compared, so every replay
 * decides alike.
 *
 * @param positions how offsets are named
 */
public record RecordDecoder(Positions positions) {
  static final Duration MAX_AHEAD = Duration.ofDays(1);

  /** Names the places of a log. */
  @FunctionalInterface
  public interface Positions {
    EventPosition of(int partition, long offset);
  }

  /** Of a topic with this unique id, each of whose offsets was given once only. */
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
    Instant latest = written.plus(MAX_AHEAD);
    if (record.timestamp() >= 0 && event.time().isAfter(latest)) {
      throw new BadEventException(
          "time", event.time() + " lies in the future; must not be later than " + latest);
    }
    return new PositionedEvent(event, positions.of(record.partition(), record.offset()));
  }
}
