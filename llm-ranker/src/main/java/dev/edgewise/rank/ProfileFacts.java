/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

import dev.edgewise.profile.Profile;
import dev.edgewise.profile.StatedPreferences;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The numbered facts of a profile: first the strongest affinities, then the items of the history
 * that were liked or disliked most, then what the user said of itself, then how much it does at
 * all: who has met hundreds of items has met the famous ones.
 */
final class ProfileFacts {
  private static final int TRAITS = 5;
  private static final int ITEMS = 5;
  private static final int STATEMENTS = 5;

  /** A profile lists no more. */
  private static final int VERY_MANY = 100;

  /** Below this share of the strongest affinity a trait is noise beside it. */
  private static final double WEAK_SHARE = 0.1;

  private static final double STRONG_SHARE = 0.5;

  /** One like makes nobody a lover of dramas: strong words need about two full ones. */
  private static final double STRONG_SUM = 2;

  private final List<Fact> facts = new ArrayList<>();

  private ProfileFacts() {}

  /** The facts of a profile whose history, oldest first, is given with titles. */
  static List<Fact> of(Profile profile, List<PastItem> history) {
    ProfileFacts facts = new ProfileFacts();
    facts.addTraits(profile.affinities());
    facts.addItems(history);
    facts.addStated(profile.stated());
    facts.addHabit(profile.recent().size()); // without what was only shown
    return facts.facts;
  }

  private void addStated(StatedPreferences preferences) {
    preferences.likes().stream().limit(STATEMENTS).forEach(text -> state("says to like: " + text));
    preferences.dislikes().stream()
        .limit(STATEMENTS)
        .forEach(text -> state("says to dislike: " + text));
  }

  private void state(String text) {
    facts.add(new Fact("P" + (facts.size() + 1), Fact.Kind.STATED, "stated", text));
  }

  private void addHabit(int met) {
    if (met > 0) {
      facts.add(
          new Fact(
              "P" + (facts.size() + 1),
              Fact.Kind.HABIT,
              "habit",
              "has met " + amount(met) + " items"));
    }
  }

  private static String amount(int met) {
    if (met < 5) {
      return "few";
    }
    if (met < 20) {
      return "some";
    }
    return met < VERY_MANY ? "many" : "very many";
  }

  private void addTraits(Map<String, Double> affinities) {
    List<Map.Entry<String, Double>> strongest = new ArrayList<>();
    for (Map.Entry<String, Double> affinity : affinities.entrySet()) {
      if (affinity.getKey().indexOf(':') > 0 && Double.isFinite(affinity.getValue())) {
        strongest.add(affinity);
      }
    }
    strongest.sort(
        Comparator.comparingDouble((Map.Entry<String, Double> e) -> -Math.abs(e.getValue()))
            .thenComparing(Map.Entry::getKey));
    double most = strongest.isEmpty() ? 0 : Math.abs(strongest.get(0).getValue());
    strongest.stream()
        .filter(e -> e.getValue() != 0 && Math.abs(e.getValue()) >= WEAK_SHARE * most)
        .limit(TRAITS)
        .forEach(e -> addTrait(e.getKey(), e.getValue(), most));
  }

  private void addTrait(String trait, double affinity, double most) {
    double strength = Math.abs(affinity);
    boolean strong = strength >= STRONG_SUM && strength >= STRONG_SHARE * most;
    add(affinity > 0 ? Liking.LIKED : Liking.DISLIKED, strong, trait, trait.replaceFirst(":", " "));
  }

  private void addItems(List<PastItem> history) {
    List<PastItem> latestFirst = new ArrayList<>();
    for (PastItem past : history) {
      latestFirst.add(0, past);
    }
    latestFirst.stream()
        .filter(past -> Liking.of(past.weight()) != Liking.SEEN)
        .sorted(Comparator.comparingDouble(past -> -Math.abs(past.weight())))
        .limit(ITEMS)
        .forEach(this::addItem);
  }

  /** No strong words here: a purchase weighs as much as a ten. */
  private void addItem(PastItem past) {
    add(Liking.of(past.weight()), false, "item:" + past.id(), past.title());
  }

  private void add(Liking liking, boolean strong, String subject, String what) {
    String text = (strong ? strongWord(liking) : liking.word()) + " " + what;
    facts.add(new Fact("P" + (facts.size() + 1), liking.kind(), subject, text));
  }

  private static String strongWord(Liking liking) {
    return liking == Liking.LIKED ? "loved" : "hated";
  }
}
