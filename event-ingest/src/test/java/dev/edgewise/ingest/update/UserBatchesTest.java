/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.update;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.ingest.TestEvents;
import dev.edgewise.profile.EventPosition;
import dev.edgewise.profile.PositionedEvent;
import dev.edgewise.profile.store.StoreChangedException;
import dev.edgewise.profile.store.UnreadableProfileException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UserBatchesTest {
  private final FlakyStore store = new FlakyStore();

  private static Map<String, List<PositionedEvent>> events(int users) {
    Map<String, List<PositionedEvent>> events = new LinkedHashMap<>();
    IntStream.range(0, users)
        .forEach(i ->
            events.put(
                "u" + i,
                List.of(
                    new PositionedEvent(
                        TestEvents.of("e" + i, "u" + i, "a"), new EventPosition("t", 0, i)))));
    return events;
  }

  private UserBatches.Outcome apply(Map<String, List<PositionedEvent>> events, long generation) {
    try (UserBatches batches = new UserBatches(store)) {
      return batches.begin(events, generation).join();
    }
  }

  @Test
  void manyMoreUsersThanFitAtOnceAreAllApplied() {
    UserBatches.Outcome outcome = apply(events(2000), 0);
    assertThat(outcome.failure()).isNull();
    assertThat(outcome.applied()).hasSize(2000);
    assertThat(store.get("u1999").interactions()).isOne();
  }

  @Test
  void aBrokenProfileHoldsNobodyUp() {
    store.breakProfile("u3");
    UserBatches.Outcome outcome = apply(events(10), 0);
    assertThat(outcome.failure()).isNull();
    assertThat(outcome.applied()).hasSize(9).doesNotContainKey("u3");
    assertThat(outcome.refused()).containsOnlyKeys("u3");
    assertThat(outcome.refused().get("u3")).isInstanceOf(UnreadableProfileException.class);
  }

  @Test
  void anEventThatTheRulesRefuseHoldsNobodyUpEither() {
    Map<String, List<PositionedEvent>> events = events(3);
    events.put("other", events.get("u1"));
    assertThat(apply(events, 0).refused()).containsOnlyKeys("other");
  }

  @Test
  void withoutTheStoreNothingIsAppliedAndTheRestIsNotTried() {
    store.away(true);
    UserBatches.Outcome outcome = apply(events(10), 1);
    assertThat(outcome.failure()).hasMessage("away, says a test");
    assertThat(outcome.applied()).isEmpty();
    assertThat(outcome.refused()).isEmpty();
  }

  @Test
  void aStoreThatHasChangedSaysSo() {
    store.loseEverything();
    assertThat(apply(events(10), 0).failure()).isInstanceOf(StoreChangedException.class);
  }
}
