/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.faults;

import dev.edgewise.ingest.kafka.KafkaSettings;
import dev.edgewise.ingest.topic.TopicReader;
import dev.edgewise.profile.EventPosition;
import dev.edgewise.profile.PositionedEvent;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.ProfileRules;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.profile.codec.ProfileCodec;
import dev.edgewise.profile.store.ProfileStore;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * The profiles that the log stands for, by a sequential model: it applies one event after another
 * to profiles in memory. The events are in log order within each partition.
 */
record ExpectedProfiles(List<PositionedEvent> events) {
  private static final long PATIENCE_S = 120;

  /** A user with an unexpected profile, and the first component that differs. */
  record Difference(String user, String what) {}

  /** Reads the whole log, within two minutes. */
  static ExpectedProfiles ofLog(KafkaSettings settings) throws IOException {
    Map<EventPosition, PositionedEvent> seen = new LinkedHashMap<>();
    String topic = settings.eventsTopic();
    try (var reader = new TopicReader(settings, topic, one -> seen.put(one.position(), one))) {
      reader.start();
      var _ = reader.caughtUp().orTimeout(PATIENCE_S, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      throw new IOException("the log could not be read within " + PATIENCE_S + " s", e);
    }
    return new ExpectedProfiles(List.copyOf(seen.values()));
  }

  /** The profile of each user with an event, by user. */
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

  /** The number of acknowledged events that are not at their position in the log. */
  long missing(Map<EventPosition, String> acknowledged) {
    Map<EventPosition, String> ids = new HashMap<>();
    events.forEach(one -> ids.put(one.position(), one.event().id()));
    return acknowledged.entrySet().stream()
        .filter(one -> !one.getValue().equals(ids.get(one.getKey())))
        .count();
  }

  /** Compares the encoded profiles of a store with expected ones, byte for byte. */
  static List<Difference> differences(SortedMap<String, Profile> expected, ProfileStore store) {
    List<Difference> differences = new ArrayList<>();
    expected.forEach((user, profile) -> {
      Profile stored = store.get(user);
      if (!Arrays.equals(ProfileCodec.encode(profile), ProfileCodec.encode(stored))) {
        String what = firstDifference(profile, stored, "");
        differences.add(new Difference(user, what.isEmpty() ? "equal but in other bytes" : what));
      }
    });
    return differences;
  }

  /** Describes the first component that differs, but for an excepted one; empty for none. */
  static String firstDifference(Profile expected, Profile actual, String except) {
    for (RecordComponent component : Profile.class.getRecordComponents()) {
      try {
        Object should = component.getAccessor().invoke(expected);
        Object is = component.getAccessor().invoke(actual);
        if (!component.getName().equals(except) && !Objects.equals(should, is)) {
          return component.getName() + describe(String.valueOf(should), String.valueOf(is));
        }
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(component + " can't be read", e);
      }
    }
    return "";
  }

  /** Shows both texts from shortly before their first difference. */
  private static String describe(String should, String is) {
    int from = Math.max(0, Arrays.mismatch(should.toCharArray(), is.toCharArray()) - 20);
    return " should be ...%.80s... and is ...%.80s..."
        .formatted(should.substring(from), is.substring(from));
  }
}
