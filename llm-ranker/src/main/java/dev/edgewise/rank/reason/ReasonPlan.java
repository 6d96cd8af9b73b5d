/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

import dev.edgewise.rank.Fact;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One way to explain an item: a kind of sentence, its words, and the facts that it cites.
 *
 * @param extra what this plan costs more than others of its kind, such as a weaker cause
 * @param key of the sentence in the language's file
 * @param values of the sentence's placeholders
 * @param facts the user's facts before the item's
 */
record ReasonPlan(
    Kind kind, double extra, String key, Map<String, String> values, List<Fact> facts) {
  /** The value that comes behind the sentence. */
  static final String BEHIND = "behind";

  /** The value that comes before it. */
  static final String BEFORE = "before";

  /** Kinds of reasons, those that say most about user and item first. */
  enum Kind {
    /** The item matches what the user searches for. */
    QUERY(-10_000),
    /** The user liked items that share something with it, and they carry it. */
    SHARED(0),
    /** The same, behind the item's own text. */
    TOLD(0.3),
    /** The user liked two items that carry it. */
    WITHS(1.8),
    /** The user likes much of this kind. */
    TASTE(0.9),
    /** The user liked an item that carries it. */
    WITH(1.9),
    /** The item's own text. */
    TEXT(200),
    /** What the item is. */
    TRAITS(210),
    /** Many choose it; for one item of a list only. */
    POPULAR(220),
    /** Nothing is known. */
    NOTHING(400);

    private final double cost;

    Kind(double cost) {
      this.cost = cost;
    }
  }

  /** How much better it would have to be; the least is chosen. */
  double cost() {
    return kind.cost + extra;
  }

  /** Returns this plan with the item's own text behind its sentence. */
  ReasonPlan with(Fact text) {
    return with(text, text.text());
  }

  /** Returns this plan with a fact in some words behind its sentence. */
  ReasonPlan with(Fact fact, String words) {
    return beside(BEHIND, fact, words);
  }

  /** Returns this plan with the item's own text before its sentence. */
  ReasonPlan after(Fact text) {
    return beside(BEFORE, text, text.text());
  }

  private ReasonPlan beside(String place, Fact fact, String words) {
    Map<String, String> told = new LinkedHashMap<>(values);
    told.put(place, words);
    List<Fact> all = new ArrayList<>(facts);
    all.add(fact);
    return new ReasonPlan(kind, extra, key, told, all);
  }

  /** Returns this plan at a higher cost. */
  ReasonPlan dearer(double by) {
    return new ReasonPlan(kind, extra + by, key, values, facts);
  }

  /** Returns the ids of the cited facts. */
  List<String> cites() {
    return facts.stream().map(Fact::id).collect(Collectors.toList());
  }
}
