/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

import dev.edgewise.profile.HalfLife;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds the numbered facts of a profile: first the strongest affinities, then the items that the
 * user liked or disliked most, then the preferences that the user stated, and last how active the
 * user is. Activity matters because a user with hundreds of items knows the famous ones.
 */
final class ProfileFacts {
  private static final int MAX_TRAITS = 5;
  private static final int MAX_ITEMS = 5;
  private static final int MAX_STATEMENTS = 5;

  /** A profile keeps at most this many recent items. */
  private static final int VERY_MANY = 100;

  /** Below this share of the strongest affinity a trait is noise. */
  private static final double WEAK_SHARE = 0.1;

  /**
   * A balance below this share of the strongest opinion behind it says nothing: a like and a
   * dislike of about the same age cancel out.
   */
  private static final double CLEAR_SHARE = 0.5;

  private static final double STRONG_SHARE = 0.5;

  /** Strong words need about two full likes; a single like is not enough. */
  private static final double STRONG_SUM = 2;

  /** How many items are kept for each trait; a profile hardly has more. */
  private static final int MAX_EVIDENCE = 100;

  private final List<Fact> facts = new ArrayList<>();
  private final Map<String, List<String>> evidence = new HashMap<>();

  private ProfileFacts() {}

  /**
   * The user's opinions about the items with a trait.
   *
   * @param sum the sum of the decayed weights
   * @param strongest the greatest size of a decayed weight
   */
  private record Balance(double sum, double strongest) {
    Balance plus(Balance other) {
      return new Balance(sum + other.sum, Math.max(strongest, other.strongest));
    }

    double strength() {
      return Math.abs(sum);
    }

    boolean clear() {
      return strength() > 0 && strength() >= CLEAR_SHARE * strongest;
    }
  }

  /** Returns the facts of a profile, given its history with titles, oldest first. */
  static ProfileFacts of(Profile profile, List<PastItem> history) {
    ProfileFacts facts = new ProfileFacts();
    Map<String, Balance> balances = facts.balances(profile);
    facts.addTraits(balances);
    facts.evidence.keySet().removeIf(trait -> !liked(balances.get(trait)));
    facts.addItems(history);
    facts.addStated("says to like: ", profile.stated().likes());
    facts.addStated("says to dislike: ", profile.stated().dislikes());
    facts.addHabit(profile.recent().size()); // recent() holds no mere impressions
    return facts;
  }

  List<Fact> list() {
    return facts;
  }

  /** Returns by trait the liked items that have it, the latest first. */
  Map<String, List<String>> evidence() {
    return evidence;
  }

  private void addStated(String opening, List<String> statements) {
    statements.stream()
        .limit(MAX_STATEMENTS)
        .forEach(text -> add(Fact.Kind.STATED, "stated", opening + text));
  }

  private void addHabit(int items) {
    if (items > 0) {
      add(Fact.Kind.HABIT, "habit", "has met " + amount(items) + " items");
    }
  }

  private static String amount(int items) {
    if (items < 5) {
      return "few";
    }
    if (items < 20) {
      return "some";
    }
    return items < VERY_MANY ? "many" : "very many";
  }

  private Map<String, Balance> balances(Profile profile) {
    Map<String, Balance> balances = new HashMap<>();
    Instant now = profile.lastSeen();
    if (now != null) {
      for (Standing standing : profile.standings()) {
        double weight = standing.weightAt(now, HalfLife.MEDIUM);
        if (weight != 0) {
          Balance one = new Balance(weight, Math.abs(weight));
          for (String trait : standing.traits()) {
            balances.merge(trait, one, Balance::plus);
            if (weight > 0) {
              evidence.computeIfAbsent(trait, any -> new ArrayList<>()).add(0, standing.item());
            }
          }
        }
      }
    }
    evidence.replaceAll((trait, items) -> items.subList(0, Math.min(MAX_EVIDENCE, items.size())));
    return balances;
  }

  private static boolean liked(@Nullable Balance balance) {
    return balance != null && balance.sum > 0 && balance.clear();
  }

  private void addTraits(Map<String, Balance> balances) {
    List<Map.Entry<String, Balance>> strongest = new ArrayList<>(balances.entrySet());
    strongest.removeIf(e -> e.getKey().indexOf(':') <= 0 || !e.getValue().clear());
    strongest.sort(
        Comparator.comparingDouble((Map.Entry<String, Balance> e) -> -e.getValue().strength())
            .thenComparing(Map.Entry::getKey));
    double most = strongest.isEmpty() ? 0 : strongest.get(0).getValue().strength();
    strongest.stream()
        .filter(e -> e.getValue().strength() >= WEAK_SHARE * most)
        .limit(MAX_TRAITS)
        .forEach(e -> addTrait(e.getKey(), e.getValue().sum, most));
  }

  private void addTrait(String trait, double affinity, double most) {
    double strength = Math.abs(affinity);
    boolean strong = strength >= STRONG_SUM && strength >= STRONG_SHARE * most;
    Liking liking = affinity > 0 ? Liking.LIKED : Liking.DISLIKED;
    String strongWord = affinity > 0 ? "loved" : "hated";
    String word = strong ? strongWord : liking.word();
    add(liking.kind(), trait, word + " " + trait.replaceFirst(":", " "));
  }

  // Without strong words: a purchase weighs as much as a rating of ten.
  private void addItems(List<PastItem> history) {
    List<PastItem> latestFirst = new ArrayList<>();
    history.forEach(past -> latestFirst.add(0, past));
    latestFirst.stream()
        .filter(past -> Liking.of(past.weight()) != Liking.SEEN)
        .sorted(Comparator.comparingDouble(past -> -Math.abs(past.weight())))
        .limit(MAX_ITEMS)
        .forEach(past -> {
          Liking liking = Liking.of(past.weight());
          add(liking.kind(), "item:" + past.id(), liking.word() + " " + past.title());
        });
  }

  private void add(Fact.Kind kind, String subject, String text) {
    facts.add(new Fact("P" + (facts.size() + 1), kind, subject, text));
  }
}
