/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Fact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The facts for one reason: facts of the item, each paired with the user's fact about the same
 * subject, or else facts of the item alone.
 *
 * @param pairs one or two facts that user and item share, strongest first
 * @param alone up to two facts of the item; empty if there are pairs
 */
record FactChoice(List<Pair> pairs, List<Fact> alone) {
  /** Nothing to say. */
  static final FactChoice NONE = new FactChoice(List.of(), List.of());

  private static final int MAX_FACTS = 2;

  /** A fact of the item and the user's fact about the same subject. */
  record Pair(Fact item, Fact user) {}

  /**
   * Chooses facts by evidence: only facts that speak for the item, the strongest first, shared ones
   * before others. It never chooses facts about things that the user dislikes.
   *
   * @param item with only those of its facts that tell something, see {@link FactLinks#telling}
   * @param evidence the evidence of each fact in order; if empty, the first facts are chosen
   */
  static FactChoice of(Candidate item, double[] evidence, FactLinks links) {
    List<Fact> facts = item.facts();
    List<Fact> ordered = new ArrayList<>();
    List<Fact> supporting = new ArrayList<>();
    for (int i : byEvidence(facts.size(), evidence)) {
      ordered.add(facts.get(i));
      if (evidence.length == 0 || evidence[i] > 0) {
        supporting.add(facts.get(i));
      }
    }
    List<Pair> pairs = pairs(item.id(), supporting, links);
    List<Fact> alone = supporting.isEmpty() ? ordered : supporting;
    return new FactChoice(
        pairs, pairs.isEmpty() ? alone.subList(0, Math.min(MAX_FACTS, alone.size())) : List.of());
  }

  private static List<Integer> byEvidence(int facts, double[] evidence) {
    List<Integer> order = IntStream.range(0, facts).boxed().collect(Collectors.toList());
    if (evidence.length > 0) {
      order.sort(Comparator.comparingDouble(i -> -evidence[i]));
    }
    return order;
  }

  private static List<Pair> pairs(String item, List<Fact> facts, FactLinks links) {
    List<Pair> pairs = new ArrayList<>();
    for (Fact fact : facts) {
      Optional<Fact> user = links.of(item, fact);
      boolean twice = pairs.stream().anyMatch(p -> p.item().subject().equals(fact.subject()));
      if (user.isPresent() && !twice && pairs.size() < MAX_FACTS) {
        pairs.add(new Pair(fact, user.get()));
      }
    }
    return pairs;
  }

  /** Returns the facts, the user's fact of a pair before the item's. */
  List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    for (Pair pair : pairs) {
      facts.add(pair.user());
      facts.add(pair.item());
    }
    facts.addAll(alone);
    return facts;
  }

  /** Returns the ids of {@link #facts}. */
  List<String> cites() {
    return facts().stream().map(Fact::id).collect(Collectors.toList());
  }
}
