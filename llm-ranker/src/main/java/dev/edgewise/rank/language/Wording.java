/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.language;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How reasons speak of the attributes of a catalogue's items: which are worth saying, and in what
 * words. What a catalogue doesn't describe has sensible defaults: makers are always worth saying,
 * prices, numbers and addresses never. Immutable and thread-safe.
 *
 * @param nouns by language what an item is called, for example {@code film}
 * @param attributes by name, those worth most to tell first; categories are an attribute, too
 */
public record Wording(Map<String, String> nouns, Map<String, Attribute> attributes) {
  /** The defaults, for a catalogue that describes nothing. */
  public static final Wording UNPREPARED = new Wording(Map.of(), Map.of());

  private static final Attribute UNDESCRIBED =
      new Attribute(null, Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of());

  /** Names of attributes that tell who made an item; few items share a value. */
  private static final Set<String> MAKERS =
      Set.of(
          ("author writer director artist composer creator brand maker manufacturer studio series"
                  + " designer band developer illustrator narrator")
              .split(" ", -1));

  /** Names of attributes that nobody likes an item for. */
  private static final Set<String> DULL =
      Set.of(
          ("id sku isbn isbn13 ean asin gtin code price cost currency language lang country url link"
                  + " image picture cover pages length runtime duration minutes weight width height"
                  + " size stock quantity rating ratings votes score year date published release"
                  + " title status condition format")
              .split(" ", -1));

  /** Values that say that there is none. */
  private static final Set<String> NOTHING =
      Set.of("other", "others", "misc", "miscellaneous", "unknown", "none", "n/a", "general", "기타");

  private static final Pattern WORDLESS = Pattern.compile("[^\\p{L}]*|https?:.*|www\\..*");
  private static final Pattern ARTICLE = Pattern.compile("^(an?|the) ");
  private static final int LONGEST_VALUE = 60;

