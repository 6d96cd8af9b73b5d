/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

import dev.edgewise.rank.Fact;
import dev.edgewise.rank.ItemFacts;
import dev.edgewise.rank.PastItem;
import dev.edgewise.rank.UserContext;
import dev.edgewise.rank.prompt.PlainText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Links an item's facts to the user's facts about the same subject, if the user's fact supports
 * showing the item.
 */
final class FactLinks {
  private static final int MAX_NAME = 80;
  private static final int MAX_EXAMPLES = 3;
  private static final String ITEM = "item:";

  /** Facts about the users of an item in general, not about what it is. */
  private static final Set<String> COUNTS = Set.of("popularity", "lasting", "liking", "rating");

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
  private final Map<String, List<String>> evidence;
  private final Set<String> bought;
  private final DisclosurePolicy disclosure;

  FactLinks(UserContext user, DisclosurePolicy disclosure) {
    this.disclosure = disclosure;
    this.evidence = user.evidence();
    this.bought = user.bought();
    for (Fact fact : user.citable()) {
      if (fact.kind() == Fact.Kind.LIKED) {
        liked.putIfAbsent(fact.subject(), fact);
      } else if (fact.kind() == Fact.Kind.DISLIKED) {
        disliked.add(fact.subject());
      }
    }
    for (PastItem past : user.history()) {
      titles.put(ITEM + past.id(), past.title());
    }
    // A subject that is both liked and disliked supports nothing.
    liked.keySet().removeAll(disliked);
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
        && DisclosurePolicy.names(titles.getOrDefault(subject, ""));
  }

  /** Whether a fact of an item links it to another item that the user liked. */
  boolean isCause(Fact itemFact) {
    return (itemFact.kind() == Fact.Kind.LIKED_WITH || itemFact.kind() == Fact.Kind.SIMILAR)
        && titles.containsKey(itemFact.subject())
        && sayable(itemFact)
        && liking(itemFact) != null;
  }

  /** Returns the user's liking of the subject of a fact, which must be known to exist. */
  Fact opinion(Fact itemFact) {
    Fact opinion = liking(itemFact);
    if (opinion == null) {
      throw new IllegalArgumentException("the user doesn't like " + itemFact.subject());
    }
    return opinion;
  }

  /** Returns the key of what the user did with the items of some causes. */
  String did(List<Fact> causes) {
    long purchases = causes.stream().filter(cause -> bought.contains(item(cause))).count();
    if (purchases == 0) {
      return "liked";
    }
    return purchases == causes.size() ? "bought" : "chose";
  }

  /** Returns the user's liking of the subject of an item's fact; null if there is none to name. */
  @Nullable Fact liking(Fact itemFact) {
    Fact fact = liked.get(itemFact.subject());
    return fact != null && disclosure.allows(fact) ? fact : null;
  }

  /** Whether the user likes a trait. */
  boolean likes(ItemTrait trait) {
    return trait.facts().stream().allMatch(fact -> liking(fact) != null);
  }

  /** Returns the ids of the items for which the user likes a trait, the latest first. */
  List<String> evidence(ItemTrait trait) {
    List<String> items = new ArrayList<>(evidence(trait.facts().get(0)));
    trait.facts().forEach(fact -> items.retainAll(evidence(fact)));
    return items;
  }

  private List<String> evidence(Fact fact) {
    return evidence.getOrDefault(fact.subject(), List.of());
  }

  /**
   * Returns the user's likings of other items for which the user likes a trait, those with most of
   * some traits first, then the latest.
   */
  List<Fact> examples(ItemTrait trait, String other, List<ItemTrait> some) {
    return evidence(trait).stream()
        .filter(item -> !item.equals(other))
        .map(item -> liked.get(ITEM + item))
        .filter(fact -> fact != null && titles.containsKey(fact.subject()) && sayable(fact))
        .sorted(Comparator.comparingLong(fact -> -shared(fact, some)))
        .limit(MAX_EXAMPLES)
        .collect(Collectors.toList());
  }

  private long shared(Fact liking, List<ItemTrait> traits) {
    return traits.stream().filter(trait -> evidence(trait).contains(item(liking))).count();
  }

  /** Returns the id of the item that a fact is about. */
  static String item(Fact fact) {
    return fact.subject().substring(ITEM.length());
  }

  /** Whether a fact tells what users did with the item, not what it is. */
  static boolean isCount(Fact fact) {
    return COUNTS.contains(fact.attribute());
  }

  /** Returns the name of a fact's subject in sentences: a title, or the value of a trait. */
  String name(Fact fact) {
    String subject = fact.subject();
    String title = titles.getOrDefault(subject, "");
    String name = title.isEmpty() ? ItemFacts.likedWithTitle(fact) : title;
    if (name.isEmpty() && fact.kind() != Fact.Kind.LIKED_WITH) {
      name = subject.substring(subject.indexOf(':') + 1);
    }
    return PlainText.clean(name, MAX_NAME);
  }
}
