/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

import dev.edgewise.rank.Fact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The facts that a reason is made of: facts of the item, each with the user's fact about the same
 * subject, or facts of the item alone.
 *
 * @param pairs one or two facts that user and item share, strongest first
 * @param alone when there are none of those: up to two facts of the item
 */
record FactChoice(List<Pair> pairs, List<Fact> alone) {
  private static final int MOST = 2;

  /** A fact of the item and the user's about the same subject. */
  record Pair(Fact item, Fact user) {}

  /**
   * Chooses by evidence: only facts that speak for the item, the strongest first, shared ones
   * before others; facts about what the user dislikes never.
   *
   * @param evidence of each fact in turn; empty when it isn't known, then the first facts count
   */
  static FactChoice of(List<Fact> facts, double[] evidence, FactLinks links) {
    List<Fact> sayable = new ArrayList<>();
    List<Fact> speaking = new ArrayList<>();
    for (int i : byEvidence(facts.size(), evidence)) {
      if (links.sayable(facts.get(i))) {
        sayable.add(facts.get(i));
        if (evidence.length == 0 || evidence[i] > 0) {
          speaking.add(facts.get(i));
        }
      }
    }
    List<Pair> pairs = pairs(speaking, links);
    List<Fact> alone = speaking.isEmpty() ? sayable : speaking;
    return new FactChoice(
        pairs, pairs.isEmpty() ? alone.subList(0, Math.min(MOST, alone.size())) : List.of());
  }

  private static List<Integer> byEvidence(int facts, double[] evidence) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < facts; i++) {
      order.add(i);
    }
    if (evidence.length > 0) {
      order.sort(Comparator.comparingDouble(i -> -evidence[i]));
    }
    return order;
  }

  private static List<Pair> pairs(List<Fact> facts, FactLinks links) {
    List<Pair> pairs = new ArrayList<>();
    for (Fact fact : facts) {
      Optional<Fact> user = links.of(fact);
      boolean twice = pairs.stream().anyMatch(p -> p.item().subject().equals(fact.subject()));
      if (user.isPresent() && !twice && pairs.size() < MOST) {
        pairs.add(new Pair(fact, user.get()));
      }
    }
    return pairs;
  }

  /** Its facts, the user's before the item's. */
  List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    for (Pair pair : pairs) {
      facts.add(pair.user());
      facts.add(pair.item());
    }
    facts.addAll(alone);
    return facts;
  }

  /** Ids of its facts, the user's before the item's. */
  List<String> cites() {
    List<String> ids = new ArrayList<>();
    facts().forEach(fact -> ids.add(fact.id()));
    return ids;
  }
}
