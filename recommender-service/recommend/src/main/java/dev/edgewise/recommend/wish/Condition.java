/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.wish;

import dev.edgewise.rank.language.Language;
import dev.edgewise.rank.language.Wording;
import dev.edgewise.recommend.catalogue.Item;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A condition on one attribute of an item: it has a value, or a number in a range, or it doesn't.
 *
 * @param attribute its name
 * @param category whether it is the items' categories
 * @param value the value that an item must have; null for a range
 * @param from the least number
 * @param to the greatest number
 * @param not whether an item must not meet it
 * @param words the words of the wish that it was read from
 * @param also other attributes that may have the value instead: who asks for Clint Eastwood may
 *     mean the star or the director
 */
public record Condition(
    String attribute,
    boolean category,
    @Nullable String value,
    double from,
    double to,
    boolean not,
    String words,
    Set<String> also) {
  /** The attribute that is an item's year, whether it has a column for it or not. */
  public static final String YEAR = "year";

  public Condition {
    also = Set.copyOf(also);
  }

  static Condition of(
      String attribute,
      boolean category,
      String value,
      boolean not,
      String words,
      Set<String> also) {
    return new Condition(attribute, category, value, 0, 0, not, words, also);
  }

  private static Condition number(
      String attribute, double from, double to, boolean not, String words) {
    return new Condition(attribute, false, null, from, to, not, words, Set.of());
  }

  /** "Not over 5" is up to 5, and "not before 1990" from 1990. */
  static Condition range(String attribute, double from, double to, boolean not, String words) {
    if (not && Double.isInfinite(to)) {
      return number(attribute, Double.NEGATIVE_INFINITY, from, false, words);
    }
    if (not && Double.isInfinite(from)) {
      return number(attribute, to, Double.POSITIVE_INFINITY, false, words);
    }
    return number(attribute, from, to, not, words);
  }

  /** The same condition, which items must not meet. */
  Condition excluding() {
    return new Condition(attribute, category, value, from, to, true, words, also);
  }

  /** Whether it excludes what another one asks for. */
  boolean denies(Condition other) {
    return not
        && !other.not
        && value != null
        && value.equals(other.value)
        && attribute.equals(other.attribute);
  }

  /** Whether an item meets it. An item without the attribute has no value and no number. */
  public boolean holds(Item item) {
    return has(item) != not;
  }

  private boolean has(Item item) {
    if (value != null) {
      return category
          ? item.categories().contains(value)
          : value.equals(item.attributes().get(attribute))
              || also.stream().anyMatch(one -> value.equals(item.attributes().get(one)));
    }
    Double number = number(item);
    return number != null && number >= from && number <= to;
  }

  private @Nullable Double number(Item item) {
    if (attribute.equals(YEAR)) {
      Double year = item.year();
      return year == null ? null : Double.valueOf(Math.floor(year));
    }
    try {
      String text = item.attributes().get(attribute);
      return text == null ? null : Double.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** The condition in few words, such as {@code not Romance} or {@code 1980–1989}. */
  public String text(Language language, Wording wording) {
    String said = value == null ? range(language, wording) : name(language, wording, value);
    return not ? language.say("wish.not", 0, Map.of("what", said)) : said;
  }

  private String name(Language language, Wording wording, String known) {
    String name = wording.names(language, attribute).get(known);
    if (name == null) {
      name = wording.phrase(language, attribute, known).map(Wording.Phrase::value).orElse(known);
    }
    return name;
  }

  private String range(Language language, Wording wording) {
    String least = shown(language, wording, from);
    String most = shown(language, wording, to);
    if (from == to) {
      return least;
    }
    if (Double.isInfinite(from)) {
      return language.say("wish.most", 0, Map.of("what", most));
    }
    return Double.isInfinite(to)
        ? language.say("wish.least", 0, Map.of("what", least))
        : least + "–" + most;
  }

  private String shown(Language language, Wording wording, double number) {
    String text = number == Math.rint(number) ? String.valueOf((long) number) : number + "";
    return wording.attributes().containsKey(attribute)
        ? wording.shown(language, attribute).replace("{value}", text)
        : text;
  }
}
