/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.replay;

import dev.edgewise.ingest.event.BadEventException;
import dev.edgewise.ingest.event.RecordDecoder;
import dev.edgewise.ingest.kafka.Consumers;
import dev.edgewise.ingest.kafka.IngestException;
import dev.edgewise.ingest.kafka.KafkaSettings;
import dev.edgewise.ingest.kafka.TopicIdentity;
import dev.edgewise.ingest.update.IngestState;
import dev.edgewise.profile.PositionedEvent;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.store.Checkpoint;
import dev.edgewise.profile.store.ProfileStore;
import dev.edgewise.profile.store.UnreadableProfileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Gatherers;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Applies the log's events from a time on, at their own positions. Used by one thread. */
final class LogReplay implements AutoCloseable {
  private static final int IN_FLIGHT = 64;
  private static final int ATTEMPTS = 3;

  private final ReplayOptions options;
  private final ProfileStore store;
  private final TopicIdentity topic;
  private final Consumer<byte[], byte[]> consumer;
  private final ReplayReport.Counts counts = new ReplayReport.Counts();
  private final Map<Integer, Checkpoint> checkpoints = new HashMap<>();

  /** All events of the wanted user, if the log is read from its beginning. */
  private final List<PositionedEvent> own = new ArrayList<>();

  private boolean whole;
  private final long generation;

  LogReplay(KafkaSettings settings, ReplayOptions options, ProfileStore store) {
    this.options = options;
    this.store = store;
    this.generation = store.generation();
    this.topic = TopicIdentity.of(settings, settings.eventsTopic());
    this.consumer = Consumers.alone(settings);
  }

  /** The outcome of a user's events: the number that changed the profile, or a failure. */
  private record Done(int events, long changed, @Nullable String refused) {}

  ReplayReport run(Instant time) {
    try {
      boolean complete = new TopicScan(consumer, starts(time), options.watch()).run(this::handle);
      if (complete && whole && options.user() != null && !options.dryRun()) {
        rebuild(options.user(), time);
      }
      return counts.report(complete);
    } catch (KafkaException e) {
      throw new IngestException("events could not be replayed: " + e.getMessage(), e);
    }
  }

  /** Makes the user's profile again if the store had lost an earlier one. */
  private void rebuild(String user, Instant time) {
    long before = store.get(user).version();
    Optional<Profile> after = store.rebuild(user, own);
    for (int i = 0; i < ATTEMPTS && after.isEmpty(); i++) { // there are new events meanwhile
      own.clear();
      new TopicScan(consumer, starts(time), (done, total) -> {}).run(this::collect);
      after = store.rebuild(user, own);
    }
    after.ifPresent(profile -> counts.changed += Math.max(0, profile.version() - before));
  }

  private void collect(List<ConsumerRecord<byte[], byte[]>> records) {
    wanted(records, new ReplayReport.Counts()); // they were counted before
  }

  private Map<TopicPartition, Long> starts(Instant time) {
    List<TopicPartition> partitions = TopicScan.partitions(consumer, topic.name());
    Map<TopicPartition, Long> starts = new HashMap<>(TopicScan.starts(consumer, partitions, time));
    Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
    starts.replaceAll((partition, first) -> {
      Checkpoint checkpoint = store.checkpoint(topic.id(), partition.partition());
      checkpoints.put(partition.partition(), checkpoint);
      return Math.max(beginnings.getOrDefault(partition, 0L), Math.min(first, checkpoint.next()));
    });
    whole = starts.equals(beginnings);
    return starts;
  }

  private void handle(List<ConsumerRecord<byte[], byte[]>> records) {
    topic.confirm();
    counts.read += records.size();
    wanted(records, counts).entrySet().stream()
        .gather(Gatherers.mapConcurrent(IN_FLIGHT, e -> replay(e.getKey(), e.getValue())))
        .forEach(this::count);
  }

  /** The events of the wanted users among these records; counts the others. */
  private Map<String, List<PositionedEvent>> wanted(
      List<ConsumerRecord<byte[], byte[]>> records, ReplayReport.Counts counted) {
    RecordDecoder decoder =
        new RecordDecoder((partition, offset) ->
            checkpoints
                .getOrDefault(partition, Checkpoint.none(topic.id(), partition))
                .position(offset));
    Map<String, List<PositionedEvent>> byUser = new LinkedHashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      try {
        PositionedEvent event = decoder.decode(record);
        String user = event.event().user();
        if (options.wants(user)) {
          byUser.computeIfAbsent(user, any -> new ArrayList<>()).add(event);
        } else {
          counted.left("of another user", 1);
        }
      } catch (BadEventException e) {
        counted.left("no event: " + e.getMessage(), 1);
      }
    }
    if (whole && options.user() != null) {
      own.addAll(byUser.getOrDefault(options.user(), List.of()));
    }
    return byUser;
  }

  private Done replay(String user, List<PositionedEvent> events) {
    try {
      Profile before = store.get(user);
      if (options.dryRun()) {
        long unapplied = events.stream().filter(e -> !before.covers(e.position())).count();
        return new Done(events.size(), unapplied, null);
      }
      Profile after = store.apply(user, events, generation);
      return new Done(events.size(), after.version() - before.version(), null);
    } catch (UnreadableProfileException | IllegalArgumentException e) {
      return new Done(events.size(), 0, IngestState.oneLine(e));
    }
  }

  private void count(Done done) {
    if (done.refused() == null) {
      counts.replayed += done.events();
      counts.changed += Math.max(0, done.changed());
    } else {
      counts.left(done.refused(), done.events());
    }
  }

  @Override
  public void close() {
    Consumers.closeUninterrupted(() -> {
      Consumers.close(consumer);
      topic.close();
    });
  }
}
