/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A builder for the numbered facts of one item, {@code I1} onwards in the order of the calls. Add
 * the most informative facts first, because a prompt that is too long drops the last ones. Not
 * thread-safe.
 */
public final class ItemFacts {
  private static final String LIKED_WITH = "liked together with ";
  private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+([.,]\\d+)?");

  /**
   * The greatest number of facts in the columns of an item. Each fact costs a model's time, so the
   * columns that come after these give none.
   */
  public static final int MAX_COLUMNS = 24;

  /** The subject of a title in another language than the user's. */
  public static final String OTHER_TITLE = "title in another language";

  /** The subject of a sentence of a text in another language than the user's. */
  public static final String OTHER_TEXT = "text in another language";

  /**
   * The subject of the title of something that the user asks for something like; before a trait, it
   * says that both have the trait.
   */
  public static final String ALIKE = "alike:";

  /**
   * The subject of the words by which the user asks for a trait; the trait follows, or {@code year}
   * and the item's year as the text.
   */
  public static final String MET = "met:";

  /** The subjects of quotes that the user may not be able to read. */
  public static final Set<String> OTHER_LANGUAGE = Set.of(OTHER_TITLE, OTHER_TEXT);

  private final List<Fact> facts = new ArrayList<>();
  private int columns;

  private ItemFacts() {}

  /** Starts without facts. */
  public static ItemFacts start() {
    return new ItemFacts();
  }

  /**
   * Returns the facts in an item's columns: its categories, then its other attributes by name, at
   * most {@value #MAX_COLUMNS}.
   *
   * @param categoryAttribute the catalogue's name for its categories, for example {@code genre}
   */
  public static List<Fact> of(
      String categoryAttribute, Collection<String> categories, Map<String, String> attributes) {
    return start().categories(categoryAttribute, categories).attributes(attributes).list();
  }

  /** Adds a fact such as {@code genre Drama} about {@code genre:Drama} for each category. */
  public ItemFacts categories(String attribute, Collection<String> categories) {
    for (String category : categories) {
      column(Fact.Kind.IS, attribute, category);
    }
    return this;
  }

  /** Adds a fact such as {@code year 1999} about {@code year:1999} for each attribute, by name. */
  public ItemFacts attributes(Map<String, String> attributes) {
    new TreeMap<>(attributes).forEach((name, value) -> column(kind(name, value), name, value));
    return this;
  }

  private void column(Fact.Kind kind, String name, String value) {
    if (columns < MAX_COLUMNS) {
      columns++;
      add(kind, name + ":" + value, name + " " + value);
    }
  }

  /** Adds another item that is liked by people who liked this item. */
  public ItemFacts likedWith(String item, String title) {
    return add(Fact.Kind.LIKED_WITH, "item:" + item, LIKED_WITH + title);
  }

  /** Adds another item that this one is like. */
  public ItemFacts similar(String item, String title) {
    return add(Fact.Kind.SIMILAR, "item:" + item, title);
  }

  /** Returns the other item's title in a fact of {@link #likedWith}; empty for other facts. */
  public static String likedWithTitle(Fact fact) {
    String text = fact.text();
    return fact.kind() == Fact.Kind.LIKED_WITH && text.startsWith(LIKED_WITH)
        ? text.substring(LIKED_WITH.length())
        : "";
  }

  /**
   * Adds any other fact.
   *
   * @param subject a trait, for example {@code rating:high}
   * @param text the words that follow "it is" or "it has", for example {@code rated highly}
   */
  public ItemFacts add(Fact.Kind kind, String subject, String text) {
    facts.add(new Fact("I" + (facts.size() + 1), kind, subject, text));
    return this;
  }

  /** Returns the facts added so far. */
  public List<Fact> list() {
    return List.copyOf(facts);
  }

  // An item has a number (a price), but it is of a year or a word.
  private static Fact.Kind kind(String name, String value) {
    boolean number = NUMBER.matcher(value).matches();
    return number && !name.equals("year") ? Fact.Kind.HAS : Fact.Kind.IS;
  }
}
