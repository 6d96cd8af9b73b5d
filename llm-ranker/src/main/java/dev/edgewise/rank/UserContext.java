/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

import dev.edgewise.profile.EventType;
import dev.edgewise.profile.Interaction;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.Standing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The ranker's knowledge of a user.
 *
 * @param facts {@code P1} onwards, the most informative first
 * @param history past interactions, oldest first
 * @param language BCP 47 tag of the texts for the user
 * @param query the user's current search, or null; untrusted data, never an instruction
 * @param bought ids of items of which the user's opinion is a purchase
 * @param evidence by trait the items from which the user's liking of it follows, the latest first
 */
public record UserContext(
    List<Fact> facts,
    List<PastItem> history,
    String language,
    @Nullable String query,
    Set<String> bought,
    Map<String, List<String>> evidence) {
  private static final int MAX_HISTORY = 20;
  private static final int MAX_TASTES = 20;

  /** Fewer liked items with a trait are no taste. */
  private static final int LEAST_TASTE = 3;

  /** On a scale where 6 of 10 is neutral: 7 of 10 and above. */
  private static final double FAIRLY_LIKED = 0.2;

  public UserContext {
    facts = List.copyOf(facts);
    history = List.copyOf(history);
    bought = Set.copyOf(bought);
    evidence = Map.copyOf(evidence);
  }

  /** A user whose facts don't tell from which items they follow. */
  public UserContext(
      List<Fact> facts, List<PastItem> history, String language, @Nullable String query) {
    this(facts, history, language, query, Set.of(), Map.of());
  }

  /** A user without a query. */
  public UserContext(List<Fact> facts, List<PastItem> history, String language) {
    this(facts, history, language, null);
  }

  /** Returns the same user with another language and query. */
  public UserContext asking(String newLanguage, @Nullable String newQuery) {
    return new UserContext(facts, history, newLanguage, newQuery, bought, evidence);
  }

  /** Returns the same user, who states to like and to dislike some traits ({@code genre:Drama}). */
  public UserContext stating(Set<String> likes, Set<String> dislikes) {
    Set<String> known = facts.stream().map(Fact::subject).collect(Collectors.toSet());
    List<Fact> all = new ArrayList<>(facts);
    for (String trait : likes) {
      if (!known.contains(trait)) {
        all.add(fact(all.size() + 1, Liking.LIKED, trait));
      }
    }
    for (String trait : dislikes) {
      all.add(fact(all.size() + 1, Liking.DISLIKED, trait));
    }
    return new UserContext(all, history, language, query, bought, evidence);
  }

  /**
   * Returns the facts that a reason may cite: {@link #facts}, then one about each other item of the
   * history that the user liked, which prompts name in the history, and one about each other trait
   * of at least {@value #LEAST_TASTE} liked items.
   */
  public List<Fact> citable() {
    List<Fact> all = new ArrayList<>(facts);
    for (PastItem past : history) {
      String subject = "item:" + past.id();
      boolean known = facts.stream().anyMatch(fact -> fact.subject().equals(subject));
      if (!known && past.weight() >= FAIRLY_LIKED) {
        String text = Liking.LIKED.word() + " " + past.title();
        all.add(new Fact("P" + (all.size() + 1), Fact.Kind.LIKED, subject, text));
      }
    }
    Set<String> known = facts.stream().map(Fact::subject).collect(Collectors.toSet());
    evidence.entrySet().stream()
        .filter(one -> one.getValue().size() >= LEAST_TASTE && !known.contains(one.getKey()))
        .sorted(
            Comparator.comparingInt((Map.Entry<String, List<String>> one) -> -one.getValue().size())
                .thenComparing(Map.Entry::getKey))
        .limit(MAX_TASTES)
        .forEach(one -> all.add(fact(all.size() + 1, Liking.LIKED, one.getKey())));
    return all;
  }

  private static Fact fact(int number, Liking liking, String trait) {
    String text = liking.word() + " " + trait.replaceFirst(":", " ");
    return new Fact("P" + number, liking.kind(), trait, text);
  }

  /** Whether the user has neither facts nor a history. */
  public boolean stranger() {
    return facts.isEmpty() && history.isEmpty();
  }

  /** Returns a user without facts, history and query. */
  public static UserContext unknown(String language) {
    return new UserContext(List.of(), List.of(), language);
  }

  /**
   * Returns the user of a profile. The facts {@code P1}, {@code P2}, ... come from the strongest
   * affinities, the items that the user liked or disliked most, the stated preferences and the
   * user's activity, in this order. The history holds the latest twenty items, each with the weight
   * of the latest opinion about it.
   *
   * @param titleOf returns an item's title, or null when the catalogue no longer has the item; such
   *     an item is left out
   */
  public static UserContext of(Profile profile, Function<String, @Nullable String> titleOf) {
    List<PastItem> history = history(profile.standings(), titleOf);
    ProfileFacts facts = ProfileFacts.of(profile, history);
    return new UserContext(
        facts.list(), history, profile.language(), null, bought(profile), facts.evidence());
  }

  private static Set<String> bought(Profile profile) {
    Map<String, String> latest = new HashMap<>();
    for (Interaction one : profile.recent()) {
      if (one.opinion()) {
        latest.put(one.item(), one.type());
      }
    }
    return latest.entrySet().stream()
        .filter(one -> one.getValue().equals(EventType.PURCHASE.type()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static List<PastItem> history(
      List<Standing> standings, Function<String, @Nullable String> titleOf) {
    List<PastItem> all = new ArrayList<>();
    for (Standing standing : standings) {
      String title = titleOf.apply(standing.item());
      if (title != null) {
        all.add(new PastItem(standing.item(), title, standing.weight()));
      }
    }
    return all.subList(Math.max(0, all.size() - MAX_HISTORY), all.size());
  }
}
