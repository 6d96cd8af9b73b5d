/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

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
 * The sentences of one language: a file {@code LANGUAGE.properties} beside this class, in UTF-8,
 * where {@code key.1}, {@code key.2}, ... are ways of saying the same. Immutable and thread-safe.
 */
final class Wording {
  private static final String FALLBACK = "en";
  private static final Map<String, Wording> LOADED = new ConcurrentHashMap<>();

  private final Properties sentences;

  private Wording(Properties sentences) {
    this.sentences = sentences;
  }

  /** The wording for a BCP 47 tag, by its language alone; English where there is none. */
  static Wording of(String tag) {
    String language = Locale.forLanguageTag(tag).getLanguage();
    return LOADED.computeIfAbsent(language.isEmpty() ? FALLBACK : language, Wording::load);
  }

  private static Wording load(String language) {
    try (InputStream file = open(language)) {
      Properties sentences = new Properties();
      sentences.load(new InputStreamReader(file, StandardCharsets.UTF_8));
      return new Wording(sentences);
    } catch (IOException e) {
      throw new UncheckedIOException("Can't read the sentences for " + language, e);
    }
  }

  private static InputStream open(String language) throws IOException {
    InputStream file = Wording.class.getResourceAsStream(language + ".properties");
    InputStream found =
        file != null ? file : Wording.class.getResourceAsStream(FALLBACK + ".properties");
    if (found == null) {
      throw new IOException(FALLBACK + ".properties is missing beside " + Wording.class.getName());
    }
    return found;
  }

  /** Whether there is a sentence of this key. */
  boolean has(String key) {
    return sentences.containsKey(key + ".1");
  }

  /**
   * A sentence, filled in.
   *
   * @param key which
   * @param variety chooses among the ways of saying it: equal numbers give equal words
   * @param values what {@code {name}} stands for
   */
  String say(String key, int variety, Map<String, String> values) {
    List<String> ways = ways(key);
    return fill(ways.get(Math.floorMod(variety, ways.size())), values);
  }

  private List<String> ways(String key) {
    List<String> ways = new ArrayList<>();
    @Nullable String way = sentences.getProperty(key + ".1");
    while (way != null) {
      ways.add(way);
      way = sentences.getProperty(key + "." + (ways.size() + 1));
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
