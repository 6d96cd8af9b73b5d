/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest;

import dev.edgewise.profile.PositionedEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What has been read and isn't settled yet: events by user in log order, and records that aren't
 * events. Nothing is committed while anything is in it. Used by one thread.
 */
final class PendingBatch {
  private final Map<String, List<PositionedEvent>> byUser = new LinkedHashMap<>();
  private final List<DeadLetters.Letter> letters = new ArrayList<>();

  void add(ConsumerRecord<byte[], byte[]> record, RecordDecoder decoder) {
    try {
      PositionedEvent event = decoder.decode(record);
      byUser.computeIfAbsent(event.event().user(), user -> new ArrayList<>()).add(event);
    } catch (BadEventException e) {
      letters.add(new DeadLetters.Letter(record, e));
    }
  }

  Map<String, List<PositionedEvent>> events() {
    return byUser;
  }

  List<DeadLetters.Letter> letters() {
    return letters;
  }

  boolean isEmpty() {
    return byUser.isEmpty() && letters.isEmpty();
  }

  /** Takes out the events of these users; returns how many there were. */
  long done(Collection<String> users) {
    long events = 0;
    for (String user : users) {
      List<PositionedEvent> settled = byUser.remove(user);
      events += settled == null ? 0 : settled.size();
    }
    return events;
  }

  /** Forgets what was read of partitions that another instance reads now, from the commit on. */
  void drop(Collection<TopicPartition> partitions) {
    Set<Integer> gone =
        partitions.stream().map(TopicPartition::partition).collect(Collectors.toSet());
    letters.removeIf(letter -> gone.contains(letter.record().partition()));
    byUser.values().forEach(list -> list.removeIf(e -> gone.contains(e.position().partition())));
    byUser.values().removeIf(List::isEmpty);
  }

  void clear() {
    byUser.clear();
    letters.clear();
  }
}
