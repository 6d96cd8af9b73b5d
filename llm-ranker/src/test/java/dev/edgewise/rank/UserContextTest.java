/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.profile.FoldedHistory;
import dev.edgewise.profile.HalfLife;
import dev.edgewise.profile.Interaction;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.Tally;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class UserContextTest {
  private static final int EVENTS = 500;

  /** The start of a period of the medium half-life, where the stored sums equal the affinities. */
  private static final Instant LANDMARK =
      Instant.EPOCH.plus(HalfLife.MEDIUM.length().multipliedBy(32 * 6));

  private static final Instant NOON = Instant.parse("2013-06-01T12:00:00Z");

  @Test
  void affinitiesComeFirstByStrengthWithTheirPolarity() {
    Map<String, Double> affinities =
        Map.of("genre:Drama", 6.0, "genre:Horror", -4.0, "genre:War", 1.0, "genre:Music", 0.01);

    List<Fact> facts = liking(context(List.of(), affinities));

    assertThat(facts)
        .containsExactly(
            new Fact("P1", Fact.Kind.LIKED, "genre:Drama", "loved genre Drama"),
            new Fact("P2", Fact.Kind.DISLIKED, "genre:Horror", "hated genre Horror"),
            new Fact("P3", Fact.Kind.LIKED, "genre:War", "liked genre War"));
  }

  @Test
  void oneLikeIsNotCalledLove() {
    assertThat(liking(context(List.of(), Map.of("genre:Drama", 1.0))))
        .extracting(Fact::text)
        .containsExactly("liked genre Drama");
  }

  @Test
  void likedAndDislikedItemsFollowWithTheLatestFirstAmongEqual() {
    List<Interaction> recent =
        List.of(did("a", 0.5), did("b", 0.5), did("c", -1), did("d", 0), did("e", 0.9));

    List<Fact> facts = liking(context(recent, Map.of()));

    assertThat(facts)
        .extracting(Fact::text)
        .containsExactly("disliked Title c", "liked Title e", "liked Title b", "liked Title a");
    assertThat(facts).extracting(Fact::subject).first().isEqualTo("item:c");
    assertThat(facts).extracting(Fact::id).containsExactly("P1", "P2", "P3", "P4");
  }

  @Test
  void aClickIsNotALike() {
    assertThat(liking(context(List.of(did("a", 0.3)), Map.of()))).isEmpty();
  }

  @Test
  void historyHoldsTheLatestItemsOldestFirst() {
    List<Interaction> recent = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      recent.add(did("i" + i, 0));
    }
    assertThat(context(recent, Map.of()).history())
        .hasSize(20)
        .extracting(PastItem::id)
        .startsWith("i30")
        .endsWith("i49");
  }

  @Test
  void eachItemIsListedOnceAndAClickDoesNotReplaceARating() {
    List<Interaction> recent = List.of(did("a", 0.8), did("b", 0), did("a", 0), did("b", -1));
    assertThat(context(recent, Map.of()).history())
        .containsExactly(new PastItem("a", "Title a", 0.8), new PastItem("b", "Title b", -1));
  }

  @Test
  void itemsThatLeftTheCatalogueAreOmitted() {
    UserContext context = UserContext.of(profile(List.of(did("gone", 1)), Map.of()), id -> null);
    assertThat(context.history()).isEmpty();
    assertThat(liking(context)).isEmpty();
  }

  /** Mere impressions, of which the profile has {@value #EVENTS}, don't count as activity. */
  @Test
  void activityIsTheLastFact() {
    assertThat(UserContext.of(Profile.empty("u"), id -> null).facts()).isEmpty();
    List<Fact> facts = context(List.of(did("a", 0.5)), Map.of()).facts();
    assertThat(facts)
        .last()
        .isEqualTo(new Fact("P2", Fact.Kind.HABIT, "habit", "has met few items"));
  }

  private static List<Fact> liking(UserContext context) {
    List<Fact> facts = new ArrayList<>(context.facts());
    facts.removeIf(fact -> fact.kind() == Fact.Kind.HABIT);
    return facts;
  }

  private static UserContext context(List<Interaction> recent, Map<String, Double> affinities) {
    return UserContext.of(profile(recent, affinities), id -> "Title " + id);
  }

  private static Interaction did(String item, double weight) {
    return new Interaction(item, "rate", NOON, null, weight);
  }

  private static Profile profile(List<Interaction> recent, Map<String, Double> affinities) {
    SortedMap<String, Tally> traits = new TreeMap<>();
    affinities.forEach((trait, liking) -> traits.put(trait, new Tally(0, liking, 0, 0)));
    Profile empty = Profile.empty("u");
    return new Profile(
        "u",
        EVENTS,
        EVENTS,
        recent,
        new FoldedHistory(traits, new TreeMap<>(), new TreeMap<>()),
        empty.shown(),
        empty.searches(),
        empty.stated(),
        empty.circumstances(),
        empty.applied(),
        LANDMARK,
        LANDMARK,
        "en");
  }
}
