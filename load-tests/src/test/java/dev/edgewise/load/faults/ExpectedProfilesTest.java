/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.load.events.SyntheticEvents;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventPosition;
import dev.edgewise.profile.PositionedEvent;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.profile.store.InMemoryProfileStore;
import dev.edgewise.profile.store.ProfileStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class ExpectedProfilesTest {
  private static final String TOPIC = "topic";

  private static ExpectedProfiles log(int events) {
    SyntheticEvents made = new SyntheticEvents(1, 20, "u");
    List<PositionedEvent> log = new ArrayList<>();
    for (int offset = 0; offset < events; offset++) {
      Event event = made.get();
      int partition = Math.floorMod(event.user().hashCode(), 3);
      log.add(new PositionedEvent(event, new EventPosition(TOPIC, partition, offset)));
    }
    return new ExpectedProfiles(log);
  }

  private static void apply(ProfileStore store, PositionedEvent event) {
    store.apply(event.event().user(), List.of(event));
  }

  @Test
  void aStoreThatWasToldTheLogDiffersInNothing() {
    ExpectedProfiles log = log(1000);
    try (ProfileStore store = new InMemoryProfileStore(SignalWeights.standard())) {
      log.events().forEach(event -> apply(store, event));
      log.events().reversed().forEach(event -> apply(store, event));
      assertThat(ExpectedProfiles.differences(log.profiles(), store)).isEmpty();
    }
  }

  @Test
  void oneEventLeftOutOrAppliedTwiceIsFoundWithItsUser() {
    ExpectedProfiles log = log(1000);
    PositionedEvent last = log.events().getLast();
    try (ProfileStore store = new InMemoryProfileStore(SignalWeights.standard())) {
      log.events().stream().filter(one -> !one.equals(last)).forEach(event -> apply(store, event));
      assertThat(ExpectedProfiles.differences(log.profiles(), store))
          .singleElement()
          .matches(found -> found.user().equals(last.event().user()))
          .matches(found -> found.what().matches("\\w+ should be .* and is .*"));
      apply(store, last);
      assertThat(ExpectedProfiles.differences(log.profiles(), store)).isEmpty();
      Event again = last.event();
      apply(
          store,
          new PositionedEvent(
              new Event(
                  "other",
                  again.source(),
                  again.user(),
                  again.item(),
                  again.type(),
                  again.time(),
                  again.value(),
                  again.traits(),
                  again.context()),
              new EventPosition("another", 0, 0)));
      assertThat(ExpectedProfiles.differences(log.profiles(), store)).hasSize(1);
    }
  }

  @Test
  void anAcknowledgedEventThatIsNotInTheLogIsMissing() {
    ExpectedProfiles log = log(10);
    PositionedEvent first = log.events().getFirst();
    assertThat(log.missing(Map.of(first.position(), first.event().id()))).isZero();
    assertThat(log.missing(Map.of(first.position(), "another"))).isOne();
    assertThat(log.missing(Map.of(new EventPosition(TOPIC, 0, 99), "lost"))).isOne();
  }

  @Test
  void whatReachesFurtherIsPassedOverWhenAskedTo() {
    ExpectedProfiles log = log(200);
    SortedMap<String, Profile> before = log.profiles();
    Profile one = before.get(before.firstKey());
    PositionedEvent known =
        log.events().stream()
            .filter(event -> event.event().user().equals(one.user()))
            .toList()
            .getLast();
    try (ProfileStore store = new InMemoryProfileStore(SignalWeights.standard())) {
      log.events().forEach(event -> apply(store, event));
      apply(store, new PositionedEvent(known.event(), new EventPosition(TOPIC, 0, 10_000)));
      Profile after = store.get(one.user());
      assertThat(ExpectedProfiles.firstDifference(one, after, "")).startsWith("applied should be");
      assertThat(ExpectedProfiles.firstDifference(one, after, "applied")).isEmpty();
    }
  }
}
