/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import static dev.edgewise.profile.TestEvents.NOON;
import static dev.edgewise.profile.TestEvents.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventTest {
  private static List<String> traits(int number, int length) {
    return IntStream.range(0, number).mapToObj(i -> i + "x".repeat(length - 2)).toList();
  }

  @Test
  void fewTraitsAreKeptOnceAndInOrder() {
    assertThat(Event.bounded(List.of("b:1", "a:1", "b:1"))).containsExactly("b:1", "a:1");
    assertThat(Event.bounded(List.of())).isEmpty();
  }

  @Test
  void ofManyOrLongTraitsTheFirstAreKept() {
    List<String> many = IntStream.range(0, 1_000).mapToObj(i -> "a:" + i).toList();
    assertThat(Event.bounded(many)).isEqualTo(many.subList(0, Event.MAX_TRAITS));
    List<String> tooLong = new ArrayList<>(traits(20, 200));
    assertThat(Event.bounded(tooLong).stream().mapToInt(String::length).sum())
        .isBetween(Event.MAX_TRAIT_TEXT - 200, Event.MAX_TRAIT_TEXT);
    assertThat(Event.bounded(tooLong)).isEqualTo(tooLong.subList(0, Event.bounded(tooLong).size()));
    assertThat(Event.bounded(Collections.nCopies(10_000, "a:1"))).containsExactly("a:1");
  }

  @Test
  void aProfileKeepsNoMoreOfWhatAProducerSends() {
    Event event = new Event("e", "t", "ann", "a", "like", NOON, null, traits(64, 256), Map.of());
    Profile profile =
        new ProfileRules(SignalWeights.standard())
            .apply(Profile.empty("ann"), List.of(at(0, event)));
    assertThat(profile.recent().get(0).traits()).isEqualTo(Event.bounded(event.traits()));
  }
}
