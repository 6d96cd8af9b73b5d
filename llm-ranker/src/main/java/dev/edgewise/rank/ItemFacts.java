/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Collects the numbered facts of one item, {@code I1} onwards in the order added: add the most
 * telling first, since a prompt that grows too long drops the last ones. Not thread-safe.
 */
public final class ItemFacts {
  private static final String LIKED_WITH = "liked together with ";

  private final List<Fact> facts = new ArrayList<>();

  private ItemFacts() {}

  /** No facts yet. */
  public static ItemFacts start() {
    return new ItemFacts();
  }

  /**
   * The facts that an item's columns hold: its categories, then its other attributes by name.
   *
   * @param categoryAttribute what the catalogue calls its categories, for example {@code genre}
   */
  public static List<Fact> of(
      String categoryAttribute, Collection<String> categories, Map<String, String> attributes) {
    return start().categories(categoryAttribute, categories).attributes(attributes).list();
  }

  /** Each category is a fact such as {@code genre Drama} about {@code genre:Drama}. */
  public ItemFacts categories(String attribute, Collection<String> categories) {
    for (String category : categories) {
      add(Fact.Kind.IS, attribute + ":" + category, attribute + " " + category);
    }
    return this;
  }

  /** Each attribute is a fact such as {@code year 1999} about {@code year:1999}, by name. */
  public ItemFacts attributes(Map<String, String> attributes) {
    for (Map.Entry<String, String> attribute : new TreeMap<>(attributes).entrySet()) {
      String name = attribute.getKey();
      String value = attribute.getValue();
      add(kind(name, value), name + ":" + value, name + " " + value);
    }
    return this;
  }

  /** Another item that people who liked it also liked. */
  public ItemFacts likedWith(String item, String title) {
    return add(Fact.Kind.LIKED_WITH, "item:" + item, LIKED_WITH + title);
  }

  /** The title of the other item in a fact made by {@link #likedWith}; empty for other facts. */
  public static String likedWithTitle(Fact fact) {
    String text = fact.text();
    return fact.kind() == Fact.Kind.LIKED_WITH && text.startsWith(LIKED_WITH)
        ? text.substring(LIKED_WITH.length())
        : "";
  }

  /**
   * Something that is known of the item otherwise.
   *
   * @param subject a trait, for example {@code rating:high}
   * @param text what follows "it is" or "it has", for example {@code rated highly}
   */
  public ItemFacts add(Fact.Kind kind, String subject, String text) {
    facts.add(new Fact("I" + (facts.size() + 1), kind, subject, text));
    return this;
  }

  /** The facts so far. */
  public List<Fact> list() {
    return List.copyOf(facts);
  }

  /** A film is of a year, a product has a price: numbers are had, years and words are been. */
  private static Fact.Kind kind(String name, String value) {
    boolean number = value.matches("[-+]?\\d+([.,]\\d+)?");
    return number && !name.equals("year") ? Fact.Kind.HAS : Fact.Kind.IS;
  }
}
