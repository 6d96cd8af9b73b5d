/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What is said in one language: a file {@code LANGUAGE.properties} beside this class, in UTF-8,
 * with the words of prompts, the answers that are read, the words that reasons may use, and
 * sentences, where {@code key.1}, {@code key.2}, ... are ways of saying the same. Immutable and
 * thread-safe.
 */
public final class Language {
  private static final String FALLBACK = "en";
  private static final Map<String, Language> LOADED = new ConcurrentHashMap<>();

  private final String tag;
  private final Properties texts;

  private Language(String tag, Properties texts) {
    this.tag = tag;
    this.texts = texts;
  }

  /** The one for a BCP 47 tag, by its language alone; English where there is no file for it. */
  public static Language of(String tag) {
    String language = Locale.forLanguageTag(tag).getLanguage();
    Language loaded = LOADED.get(language);
    if (loaded != null) {
      return loaded; // asked for with every branch: no look for a file
    }
    boolean there =
        !language.isEmpty() && Language.class.getResource(language + ".properties") != null;
    return LOADED.computeIfAbsent(there ? language : FALLBACK, Language::load);
  }

  /** The language that everything has words in. */
  public static Language english() {
    return of(FALLBACK);
  }

  private static Language load(String language) {
    try (InputStream file = open(language)) {
      Properties texts = new Properties();
      texts.load(new InputStreamReader(file, StandardCharsets.UTF_8));
      return new Language(language, texts);
    } catch (IOException e) {
      throw new UncheckedIOException("Can't read the sentences for " + language, e);
    }
  }

  private static InputStream open(String language) throws IOException {
    InputStream file = Language.class.getResourceAsStream(language + ".properties");
    if (file == null) {
      throw new IOException(language + ".properties is missing beside " + Language.class.getName());
    }
    return file;
  }

  /** Its ISO 639 code. */
  public String tag() {
    return tag;
  }

  /**
   * A text that every language's file has.
   *
   * @throws IllegalStateException when this one's has not
   */
  public String text(String key) {
    String text = texts.getProperty(key);
    if (text == null) {
      throw new IllegalStateException("No text " + key + " in " + tag + ".properties");
    }
    return text;
  }

  /** The words of a list, separated by commas or, where there are none, by spaces; maybe none. */
  public List<String> words(String key) {
    List<String> words = new ArrayList<>();
    for (String word : texts.getProperty(key, "").trim().split("\\s*,\\s*|\\s+", -1)) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }

  /** Whether there is a sentence of this key. */
  public boolean has(String key) {
    return texts.containsKey(key + ".1");
  }

  /**
   * A sentence, filled in.
   *
   * @param key which
   * @param variety chooses among the ways of saying it: equal numbers give equal words
   * @param values what {@code {name}} stands for
   */
  public String say(String key, int variety, Map<String, String> values) {
    List<String> ways = ways(key);
    return fill(ways.get(Math.floorMod(variety, ways.size())), values);
  }

  private List<String> ways(String key) {
    List<String> ways = new ArrayList<>();
    @Nullable String way = texts.getProperty(key + ".1");
    while (way != null) {
      ways.add(way);
      way = texts.getProperty(key + "." + (ways.size() + 1));
    }
    if (ways.isEmpty()) {
      throw new IllegalStateException("No sentence " + key + ".1");
    }
    return ways;
  }

  /** Fills in from left to right, so that braces in a value mean nothing. */
  private static String fill(String sentence, Map<String, String> values) {
    StringBuilder filled = new StringBuilder();
    int at = 0;
    while (at < sentence.length()) {
      int open = sentence.indexOf('{', at);
      int close = open < 0 ? -1 : sentence.indexOf('}', open);
      if (close < 0) {
        break;
      }
      String name = sentence.substring(open + 1, close);
      filled.append(sentence, at, open).append(values.getOrDefault(name, ""));
      at = close + 1;
    }
    return filled.append(sentence.substring(at)).toString();
  }
}
