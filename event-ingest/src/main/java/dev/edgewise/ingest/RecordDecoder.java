/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest;

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
 * @param topicId unique id of the topic that is read
 */
record RecordDecoder(String topicId) {
  static final Duration MAX_AHEAD = Duration.ofDays(1);

  PositionedEvent decode(ConsumerRecord<byte[], byte[]> record) throws BadEventException {
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
    return new PositionedEvent(
        event, new EventPosition(topicId, record.partition(), record.offset()));
  }
}
