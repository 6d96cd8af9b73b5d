/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.faults;

import dev.edgewise.ingest.kafka.KafkaSettings;
import dev.edgewise.ingest.topic.TopicReader;
import dev.edgewise.profile.EventPosition;
import dev.edgewise.profile.PositionedEvent;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.ProfileRules;
import dev.edgewise.profile.SignalWeights;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What stands in the log of events, and what the plainest model makes of it: each event applied by
 * itself, in log order, to profiles in memory.
 *
 * @param events in log order within their partition
 */
record LogContents(List<PositionedEvent> events) {
  private static final long PATIENCE_S = 120;

  LogContents {
    events = List.copyOf(events);
  }

  /**
   * Reads the whole log.
   *
   * @throws IOException when it can't be read within two minutes
   */
  static LogContents read(KafkaSettings settings) throws IOException, InterruptedException {
    Map<EventPosition, PositionedEvent> seen = new LinkedHashMap<>();
    try (TopicReader reader =
        new TopicReader(
            settings, settings.eventsTopic(), event -> seen.put(event.position(), event))) {
      reader.start();
      reader.caughtUp().get(PATIENCE_S, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the log could not be read within " + PATIENCE_S + " s", e);
    }
    return new LogContents(List.copyOf(seen.values()));
  }

  /** The profile of each user who has an event. */
  SortedMap<String, Profile> profiles() {
    ProfileRules rules = new ProfileRules(SignalWeights.standard());
    SortedMap<String, Profile> profiles = new TreeMap<>();
    for (PositionedEvent one : events) {
      String user = one.event().user();
      Profile before = profiles.getOrDefault(user, Profile.empty(user));
      profiles.put(user, rules.apply(before, List.of(one)));
    }
    return profiles;
  }

  /** How many of these acknowledged events don't stand where they were said to. */
  long missing(Map<EventPosition, String> acknowledged) {
    Map<EventPosition, String> ids = new HashMap<>();
    events.forEach(one -> ids.put(one.position(), one.event().id()));
    return acknowledged.entrySet().stream()
        .filter(one -> !one.getValue().equals(ids.get(one.getKey())))
        .count();
  }
}
