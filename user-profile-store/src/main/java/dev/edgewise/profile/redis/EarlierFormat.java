/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.redis;

import dev.edgewise.profile.EventPosition;
import dev.edgewise.profile.PositionedEvent;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.codec.ProfileCodec;
import dev.edgewise.profile.store.Checkpoint;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The profiles that are still stored in the format before the present one. Profiles and checkpoints
 * of each format have keys of their own, so the present format starts empty and the log is read
 * again from its beginning. A user's earlier profile is served until the new one has applied all of
 * its events; the script that stores the new one then deletes the earlier one. What the log can't
 * give back is taken over: the record of an erasure and stated preferences at once, and the whole
 * profile if it has events of another log, or of a log that no longer begins at its beginning.
 *
 * <p>A partition's earlier checkpoint tells all processes that the partition is being read again.
 * It is deleted when that has ended. So nothing is lost when processes are killed in between.
 * Thread-safe.
 */
final class EarlierFormat {
  /** By partition the first offset that the earlier profiles had not applied. */
  private final Map<String, Long> ends = new ConcurrentHashMap<>();

  /**
   * Takes note of a partition's checkpoints.
   *
   * @param present the progress of the present format, or null when there is none
   * @param earlier the progress of the earlier format, or null when there is none
   * @return the checkpoint from which to go on
   */
  Checkpoint resume(Checkpoint none, @Nullable Checkpoint present, @Nullable Checkpoint earlier) {
    String partition = partition(none.topicId(), none.partition());
    if (earlier == null) {
      ends.remove(partition);
      return present == null ? none : present;
    }
    ends.put(partition, earlier.next());
    return present == null
        ? new Checkpoint(none.topicId(), none.partition(), List.of(), earlier.eras())
        : present;
  }

  /** Returns the offset up to which a partition is read again; 0 when it is not. */
  long end(String topicId, int partition) {
    return ends.getOrDefault(partition(topicId, partition), 0L);
  }

  /** Returns whether this progress ends the reading of a partition that is read again. */
  boolean endsWith(Checkpoint reached) {
    Long end = ends.get(partition(reached.topicId(), reached.partition()));
    return end != null && reached.next() >= end;
  }

  void ended(Checkpoint reached) {
    ends.remove(partition(reached.topicId(), reached.partition()));
  }

  /** Returns whether all of a batch is read again, and not for the first time. */
  boolean again(List<PositionedEvent> batch) {
    return batch.stream()
        .map(PositionedEvent::position)
        .allMatch(at -> at.offset() < end(at.topicId(), at.partition()));
  }

  /** Returns the profile to which the first events are applied in the present format. */
  Profile start(Profile earlier, List<PositionedEvent> batch) {
    if (batch.isEmpty() || earlier.watermarks().isEmpty()) {
      return earlier;
    }
    EventPosition position = batch.get(0).position();
    String topic = topic(position.topicId());
    boolean again = ends.containsKey(partition(topic, position.partition()));
    boolean all =
        earlier.watermarks().keySet().stream()
            .allMatch(name -> topic(name.substring(0, name.indexOf('/'))).equals(topic));
    return again && all ? earlier.toRebuild() : earlier;
  }

  /** Returns whether a profile has applied all events of an earlier one. */
  static boolean covers(Profile profile, Profile earlier) {
    SortedMap<String, Long> reached = profile.watermarks();
    return earlier.watermarks().entrySet().stream()
        .allMatch(one -> reached.getOrDefault(one.getKey(), -1L) >= one.getValue());
  }

  /** Decodes a value; returns null if there is none, or none that this release can read. */
  static @Nullable Profile decode(String user, byte @Nullable [] value) {
    try {
      return value == null ? null : ProfileCodec.decode(user, value);
    } catch (IllegalArgumentException unreadable) {
      return null; // an older format still; the log gives it back
    }
  }

  private static String partition(String topicId, int partition) {
    return topic(topicId) + "/" + partition;
  }

  /** Returns a topic's id without the number of an era. */
  private static String topic(String topicId) {
    int era = topicId.indexOf('~');
    return era < 0 ? topicId : topicId.substring(0, era);
  }
}
