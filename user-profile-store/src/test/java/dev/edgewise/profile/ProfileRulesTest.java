/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import static dev.edgewise.profile.TestEvents.NOON;
import static dev.edgewise.profile.TestEvents.at;
import static dev.edgewise.profile.TestEvents.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.edgewise.profile.codec.ProfileCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ProfileRulesTest {
  private final ProfileRules rules = new ProfileRules(SignalWeights.standard());

  @Test
  void anyBatchingGivesIdenticalBytes() {
    Random random = new Random(42);
    for (int round = 0; round < 50; round++) {
      List<PositionedEvent> log = TestEvents.log("ann", 1 + random.nextInt(400), random);
      byte[] whole = ProfileCodec.encode(rules.apply(Profile.empty("ann"), log));
      Profile piecemeal = Profile.empty("ann");
      int from = 0;
      while (from < log.size()) {
        int to = Math.min(log.size(), from + 1 + random.nextInt(30));
        int again = Math.max(0, from - random.nextInt(10));
        piecemeal = ProfileCodec.decode("ann", ProfileCodec.encode(piecemeal));
        piecemeal = rules.apply(piecemeal, log.subList(again, to));
        from = to;
      }
      assertThat(ProfileCodec.encode(piecemeal)).isEqualTo(whole);
    }
  }

  @Test
  void readingTheWholeLogMakesAProfileAgainThatHadBeenLost() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      List<PositionedEvent> log = new ArrayList<>();
      for (int i = 0; i < 2 + random.nextInt(300); i++) {
        boolean erase = i == 20 && round % 3 == 0;
        Event event =
            erase
                ? new ProfileRequest.Erase().event("ann", "erase", NOON.plusSeconds(i))
                : event("e" + i, "ann", "i" + i % 50, "like", NOON.plusSeconds(i));
        log.add(at(i, event));
      }
      Profile never = rules.apply(Profile.empty("ann"), log);
      int birth = 1 + random.nextInt(log.size() - 1);
      Profile profile = rules.apply(Profile.empty("ann"), log.subList(birth, log.size()));
      assertThat(rules.apply(profile, log)).isEqualTo(profile); // an ordinary repetition
      int from = 0;
      while (from < log.size()) {
        int to = Math.min(log.size(), from + 1 + random.nextInt(40));
        profile = rules.apply(profile, whole(log.subList(from, to)));
        from = to;
      }
      assertThat(profile.recent()).isEqualTo(never.recent());
      assertThat(profile.earlier()).isEqualTo(never.earlier());
      assertThat(profile.applied()).isEqualTo(never.applied());
      assertThat(profile.interactions()).isEqualTo(never.interactions());
      assertThat(profile.standings()).isEqualTo(never.standings());
    }
  }

  private static List<PositionedEvent> whole(List<PositionedEvent> log) {
    return log.stream().map(one -> new PositionedEvent(one.event(), one.position(), true)).toList();
  }

  /** Keys of 40 bits made every 75,000th of such events one that was applied before. */
  @Test
  void eventsWithRisingNumbersAreAllCounted() {
    for (int user = 0; user < 200; user++) {
      List<PositionedEvent> log = new ArrayList<>();
      for (int i = 0; i < 2_500; i++) {
        log.add(at(i, event("file-" + user + "-" + i, "ann", "a", "like", NOON)));
      }
      assertThat(rules.apply(Profile.empty("ann"), log).interactions()).isEqualTo(2_500);
    }
  }

  /** The log has privacy requests of releases whose keys were shorter. */
  @Test
  void anEventIsWithdrawnByItsShortKeyBeforeAndAfterItArrives() {
    Event event = event("e", "ann", "a", "like", NOON);
    Event withdraw =
        new ProfileRequest.Withdraw(EventKey.shortened(EventKey.of(event)))
            .event("ann", "w", NOON.plusSeconds(1));
    for (List<Event> order : List.of(List.of(event, withdraw), List.of(withdraw, event))) {
      Profile profile = inOrder(order);
      assertThat(profile.recent()).isEmpty();
      assertThat(profile.interactions()).isZero();
    }
  }

  @Test
  void otherOrdersGiveTheSameHistoryAndAffinities() {
    Random random = new Random(7);
    for (int round = 0; round < 50; round++) {
      List<Event> events = new ArrayList<>();
      TestEvents.partitions("ann", 1, 1 + random.nextInt(900), random)
          .get(0)
          .forEach(p -> events.add(p.event()));
      Profile one = inOrder(events);
      Collections.shuffle(events, random);
      Profile other = inOrder(events);
      assertThat(other.recent()).isEqualTo(one.recent());
      assertThat(other.interactions()).isEqualTo(one.interactions());
      assertThat(other.finished()).isEqualTo(one.finished());
      assertThat(other.firstSeen()).isEqualTo(one.firstSeen());
      assertThat(other.circumstances()).isEqualTo(one.circumstances());
      assertThat(other.shown()).isEqualTo(one.shown());
      assertThat(other.earlier()).isEqualTo(one.earlier());
      assertThat(other.standings()).isEqualTo(one.standings());
      for (HalfLife half : HalfLife.values()) {
        assertThat(other.affinities(half)).isEqualTo(one.affinities(half));
      }
    }
  }

  /** Clients send the events of a moment together, often with one time. */
  @Test
  void eventsAtTheSameTimeKeepTheirOrder() {
    Random random = new Random(3);
    List<Event> events = new ArrayList<>();
    List<String> items = new ArrayList<>();
    for (int i = 0; i < Profile.RECENT + 150; i++) {
      items.add("item" + random.nextInt(1_000_000));
      events.add(event("e" + i, "ann", items.get(i), i % 2 == 0 ? "like" : "view", NOON));
    }
    Profile stored = Profile.empty("ann");
    for (int i = 0; i < events.size(); i += 7) {
      List<PositionedEvent> batch = new ArrayList<>();
      for (int j = i; j < Math.min(i + 7, events.size()); j++) {
        batch.add(at(j, events.get(j)));
      }
      stored = ProfileCodec.decode("ann", ProfileCodec.encode(rules.apply(stored, batch)));
    }
    assertThat(stored).isEqualTo(inOrder(events));
    List<String> latest = items.subList(items.size() - Profile.RECENT, items.size());
    assertThat(stored.recent()).extracting(Interaction::item).containsExactlyElementsOf(latest);
    assertThat(stored.standings())
        .extracting(Standing::item)
        .endsWith(latest.toArray(String[]::new));
    assertThat(stored.earlier().opinions())
        .extracting(Interaction::item)
        .isSubsetOf(items)
        .isSortedAccordingTo(Comparator.comparingInt(items::indexOf));
  }

  @Test
  void theLatterOfTwoOpinionsAtTheSameTimeCounts() {
    Event like = event("1", "ann", "moon", "like", NOON);
    Event dislike = event("2", "ann", "moon", "dislike", NOON);
    assertThat(inOrder(List.of(like, dislike)).standings())
        .extracting(Standing::weight)
        .allMatch(weight -> weight < 0);
    assertThat(inOrder(List.of(dislike, like)).standings())
        .extracting(Standing::weight)
        .allMatch(weight -> weight > 0);
  }

  /** A new event with an item makes it the latest one. */
  @Test
  void anItemThatIsMetAgainMovesToTheEnd() {
    Profile profile =
        inOrder(
            List.of(
                event("1", "ann", "moon", "like", NOON),
                event("2", "ann", "duna", "like", NOON),
                event("3", "ann", "moon", "view", NOON)));
    assertThat(profile.standings()).extracting(Standing::item).containsExactly("duna", "moon");
  }

  private Profile inOrder(List<Event> events) {
    List<PositionedEvent> log = new ArrayList<>();
    events.forEach(event -> log.add(at(log.size(), event)));
    return rules.apply(Profile.empty("ann"), log);
  }

  @Test
  void anAffinityHalvesWithEachHalfLife() {
    Event old = event("1", "ann", "moon", "like", NOON.minus(HalfLife.MEDIUM.length()));
    Event fresh =
        new Event("2", "t", "ann", "duna", "like", NOON, null, List.of("genre:War"), Map.of());
    Profile profile = rules.apply(Profile.empty("ann"), List.of(at(0, old), at(1, fresh)));
    assertThat(profile.affinities().get("genre:Drama")).isCloseTo(0.5, within(1e-12));
    assertThat(profile.affinities().get("genre:War")).isCloseTo(1, within(1e-12));
  }

  @Test
  void centuriesOfEventsStayFinite() {
    List<PositionedEvent> log = new ArrayList<>();
    for (int year = 0; year < 300; year++) {
      log.add(
          at(year, event("e" + year, "ann", "i", "like", NOON.plus(Duration.ofDays(365L * year)))));
    }
    Profile profile = rules.apply(Profile.empty("ann"), log);
    assertThat(profile.affinities().get("genre:Drama")).isEqualTo(1.0);
  }

  @Test
  void listsStayBounded() {
    List<PositionedEvent> log = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      Event event =
          new Event(
              "e" + i,
              "t",
              "ann",
              "item" + i,
              "like",
              NOON.plusSeconds(i),
              null,
              List.of("tag:" + i),
              Map.of());
      log.add(at(i, event));
    }
    Profile profile = rules.apply(Profile.empty("ann"), log);
    assertThat(profile.interactions()).isEqualTo(3000);
    assertThat(profile.recent()).hasSize(Profile.RECENT);
    assertThat(profile.recent().get(Profile.RECENT - 1).item()).isEqualTo("item2999");
    assertThat(profile.earlier().finished())
        .hasSize(FoldedHistory.FINISHED)
        .containsKey("item2899");
    assertThat(profile.seen()).hasSize(FoldedHistory.FINISHED + Profile.RECENT);
    assertThat(profile.earlier().opinions())
        .hasSize(FoldedHistory.OPINIONS)
        .last()
        .extracting(Interaction::item)
        .isEqualTo("item2899");
    assertThat(profile.standings()).hasSize(Profile.RECENT + FoldedHistory.OPINIONS);
    assertThat(profile.applied().keys()).hasSize(AppliedEvents.KEYS);
  }

  @Test
  void lookingAtAnItemDoesNotFinishItRatingItDoes() {
    Profile profile =
        rules.apply(
            Profile.empty("ann"),
            List.of(
                at(0, event("1", "ann", "a", "view", NOON)),
                at(1, event("2", "ann", "b", "click", NOON)),
                at(2, TestEvents.rating("3", "ann", "c", 3)),
                at(3, event("4", "ann", "d", "hide", NOON))));
    assertThat(profile.seen()).containsExactly("c", "d");
  }

  @Test
  void aLikeAndALaterDislikeAreADislikeInAnyOrderOfArrival() {
    Event like = event("1", "ann", "moon", "like", NOON);
    Event dislike = event("2", "ann", "moon", "dislike", NOON.plusSeconds(1));
    for (List<Event> order : List.of(List.of(like, dislike), List.of(dislike, like))) {
      Profile profile = inOrder(order);
      assertThat(profile.affinities()).containsExactly(Map.entry("genre:Drama", -1.0));
      assertThat(profile.aversions()).containsExactly(Map.entry("genre:Drama", -1.0));
      assertThat(profile.itemAffinities(HalfLife.BRIEF)).containsExactly(Map.entry("moon", -1.0));
    }
  }

  @Test
  void fourLikesOfOneItemAreOne() {
    List<Event> likes = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      likes.add(event("e" + i, "ann", "moon", "like", NOON.plusSeconds(i)));
    }
    Profile profile = inOrder(likes);
    assertThat(profile.affinities()).containsExactly(Map.entry("genre:Drama", 1.0));
    assertThat(profile.standings())
        .containsExactly(
            new Standing(
                "moon", 1, NOON.plusSeconds(3), 0, NOON.plusSeconds(3), List.of("genre:Drama")));
  }

  @Test
  void viewsAndClicksAreInterestAndNeverALiking() {
    Profile profile =
        inOrder(
            List.of(
                event("1", "ann", "a", "click", NOON),
                event("2", "ann", "a", "view", NOON.plusSeconds(1)),
                event("3", "ann", "b", "dislike", NOON),
                event("4", "ann", "b", "click", NOON.plusSeconds(2))));
    List<String> drama = List.of("genre:Drama");
    assertThat(profile.standings())
        .containsExactly(
            new Standing("a", 0, null, 0.3, NOON.plusSeconds(1), drama),
            new Standing("b", -1, NOON, 0.3, NOON.plusSeconds(2), drama));
    assertThat(profile.itemAffinities(HalfLife.MEDIUM)).containsOnlyKeys("b");
  }

  @Test
  void aRatingWithoutLikeOrDislikeReplacesAnEarlierLike() {
    Event like = event("1", "ann", "moon", "like", NOON.minusSeconds(1));
    Profile profile = inOrder(List.of(like, TestEvents.rating("2", "ann", "moon", 3.4)));
    assertThat(profile.affinities()).isEmpty();
    assertThat(profile.standings()).extracting(Standing::opinionTime).containsExactly(NOON);
  }

  @Test
  void withdrawingTheLatestWordBringsTheEarlierOneBack() {
    Event like = event("1", "ann", "moon", "like", NOON);
    Event dislike = event("2", "ann", "moon", "dislike", NOON.plusSeconds(1));
    Event undo =
        new ProfileRequest.Withdraw(EventKey.of(dislike)).event("ann", "3", NOON.plusSeconds(2));
    assertThat(inOrder(List.of(like, dislike, undo)).affinities())
        .containsExactly(Map.entry("genre:Drama", 1 * decayed(1)));
  }

  private static double decayed(long seconds) {
    return HalfLife.MEDIUM.decay(NOON, NOON.plusSeconds(seconds));
  }

  /** The list of recent interactions no longer holds the like, but the profile still knows it. */
  @Test
  void aLaterWordReplacesAnOpinionThatIsNoLongerListed() {
    List<Event> events = new ArrayList<>();
    events.add(event("old", "ann", "moon", "like", NOON));
    for (int i = 0; i < 2 * Profile.RECENT; i++) {
      events.add(
          new Event(
              "e" + i,
              "t",
              "ann",
              "i" + i,
              "view",
              NOON.plusSeconds(i),
              null,
              List.of(),
              Map.of()));
    }
    Profile liked = inOrder(events);
    assertThat(liked.recent()).noneMatch(one -> one.item().equals("moon"));
    assertThat(liked.affinities()).containsKey("genre:Drama");
    events.add(event("new", "ann", "moon", "dislike", NOON.plusSeconds(999)));
    assertThat(inOrder(events).affinities()).containsExactly(Map.entry("genre:Drama", -1.0));
  }

  @Test
  void hidingIsDisliking() {
    Profile profile =
        rules.apply(Profile.empty("ann"), List.of(at(0, event("1", "ann", "a", "hide", NOON))));
    assertThat(profile.affinities().get("genre:Drama")).isEqualTo(-1);
  }

  @Test
  void thePositionOfAnAppliedEventIsCovered() {
    Profile profile =
        rules.apply(Profile.empty("ann"), List.of(at(5, event("1", "ann", "a", "like", NOON))));
    assertThat(profile.covers(new EventPosition("topic", 0, 5))).isTrue();
    assertThat(profile.covers(new EventPosition("topic", 0, 6))).isFalse();
    assertThat(profile.covers(new EventPosition("topic", 1, 5))).isFalse();
  }

  /** Found in a review: the stored form has milliseconds, but a batch compared nanoseconds. */
  @Test
  void timesFinerThanAMillisecondGiveIdenticalBytesWhateverTheBatching() {
    PositionedEvent later = at(0, event("1", "ann", "b", "like", NOON.plusNanos(900)));
    PositionedEvent sooner = at(1, event("2", "ann", "c", "like", NOON.plusNanos(100)));
    Profile whole = rules.apply(Profile.empty("ann"), List.of(later, sooner));
    Profile first = rules.apply(Profile.empty("ann"), List.of(later));
    Profile stored = ProfileCodec.decode("ann", ProfileCodec.encode(first));
    Profile piecemeal = rules.apply(stored, List.of(sooner));
    assertThat(ProfileCodec.encode(piecemeal)).isEqualTo(ProfileCodec.encode(whole));
    assertThat(ProfileCodec.decode("ann", ProfileCodec.encode(whole))).isEqualTo(whole);
  }

  @Test
  void aTraitNamedTwiceInOneEventCountsOnce() {
    Event event =
        new Event(
            "1",
            "t",
            "ann",
            "moon",
            "like",
            NOON,
            null,
            List.of("genre:War", "genre:War"),
            Map.of());
    Profile profile = rules.apply(Profile.empty("ann"), List.of(at(0, event)));
    assertThat(profile.affinities()).containsEntry("genre:War", 1.0);
  }

  @Test
  void nobodyChangesAProfileThroughItsCollections() {
    Profile profile =
        rules.apply(Profile.empty("ann"), List.of(at(0, event("1", "ann", "a", "like", NOON))));
    assertThatThrownBy(() -> profile.seen().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> profile.shown().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> profile.watermarks().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void everyHalfLifeFadesAtItsOwnPace() {
    Event old = event("1", "ann", "moon", "like", NOON.minus(HalfLife.MEDIUM.length()));
    Event fresh =
        new Event("2", "t", "ann", "duna", "like", NOON, null, List.of("genre:War"), Map.of());
    Profile profile = rules.apply(Profile.empty("ann"), List.of(at(0, old), at(1, fresh)));
    double days = HalfLife.MEDIUM.length().toDays();
    for (HalfLife half : HalfLife.values()) {
      double expected = Math.pow(0.5, days / half.length().toDays());
      assertThat(profile.affinities(half).get("genre:Drama")).isCloseTo(expected, within(1e-12));
      assertThat(profile.itemAffinities(half).get("moon")).isCloseTo(expected, within(1e-12));
      assertThat(profile.affinities(half).get("genre:War")).isEqualTo(1);
    }
  }

  /** Affinities follow from the latest opinion on each item, listed or not. */
  @Test
  void whatFellOutOfTheListCountsOn() {
    List<PositionedEvent> log = TestEvents.log("ann", 700, new Random(5));
    Profile profile = rules.apply(Profile.empty("ann"), log);
    Instant last = profile.lastSeen();
    Map<String, Event> latest = new TreeMap<>();
    for (PositionedEvent one : log) {
      Event event = one.event();
      if (!List.of("view", "click", "impression").contains(event.type())) {
        latest.merge(event.item(), event, (a, b) -> a.time().isAfter(b.time()) ? a : b);
      }
    }
    for (HalfLife half : HalfLife.values()) {
      Map<String, Double> traits = new TreeMap<>();
      Map<String, Double> items = new TreeMap<>();
      for (Event event : latest.values()) {
        double weight = SignalWeights.standard().of(event);
        double faded = weight * Math.pow(2, millis(last, event.time()) / half.length().toMillis());
        if (weight != 0) {
          event.traits().forEach(trait -> traits.merge(trait, faded, Double::sum));
          items.merge(event.item(), faded, Double::sum);
        }
      }
      assertClose(profile.affinities(half), traits);
      assertClose(profile.itemAffinities(half), items);
    }
  }

  private static double millis(Instant from, Instant to) {
    return Duration.between(from, to).toMillis();
  }

  private static void assertClose(Map<String, Double> actual, Map<String, Double> expected) {
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    expected.forEach((name, value) ->
        assertThat(actual.get(name)).isCloseTo(value, within(1e-9 * Math.max(1, Math.abs(value)))));
  }

  @Test
  void aversionsAreWhatLikingsHide() {
    Profile profile =
        rules.apply(
            Profile.empty("ann"),
            List.of(
                at(0, event("1", "ann", "a", "like", NOON)),
                at(1, event("2", "ann", "b", "dislike", NOON)),
                at(2, event("3", "ann", "c", "like", NOON))));
    assertThat(profile.affinities()).containsEntry("genre:Drama", 1.0);
    assertThat(profile.aversions()).containsExactly(Map.entry("genre:Drama", -1.0));
  }

  @Test
  void impressionsAndSearchesAreNoInteractionsWithItems() {
    Event search =
        new Event(
            "2", "t", "ann", "", "search", NOON, null, List.of(), Map.of("query", "slow films"));
    Profile profile =
        rules.apply(
            Profile.empty("ann"),
            List.of(
                at(0, event("1", "ann", "a", "impression", NOON)),
                at(1, search),
                at(2, event("3", "ann", "a", "impression", NOON.plusSeconds(1))),
                at(3, event("3", "ann", "a", "impression", NOON.plusSeconds(1)))));
    assertThat(profile.recent()).isEmpty();
    assertThat(profile.shown())
        .containsExactly(Map.entry("a", new Impressions(2, NOON.plusSeconds(1))));
    assertThat(profile.searches()).containsExactly(new Search("slow films", NOON));
    assertThat(profile.interactions()).isEqualTo(3);
  }

  @Test
  void circumstancesAreCounted() {
    List<PositionedEvent> log = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Map<String, String> context = Map.of("device", "device" + i % 10);
      log.add(at(i, new Event("e" + i, "t", "ann", "a", "view", NOON, null, List.of(), context)));
    }
    Circumstances circumstances = rules.apply(Profile.empty("ann"), log).circumstances();
    assertThat(circumstances.hours()).containsExactly(Map.entry(12, 20L));
    assertThat(circumstances.devices()).hasSize(Circumstances.DEVICES + 1);
    assertThat(circumstances.devices()).containsEntry("device0", 2L).containsEntry("other", 4L);
  }
}
