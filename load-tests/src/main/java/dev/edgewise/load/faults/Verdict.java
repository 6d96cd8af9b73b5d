/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.faults;

import dev.edgewise.load.pipeline.ConsumerProcess;
import dev.edgewise.load.pipeline.ConsumerStatus;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.profile.redis.RedisProfileStore;
import dev.edgewise.profile.store.ProfileStore;
import dev.edgewise.profile.store.ProfileStoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Whether everything is as the log says once the consumers are through with it: each profile, and
 * the dead letters.
 */
final class Verdict {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final long LOOK_AGAIN_MS = 500;

  private final Stage stage;

  private Verdict(Stage stage) {
    this.stage = stage;
  }

  /** Waits for the consumers, at least one of which must be there, and reports what is wrong. */
  static void on(Stage stage) throws IOException, InterruptedException {
    Verdict verdict = new Verdict(stage);
    LogContents log = settle(stage);
    stage.count("events in the log", log.events().size());
    stage.noteEvents();
    long missing = log.missing(stage.feed().acknowledged());
    if (missing > 0) {
      stage.fault(missing + " acknowledged events are not in the log");
    }
    verdict.judgeLetters();
  }

  /**
   * Waits until the consumers have applied the log and are at rest, and reports profiles that are
   * not as it says.
   *
   * @return the log
   */
  static LogContents settle(Stage stage) throws IOException, InterruptedException {
    var _ = stage.consumer();
    LogContents log = LogContents.read(stage.settings());
    SortedMap<String, Profile> expected = log.profiles();
    try (ProfileStore store = open(stage)) {
      List<Differences.Difference> differences = new Verdict(stage).settled(expected, store);
      stage.note("profiles that differ", differences.size(), "of " + expected.size());
      if (!differences.isEmpty()) {
        stage.fault(differences.size() + " profiles differ, first " + differences.getFirst());
      }
    }
    return log;
  }

  static ProfileStore open(Stage stage) {
    return new RedisProfileStore(
        stage.redis().uri(), SignalWeights.standard(), Duration.ofSeconds(5));
  }

  /**
   * What differs when nothing does any more, or when patience is over. Once all are equal, it is
   * looked again after the consumers have come to rest: nothing may be applied beyond that.
   */
  private List<Differences.Difference> settled(
      SortedMap<String, Profile> expected, ProfileStore store)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!idle() || !differences(expected, store).isEmpty()) {
      if (System.nanoTime() > end) {
        break;
      }
      Thread.sleep(LOOK_AGAIN_MS);
    }
    return differences(expected, store);
  }

  private static List<Differences.Difference> differences(
      SortedMap<String, Profile> expected, ProfileStore store) {
    try {
      return Differences.between(expected, store);
    } catch (ProfileStoreException e) {
      return List.of(new Differences.Difference("everybody", String.valueOf(e.getMessage())));
    }
  }

  /** Whether the consumers have between them every partition and nothing left to do. */
  private boolean idle() throws IOException {
    int partitions = 0;
    for (ConsumerProcess consumer : stage.living()) {
      ConsumerStatus status = consumer.status();
      if (status.lag() > 0 || (status.lag() < 0 && status.partitions() > 0)) {
        return false;
      }
      partitions += status.partitions();
    }
    return partitions == stage.settings().partitions();
  }

  /** A letter may come again when its writer is killed; never one of a record that is an event. */
  private void judgeLetters() throws IOException {
    Set<RawTopic.Place> places = new HashSet<>();
    List<ConsumerRecord<byte[], byte[]>> letters =
        new RawTopic(stage.settings().bootstrapServers(), stage.settings().deadLetterTopic())
            .read();
    for (ConsumerRecord<byte[], byte[]> letter : letters) {
      places.add(
          new RawTopic.Place(
              Integer.parseInt(header(letter, "edgewise-partition")),
              Integer.parseInt(header(letter, "edgewise-offset"))));
    }
    stage.count("records that are no events", stage.poison().size());
    stage.count("dead letters", letters.size());
    if (!places.equals(Set.copyOf(stage.poison()))) {
      stage.fault("dead letters of " + places + ", but no events are " + stage.poison());
    }
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
