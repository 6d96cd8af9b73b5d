/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.update;

import dev.edgewise.ingest.event.BadEventException;
import dev.edgewise.ingest.event.RecordDecoder;
import dev.edgewise.ingest.update.BatchReport.Outcome;
import dev.edgewise.ingest.update.BatchTally.Reading;
import dev.edgewise.profile.PositionedEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * What has been read and isn't settled yet: events by user in log order, records that can't be
 * applied, and up to where each partition was read. Used by one thread.
 */
final class PendingBatch {
  private final Map<String, List<Reading>> byUser = new LinkedHashMap<>();
  private final List<DeadLetters.Letter> letters = new ArrayList<>();
  private final Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
  private BatchTally tally = new BatchTally();

  /** Takes a record in; one that is no event becomes a letter unless it was handled before. */
  void add(ConsumerRecord<byte[], byte[]> record, RecordDecoder decoder, boolean repeated) {
    tally.trace(record);
    try {
      PositionedEvent event = decoder.decode(record);
      byUser
          .computeIfAbsent(event.event().user(), user -> new ArrayList<>(2))
          .add(new Reading(record, event, repeated));
    } catch (BadEventException e) {
      if (repeated) {
        tally.noEvent(Outcome.REPEATED);
      } else {
        letters.add(new DeadLetters.Letter(record, e));
      }
    }
  }

  /** Says up to where a partition has been read. */
  void reached(TopicPartition partition, OffsetAndMetadata end) {
    ends.put(partition, end);
  }

  Map<TopicPartition, OffsetAndMetadata> ends() {
    return ends;
  }

  /** A copy of the events, by user. */
  Map<String, List<PositionedEvent>> events() {
    Map<String, List<PositionedEvent>> events = LinkedHashMap.newLinkedHashMap(byUser.size());
    byUser.forEach(
        (user, readings) -> events.put(user, readings.stream().map(Reading::event).toList()));
    return events;
  }

  List<DeadLetters.Letter> letters() {
    return letters;
  }

  BatchTally tally() {
    return tally;
  }

  boolean isEmpty() {
    return byUser.isEmpty() && letters.isEmpty() && ends.isEmpty();
  }

  /** Takes out the events of these users, which the store has; returns how many there were. */
  long done(Collection<String> users, long now) {
    long events = 0;
    for (String user : users) {
      List<Reading> settled = byUser.remove(user);
      if (settled != null) {
        events += settled.size();
        tally.applied(settled, now);
      }
    }
    return events;
  }

  /** Makes letters of the events of a user that the store will never take. */
  void refuse(String user, RuntimeException cause) {
    List<Reading> refused = byUser.remove(user);
    if (refused != null) {
      refused.forEach(reading -> letters.add(new DeadLetters.Letter(reading.record(), cause)));
      tally.refused(refused);
    }
  }

  /** The letters are written; returns how many there were. */
  int sent() {
    int sent = letters.size();
    for (DeadLetters.Letter letter : letters) {
      if (letter.cause() instanceof BadEventException) {
        tally.noEvent(Outcome.DEAD_LETTER);
      }
    }
    letters.clear();
    return sent;
  }

  /** Forgets what was read of partitions that are read elsewhere, or once more. */
  void drop(Collection<TopicPartition> partitions) {
    Set<Integer> gone = new HashSet<>();
    partitions.forEach(partition -> gone.add(partition.partition()));
    ends.keySet().removeAll(Set.copyOf(partitions));
    letters.removeIf(letter -> gone.contains(letter.record().partition()));
    byUser.values().forEach(list -> list.removeIf(e -> gone.contains(e.record().partition())));
    byUser.values().removeIf(List::isEmpty);
  }

  void clear() {
    byUser.clear();
    letters.clear();
    ends.clear();
    tally = new BatchTally();
  }
}
