/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.profile.Interaction;
import dev.edgewise.profile.Profile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserContextTest {
  private static final int EVENTS = 500;

  private static final Instant NOON = Instant.parse("2013-06-01T12:00:00Z");

  @Test
  void affinitiesComeFirstByStrengthWithTheirPolarity() {
    List<Interaction> recent = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      recent.add(did("drama" + i, 1, "genre:Drama"));
      recent.add(did("horror" + i, i < 4 ? -1 : 0, "genre:Horror"));
    }
    recent.add(did("war", 1, "genre:War"));
    recent.add(did("music", 0.01, "genre:Music"));

    List<Fact> facts = traits(recent);

    assertThat(facts)
        .containsExactly(
            new Fact("P1", Fact.Kind.LIKED, "genre:Drama", "loved genre Drama"),
            new Fact("P2", Fact.Kind.DISLIKED, "genre:Horror", "hated genre Horror"),
            new Fact("P3", Fact.Kind.LIKED, "genre:War", "liked genre War"));
  }

  @Test
  void oneLikeIsNotCalledLove() {
    assertThat(traits(List.of(did("moon", 1, "genre:Drama"))))
        .extracting(Fact::text)
        .containsExactly("liked genre Drama");
  }

  @Test
  void likedAndDislikedItemsFollowWithTheLatestFirstAmongEqual() {
    List<Interaction> recent =
        List.of(did("a", 0.5), did("b", 0.5), did("c", -1), looked("d"), did("e", 0.9));

    List<Fact> facts = liking(context(recent));

    assertThat(facts)
        .extracting(Fact::text)
        .containsExactly("disliked Title c", "liked Title e", "liked Title b", "liked Title a");
    assertThat(facts).extracting(Fact::subject).first().isEqualTo("item:c");
    assertThat(facts).extracting(Fact::id).containsExactly("P1", "P2", "P3", "P4");
  }

  @Test
  void aClickIsNotALikeOfItemOrTraits() {
    assertThat(liking(context(List.of(looked("a", "genre:Drama"))))).isEmpty();
  }

  @Test
  void opinionsThatCancelOutAreNoFact() {
    List<Interaction> recent =
        List.of(did("a", 1, "genre:Drama", "genre:War"), did("b", -0.9, "genre:Drama"));
    assertThat(traits(recent)).extracting(Fact::text).containsExactly("liked genre War");
  }

  /** Found in a review: a rest of 3e-7 of a like was stated as a liking. */
  @Test
  void aLikeAndALaterDislikeOfOneItemAreADislike() {
    Interaction like =
        new Interaction("a", "like", NOON.minusSeconds(1), null, 1, List.of("genre:Drama"), 0);
    assertThat(liking(context(List.of(like, did("a", -1, "genre:Drama")))))
        .extracting(Fact::text)
        .containsExactly("disliked genre Drama", "disliked Title a");
  }

  @Test
  void theLikedItemsBehindATraitAreKnownTheLatestFirst() {
    List<Interaction> recent =
        List.of(
            did("a", 1, "genre:Drama", "genre:War"), did("b", 1, "genre:War"), looked("c", "x:y"));
    assertThat(context(recent).evidence())
        .containsOnly(
            Map.entry("genre:Drama", List.of("a")), Map.entry("genre:War", List.of("b", "a")));
  }

  @Test
  void historyHoldsTheLatestItemsOldestFirst() {
    List<Interaction> recent = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Instant time = NOON.plusSeconds(i);
      recent.add(new Interaction("i" + i, "view", time, null, 0.1));
    }
    assertThat(context(recent).history())
        .hasSize(20)
        .extracting(PastItem::id)
        .startsWith("i30")
        .endsWith("i49");
  }

  @Test
  void eachItemIsListedOnceAndAClickDoesNotReplaceARating() {
    List<Interaction> recent = List.of(did("a", 0.8), looked("b"), looked("a"), did("b", -1));
    assertThat(context(recent).history())
        .containsExactly(new PastItem("b", "Title b", -1), new PastItem("a", "Title a", 0.8));
  }

  @Test
  void itemsThatLeftTheCatalogueAreOmitted() {
    UserContext context = UserContext.of(profile(List.of(did("gone", 1))), id -> null);
    assertThat(context.history()).isEmpty();
    assertThat(liking(context)).isEmpty();
  }

  /** Mere impressions, of which the profile has {@value #EVENTS}, don't count as activity. */
  @Test
  void activityIsTheLastFact() {
    assertThat(UserContext.of(Profile.empty("u"), id -> null).facts()).isEmpty();
    List<Fact> facts = context(List.of(did("a", 0.5))).facts();
    assertThat(facts)
        .last()
        .isEqualTo(new Fact("P2", Fact.Kind.HABIT, "habit", "has met few items"));
  }

  private static List<Fact> liking(UserContext context) {
    List<Fact> facts = new ArrayList<>(context.facts());
    facts.removeIf(fact -> fact.kind() == Fact.Kind.HABIT);
    return facts;
  }

  private static List<Fact> traits(List<Interaction> recent) {
    List<Fact> facts = liking(context(recent));
    facts.removeIf(fact -> fact.subject().startsWith("item:"));
    return facts;
  }

  private static UserContext context(List<Interaction> recent) {
    return UserContext.of(profile(recent), id -> "Title " + id);
  }

  private static Interaction did(String item, double weight, String... traits) {
    return new Interaction(item, "rate", NOON, 1.0, weight, List.of(traits), 0);
  }

  private static Interaction looked(String item, String... traits) {
    Instant later = NOON.plusSeconds(1);
    return new Interaction(item, "click", later, null, 0.3, List.of(traits), 0);
  }

  private static Profile profile(List<Interaction> recent) {
    Profile empty = Profile.empty("u");
    return new Profile(
        "u",
        EVENTS,
        EVENTS,
        recent,
        empty.earlier(),
        empty.shown(),
        empty.searches(),
        empty.stated(),
        empty.circumstances(),
        empty.applied(),
        NOON,
        NOON.plusSeconds(1),
        "en");
  }
}
