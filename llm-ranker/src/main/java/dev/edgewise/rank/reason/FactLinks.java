/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

import dev.edgewise.rank.Fact;
import dev.edgewise.rank.ItemFacts;
import dev.edgewise.rank.PastItem;
import dev.edgewise.rank.UserContext;
import dev.edgewise.rank.prompt.PlainText;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which facts of the user may stand beside a fact of an item: those about the same subject, and
 * only when their polarity supports showing it.
 */
final class FactLinks {
  private static final int LONGEST_NAME = 80;

  /** True, and useful to the ranker, but nothing that recommends an item. */
  private static final Set<String> UNFLATTERING =
      Set.of(
          "liking:rated poorly",
          "liking:rated so-so",
          "popularity:known to few",
          "popularity:known to some");

  private final Map<String, Fact> liked = new HashMap<>();
  private final Set<String> disliked = new HashSet<>();
  private final Map<String, String> titles = new HashMap<>();

  private final DisclosurePolicy disclosure;

  FactLinks(UserContext user, DisclosurePolicy disclosure) {
    this.disclosure = disclosure;
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
    // Said both ways, it says nothing.
    liked.keySet().removeAll(disliked);
  }

  /**
   * Whether a reason may name a fact of an item: it is about a trait or another item, not a free
   * text that could hold anything; it isn't about what the user dislikes, and it recommends.
   */
  boolean sayable(Fact itemFact) {
    String subject = itemFact.subject();
    return subject.indexOf(':') > 0
        && !disliked.contains(subject)
        && !UNFLATTERING.contains(subject)
        && disclosure.allows(itemFact)
        && DisclosurePolicy.names(title(subject));
  }

  /** The user's fact that makes this fact of an item a reason. */
  Optional<Fact> of(Fact itemFact) {
    String subject = itemFact.subject();
    boolean named = itemFact.kind() != Fact.Kind.LIKED_WITH || titles.containsKey(subject);
    return named
        ? Optional.ofNullable(liked.get(subject)).filter(disclosure::allows)
        : Optional.empty();
  }

  /** The title of an item that the user met, by its subject. */
  String title(String subject) {
    return titles.getOrDefault(subject, "");
  }

  /** What sentences call the subject of a fact: a title, or the value of a trait. */
  String name(Fact fact) {
    String subject = fact.subject();
    String title = title(subject);
    String name = title.isEmpty() ? ItemFacts.likedWithTitle(fact) : title;
    if (name.isEmpty() && fact.kind() != Fact.Kind.LIKED_WITH) {
      name = subject.substring(subject.indexOf(':') + 1);
    }
    return PlainText.clean(name, LONGEST_NAME);
  }
}
