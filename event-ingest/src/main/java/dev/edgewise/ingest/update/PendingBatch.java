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
 * Records that were read and are not settled: events by user in log order, dead letters, and the
 * offset up to which each partition was read. Used by one thread.
 */
final class PendingBatch {
  private final Map<String, List<Reading>> byUser = new LinkedHashMap<>();
  private final List<DeadLetters.Letter> letters = new ArrayList<>();
  private final Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
  private BatchTally tally = new BatchTally();

  /**
   * Adds a record. A record that is not an event becomes a dead letter unless it is a repetition.
   */
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

  /** Records up to which offset a partition was read. */
  void reached(TopicPartition partition, OffsetAndMetadata end) {
    ends.put(partition, end);
  }

  Map<TopicPartition, OffsetAndMetadata> ends() {
    return ends;
  }

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

  /** Removes the events of these users, which the store has applied; returns their number. */
  long done(Collection<String> users, long millis) {
    long events = 0;
    for (String user : users) {
      List<Reading> settled = byUser.remove(user);
      if (settled != null) {
        events += settled.size();
        tally.applied(settled, millis);
      }
    }
    return events;
  }

  /** Turns the events of a user into dead letters, since the store will never apply them. */
  void refuse(String user, RuntimeException cause) {
    List<Reading> refused = byUser.remove(user);
    if (refused != null) {
      refused.forEach(reading -> letters.add(new DeadLetters.Letter(reading.record(), cause)));
      tally.refused(refused);
    }
  }

  /** Removes the dead letters, which are written; returns their number. */
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

  /** Drops the records of partitions that another instance reads, or that are read again. */
  void drop(Collection<TopicPartition> partitions) {
    Set<Integer> dropped = new HashSet<>();
    partitions.forEach(partition -> dropped.add(partition.partition()));
    ends.keySet().removeAll(Set.copyOf(partitions));
    letters.removeIf(letter -> dropped.contains(letter.record().partition()));
    byUser.values().forEach(list -> list.removeIf(e -> dropped.contains(e.record().partition())));
    byUser.values().removeIf(List::isEmpty);
  }

  void clear() {
    byUser.clear();
    letters.clear();
    ends.clear();
    tally = new BatchTally();
  }
}
