/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventPosition;
import dev.edgewise.profile.PositionedEvent;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.profile.store.InMemoryProfileStore;
import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Ranking;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FatigueTest {
  private static final Instant START = Instant.parse("2026-11-01T12:00:00Z");

  /** Returns the step at some hours after the start. */
  private static Fatigue at(long hours) {
    return new Fatigue(0.3, () -> START.plus(Duration.ofHours(hours)));
  }

  private static Event event(String item, String type, int hours) {
    Instant time = START.plus(Duration.ofHours(hours));
    String id = type + " " + item + " " + hours;
    return new Event(id, "test", "ann", item, type, time, null, List.of(), Map.of());
  }

  private static Profile profile(Event... events) {
    try (InMemoryProfileStore store = new InMemoryProfileStore(SignalWeights.standard())) {
      List<PositionedEvent> positioned = new ArrayList<>();
      for (Event event : events) {
        positioned.add(
            new PositionedEvent(event, new EventPosition("topic", 0, positioned.size())));
      }
      return store.apply("ann", positioned);
    }
  }

  private static Profile shown(String item, int times) {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      events.add(event(item, "impression", -i));
    }
    return profile(events.toArray(Event[]::new));
  }

  private static Ranking.Entry entry(String id, double logit, Ranking.RankedBy by) {
    Map<String, Double> parts = by == Ranking.RankedBy.RANKER ? Map.of() : Map.of("model", logit);
    Candidate candidate = new Candidate(id, id, List.of(), Math.exp(logit));
    return new Ranking.Entry(candidate, 1, Logits.probability(logit), by, parts, null);
  }

  private static List<Ranking.Entry> ranked(Ranking.RankedBy by, double... logits) {
    List<Ranking.Entry> entries = new ArrayList<>();
    for (double logit : logits) {
      entries.add(entry(String.valueOf((char) ('a' + entries.size())), logit, by));
    }
    return entries;
  }

  private static String ids(List<Ranking.Entry> entries) {
    return String.join("", entries.stream().map(e -> e.candidate().id()).toList());
  }

  @Test
  void ignoredItemsLoseThePenaltyFromTheirLogit() {
    List<Ranking.Entry> ranked = ranked(Ranking.RankedBy.MODEL, 1.0, 0.8, 0.5, 0.0);
    List<Ranking.Entry> demoted = at(0).demote(ranked, shown("a", 1));
    assertThat(ids(demoted)).isEqualTo("bacd");
    Ranking.Entry a = demoted.get(1);
    assertThat(a.contributions().get("fatigue")).isCloseTo(-0.3, within(1e-9));
    assertThat(a.score()).isCloseTo(Logits.probability(Logits.of(a)), within(1e-12));
    assertThat(Logits.of(a)).isCloseTo(0.7, within(1e-9));
    assertThat(ids(at(0).demote(ranked, shown("a", 3)))).isEqualTo("bcad");
  }

  @Test
  void eachImpressionCountsTheSame() {
    List<Ranking.Entry> ranked = ranked(Ranking.RankedBy.MODEL, 1.0);
    double five =
        at(0).demote(ranked, shown("a", 5)).get(0).contributions().getOrDefault("fatigue", 0.0);
    assertThat(five).isCloseTo(-1.5, within(1e-9));
  }

  @Test
  void impressionsCountHalfAfterThreeDays() {
    List<Ranking.Entry> ranked = ranked(Ranking.RankedBy.MODEL, 1.0);
    double later =
        at(72).demote(ranked, shown("a", 1)).get(0).contributions().getOrDefault("fatigue", 0.0);
    assertThat(later).isCloseTo(-0.15, within(1e-9));
  }

  @Test
  void itemsWithALaterInteractionWereNotIgnored() {
    Profile clicked =
        profile(
            event("a", "impression", 0),
            event("a", "click", 1),
            event("b", "click", 1),
            event("b", "impression", 2));
    List<Ranking.Entry> demoted =
        at(2).demote(ranked(Ranking.RankedBy.MODEL, 1.0, 0.9, 0.8), clicked);
    assertThat(ids(demoted)).isEqualTo("acb");
    assertThat(demoted.get(0).contributions()).doesNotContainKey("fatigue");
  }

  @Test
  void firstStageItemsAreDemotedButNeverAboveModelItems() {
    List<Ranking.Entry> ranked = new ArrayList<>(ranked(Ranking.RankedBy.MODEL, -3.0, -4.0));
    ranked.add(entry("c", 2.0, Ranking.RankedBy.RANKER));
    ranked.add(entry("d", 1.9, Ranking.RankedBy.RANKER));
    assertThat(ids(at(0).demote(ranked, shown("c", 1)))).isEqualTo("abdc");
    assertThat(ids(at(0).demote(ranked, shown("b", 90)))).isEqualTo("abcd");
    Ranking.Entry c = at(0).demote(ranked, shown("c", 1)).get(3);
    assertThat(Logits.of(c)).isCloseTo(1.7, within(1e-9));
    assertThat(c.contributions()).containsOnlyKeys("firstStage", "fatigue");
  }

  @Test
  void itemsThatWereNotShownKeepTheirOrder() {
    List<Ranking.Entry> ranked = ranked(Ranking.RankedBy.RANKER, 0.1, 2.0, 0.3, 0.2);
    assertThat(ids(at(0).demote(ranked, shown("d", 1)))).isEqualTo("abcd");
    assertThat(at(0).demote(ranked, Profile.empty("ann"))).isEqualTo(ranked);
  }

  @Test
  void aNegativeOrInfiniteWeightIsRefused() {
    for (double bad : new double[] {-0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new Fatigue(bad, () -> START)).hasMessageContaining("from 0");
    }
  }
}
