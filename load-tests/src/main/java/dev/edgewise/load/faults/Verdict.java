/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.faults;

import dev.edgewise.ingest.update.IngestStatus;
import dev.edgewise.load.events.ConsumerProcess;
import dev.edgewise.load.faults.ExpectedProfiles.Difference;
import dev.edgewise.load.process.Polling;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.store.ProfileStore;
import dev.edgewise.profile.store.ProfileStoreException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/** Checks the profiles and the dead letters of a drill against the log, and reports faults. */
final class Verdict {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration PAUSE = Duration.ofMillis(500);

  private Verdict() {}

  /** Waits until the consumers have applied the log, and checks everything. */
  static void judge(Stage stage) throws IOException {
    ExpectedProfiles model = compareProfiles(stage);
    stage.count("events in the log", model.events().size());
    stage.count("events sent twice, each once in effect", stage.events.repeated());
    stage.count("events out of time order", stage.events.late());
    stage.count("acknowledged again after a refusal", stage.feed.refused());
    long missing = model.missing(stage.feed.acknowledged());
    if (missing > 0) {
      stage.fault(missing + " acknowledged events are not in the log");
    }
    compareDeadLetters(stage);
  }

  /** Waits until the consumers have applied the log, and compares every profile with it. */
  static ExpectedProfiles compareProfiles(Stage stage) throws IOException {
    var _ = stage.consumer();
    ExpectedProfiles model = ExpectedProfiles.ofLog(stage.settings);
    SortedMap<String, Profile> expected = model.profiles();
    try (ProfileStore store = stage.openStore()) {
      // equal profiles are compared once more afterwards: nothing else may be applied
      Polling.Condition done = () -> idle(stage) && differences(expected, store).isEmpty();
      var _ = Polling.until(PATIENCE, PAUSE, done);
      List<Difference> differences = differences(expected, store);
      stage.note("profiles that differ", differences.size(), "of " + expected.size());
      if (!differences.isEmpty()) {
        stage.fault(differences.size() + " profiles differ, first " + differences.getFirst());
      }
    }
    return model;
  }

  private static List<Difference> differences(
      SortedMap<String, Profile> expected, ProfileStore store) {
    try {
      return ExpectedProfiles.differences(expected, store);
    } catch (ProfileStoreException e) {
      return List.of(new Difference("all users", String.valueOf(e.getMessage())));
    }
  }

  /** Whether the consumers together have every partition, and no events left to apply. */
  private static boolean idle(Stage stage) throws IOException {
    int partitions = 0;
    for (ConsumerProcess consumer : stage.living()) {
      IngestStatus status = consumer.status();
      if (status.lag() > 0 || (status.lag() < 0 && status.partitions() > 0)) {
        return false;
      }
      partitions += status.partitions();
    }
    return partitions == stage.settings.partitions();
  }

  /** Exactly the planted records must have dead letters; a killed consumer may repeat a letter. */
  private static void compareDeadLetters(Stage stage) throws IOException {
    List<KafkaRecords.RecordPlace> letters = new KafkaRecords(stage.settings).deadLetters();
    stage.count("records that are no events", stage.poison.size());
    stage.count("dead letters", letters.size());
    if (!Set.copyOf(letters).equals(Set.copyOf(stage.poison))) {
      stage.fault("dead letters are of " + letters + ", but no events are " + stage.poison);
    }
  }
}