  public Wording {
    nouns = Map.copyOf(nouns);
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  /** When a value of an attribute is worth saying. */
  public enum Explain {
    /** Whenever user and item share it. */
    ALWAYS,
    /** If few items have it; else only when there is nothing better. */
    SPECIAL,
    /** Not at all. */
    NEVER;

    /**
     * Returns the constant of a name in small letters.
     *
     * @throws IllegalArgumentException when there is none; the message names them
     */
    public static Explain of(String name) {
      for (Explain each : values()) {
        if (each.name().toLowerCase(Locale.ROOT).equals(name)) {
          return each;
        }
      }
      throw new IllegalArgumentException("must be always, special or never, not '" + name + "'");
    }
  }

  /**
   * The words of an attribute, each by language.
   *
   * @param explain when its values are worth saying; null for the default of its name
   * @param label its name in sentences, for example {@code author}
   * @param is what an item with {@code {value}} is, for example {@code directed by {value}}
   * @param which words that say the same beside what else the item is, as in "a comedy directed by
   *     {value}"; without them its {@code is} stands for what the item is
   * @param many what such items are, for example {@code films directed by {value}}
   * @param shown how pages show it, for example {@code £{value}}
   * @param values by language and value its name in that language
   */
  public record Attribute(
      @Nullable Explain explain,
      Map<String, String> label,
      Map<String, String> is,
      Map<String, String> which,
      Map<String, String> many,
      Map<String, String> shown,
      Map<String, Map<String, Value>> values) {
    public Attribute {
      shown = Map.copyOf(shown);
      label = Map.copyOf(label);
      is = Map.copyOf(is);
      which = Map.copyOf(which);
      many = Map.copyOf(many);
      values = Map.copyOf(values);
    }
  }

  /**
   * A value in one language.
   *
   * @param name its name
   * @param is what an item with it is, such as {@code a horror film}; null to use the attribute's
   * @param which words beside what else the item is; null to use the attribute's, if this has no
   *     {@code is} of its own
   * @param many what such items are, such as {@code horror films}; null to use the attribute's
   */
  public record Value(
      String name, @Nullable String is, @Nullable String which, @Nullable String many) {}

  /**
   * A trait in words.
   *
   * @param label the attribute's name
   * @param value the value's name
   * @param is words that follow "this is"; null if there are none
   * @param which words beside what else the item is; null if {@code is} says what it is
   * @param many words for all such items; null if there are none
   */
  public record Phrase(
      String label,
      String value,
      @Nullable String is,
      @Nullable String which,
      @Nullable String many) {}

  /**
   * When a trait is worth saying; numbers, addresses, long values and those such as "Other" never
   * are.
   */
  public Explain explain(String attribute, String value) {
    if (WORDLESS.matcher(value).matches()
        || value.length() > LONGEST_VALUE
        || NOTHING.contains(value.toLowerCase(Locale.ROOT))) {
      return Explain.NEVER;
    }
    Attribute described = attributes.get(attribute);
    if (described != null && described.explain != null) {
      return described.explain;
    }
    String name = attribute.toLowerCase(Locale.ROOT);
    String[] words = name.split("[^\\p{L}\\d]+", -1);
    boolean dull = DULL.contains(words[0]) || DULL.contains(words[words.length - 1]);
    if (dull) {
      return Explain.NEVER;
    }
    return MAKERS.contains(name) ? Explain.ALWAYS : Explain.SPECIAL;
  }

  /**
   * Returns a trait in words of a language; empty if they would hold words of another language.
   * Names of makers are the same in all languages.
   */
  public Optional<Phrase> phrase(Language language, String attribute, String value) {
    String tag = language.tag();
    Attribute described = attributes.getOrDefault(attribute, UNDESCRIBED);
    Map<String, Value> values = described.values.getOrDefault(tag, Map.of());
    Value known = values.get(value);
    boolean english = language.equals(Language.english());
    String name = known == null ? language.find("value." + value) : known.name;
    boolean maker = explain(attribute, value) == Explain.ALWAYS;
    boolean ownWords = english || language.reads(value) || (maker && values.isEmpty());
    if (name == null && !ownWords) {
      return Optional.empty();
    }
    String label = words(described.label, language, "label.", attribute);
    String is = words(described.is, language, "is.", attribute);
    String which =
        described.is.containsKey(tag)
            ? described.which.get(tag)
            : words(described.which, language, "which.", attribute);
    String many = words(described.many, language, "many.", attribute);
    if (is == null && (known == null || known.is == null)) {
      is = language.find("value.is." + usual(value));
      many = many == null ? language.find("value.many." + usual(value)) : many;
    }
    if (label == null && is == null && !english) {
      return Optional.empty();
    }
    String said = name == null ? value : name;
    return Optional.of(
        new Phrase(
            label == null ? attribute : label,
            said,
            known != null && known.is != null ? known.is : filled(is, said),
            known != null && (known.is != null || known.which != null)
                ? known.which
                : filled(which, said),
            known != null && known.many != null ? known.many : filled(many, said)));
  }

  /**
   * Returns two values of an attribute in one phrase, such as "a romantic comedy"; empty if the
   * language has no such phrase.
   */
  public Optional<Phrase> together(Language language, String attribute, String one, String other) {
    List<String> order = language.words("value.order");
    boolean first = order.indexOf(usual(one)) < order.indexOf(usual(other));
    Phrase last = phrase(language, attribute, first ? other : one).orElse(null);
    String before = language.find("value.before." + usual(first ? one : other));
    if (before == null || last == null || last.is == null || last.many == null) {
      return Optional.empty();
    }
    boolean ordered = order.contains(usual(one)) && order.contains(usual(other));
    if (!ordered || last.which != null) {
      return Optional.empty();
    }
    String bare = withoutArticle(before);
    String noun = withoutArticle(last.is);
    String is = (noun.equals(last.is) ? bare : before) + " " + noun;
    return Optional.of(new Phrase(last.label, bare + " " + noun, is, null, bare + " " + last.many));
  }

  /** Returns English words without an article before them. */
  public static String withoutArticle(String words) {
    return ARTICLE.matcher(words).replaceFirst("");
  }

  private static String usual(String value) {
    return value.toLowerCase(Locale.ROOT).replace(' ', '-');
  }

  private static @Nullable String words(
      Map<String, String> described, Language language, String kind, String attribute) {
    String own = described.get(language.tag());
    return own != null ? own : language.find(kind + attribute);
  }

  private static @Nullable String filled(@Nullable String words, String value) {
    return words == null ? null : words.replace("{value}", value);
  }

  /**
   * Returns how a page shows a described attribute in a language: a text with {@code {value}}.
   *
   * @param attribute the name of one of {@link #attributes}
   */
  public String shown(Language language, String attribute) {
    Attribute described = attributes.get(attribute);
    String shown = described == null ? null : described.shown.get(language.tag());
    String label = described == null ? null : described.label.get(language.tag());
    return shown != null ? shown : (label == null ? attribute : label) + " {value}";
  }

  /** Returns the names of an attribute's values in a language, by value; empty without any. */
  public Map<String, String> names(Language language, String attribute) {
    Attribute described = attributes.get(attribute);
    Map<String, String> names = new TreeMap<>();
    if (described != null) {
      described
          .values
          .getOrDefault(language.tag(), Map.of())
          .forEach((value, words) -> names.put(value, words.name));
    }
    return names;
  }

  /** Returns the names of an attribute's value in all languages; empty without any. */
  public Set<String> names(String attribute, String value) {
    Attribute described = attributes.get(attribute);
    Set<String> names = new TreeSet<>();
    if (described != null) {
      for (Map<String, Value> values : described.values.values()) {
        Value known = values.get(value);
        if (known != null) {
          names.add(known.name);
        }
      }
    }
    return names;
  }

  /** Returns what an item is called in a language; empty if the catalogue doesn't tell. */
  public String noun(Language language) {
    return nouns.getOrDefault(language.tag(), "");
  }
}
