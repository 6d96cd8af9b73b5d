/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Fact;
import dev.edgewise.rank.ItemFacts;
import dev.edgewise.rank.PastItem;
import dev.edgewise.rank.UserContext;
import dev.edgewise.rank.prompt.PlainText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Links an item's facts to the user's facts about the same subject, if the user's fact supports
 * showing the item.
 */
final class FactLinks {
  private static final int MAX_NAME = 80;
  private static final int MOST_TOLD = 5;

  /** True facts that help the ranker, but don't recommend an item. */
  private static final Set<String> UNFLATTERING =
      Set.of(
          "liking:rated poorly",
          "liking:rated so-so",
          "popularity:known to few",
          "popularity:known to some");

  private final Map<String, Fact> liked = new HashMap<>();
  private final Set<String> disliked = new HashSet<>();
  private final Map<String, String> titles = new HashMap<>();
  private final Map<String, String> onlyEvidence;
  private final DisclosurePolicy disclosure;

  FactLinks(UserContext user, DisclosurePolicy disclosure) {
    this.disclosure = disclosure;
    this.onlyEvidence = user.onlyEvidence();
    for (Fact fact : user.facts()) {
      if (fact.kind() == Fact.Kind.LIKED) {
        liked.putIfAbsent(fact.subject(), fact);
      } else if (fact.kind() == Fact.Kind.DISLIKED) {
        disliked.add(fact.subject());
      }
    }
    for (PastItem past : user.history()) {
      titles.put("item:" + past.id(), past.title());
    }
    // A subject that is both liked and disliked supports nothing.
    liked.keySet().removeAll(disliked);
  }

  /**
   * Returns the facts of an item that a reason may name, in the item's order. If there are more
   * than {@value #MOST_TOLD}, those that the user's facts make a reason come first.
   */
  List<Fact> telling(Candidate item) {
    List<Fact> telling = item.facts().stream().filter(this::sayable).collect(Collectors.toList());
    if (telling.size() <= MOST_TOLD) {
      return telling;
    }
    List<Fact> linked =
        telling.stream()
            .filter(fact -> of(item.id(), fact).isPresent())
            .collect(Collectors.toList());
    int rest = MOST_TOLD - linked.size();
    List<Fact> kept = new ArrayList<>();
    for (Fact fact : telling) {
      if (kept.size() < MOST_TOLD && (linked.contains(fact) || rest-- > 0)) {
        kept.add(fact);
      }
    }
    return kept;
  }

  /**
   * Whether a reason may name a fact of an item. The fact must be about a trait or another item,
   * not a free text, which could hold anything. It must recommend the item, and it must not be
   * about something that the user dislikes.
   */
  boolean sayable(Fact itemFact) {
    String subject = itemFact.subject();
    return subject.indexOf(':') > 0
        && !disliked.contains(subject)
        && !UNFLATTERING.contains(subject)
        && disclosure.allows(itemFact)
        && DisclosurePolicy.names(title(subject));
  }

  /**
   * Returns the user's fact that makes this fact of an item a reason. A fact that follows from the
   * user's opinion about this very item alone is none.
   */
  Optional<Fact> of(String item, Fact itemFact) {
    String subject = itemFact.subject();
    boolean named = itemFact.kind() != Fact.Kind.LIKED_WITH || titles.containsKey(subject);
    boolean itself = item.equals(onlyEvidence.get(subject)) || subject.equals("item:" + item);
    return named && !itself
        ? Optional.ofNullable(liked.get(subject)).filter(disclosure::allows)
        : Optional.empty();
  }

  private String title(String subject) {
    return titles.getOrDefault(subject, "");
  }

  /** Returns the name of a fact's subject in sentences: a title, or the value of a trait. */
  String name(Fact fact) {
    String subject = fact.subject();
    String title = title(subject);
    String name = title.isEmpty() ? ItemFacts.likedWithTitle(fact) : title;
    if (name.isEmpty() && fact.kind() != Fact.Kind.LIKED_WITH) {
      name = subject.substring(subject.indexOf(':') + 1);
    }
    return PlainText.clean(name, MAX_NAME);
  }
}
