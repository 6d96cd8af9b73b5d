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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The texts of one language, from the UTF-8 file {@code LANGUAGE.properties} in this package. The
 * file holds the texts of prompts, the answers that the model may give, the words that reasons may
 * use, and sentences; {@code key.1}, {@code key.2}, ... are variants of the same sentence.
 * Immutable and thread-safe.
 */
public final class Language {
  private static final String FALLBACK = "en";
  private static final String KOREAN = "ko";
  private static final Pattern HANGUL = Pattern.compile("\\p{IsHangul}");
  private static final Map<String, Language> LOADED = new ConcurrentHashMap<>();

  private final String tag;
  private final Properties texts;

  private Language(String tag, Properties texts) {
    this.tag = tag;
    this.texts = texts;
  }

  /**
   * Returns the language of a BCP 47 tag, or English if there is no file for it. Only the tag's
   * language part counts.
   */
  public static Language of(String tag) {
    String language = Locale.forLanguageTag(tag).getLanguage();
    Language loaded = LOADED.get(language);
    if (loaded != null) {
      return loaded; // called for every branch, so it must not look for a file
    }
    boolean known =
        !language.isEmpty() && Language.class.getResource(language + ".properties") != null;
    return LOADED.computeIfAbsent(known ? language : FALLBACK, Language::load);
  }

  /** Returns English, which has a text for every key. */
  public static Language english() {
    return of(FALLBACK);
  }

  private static Language load(String language) {
    String name = language + ".properties";
    try (InputStream file = Language.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IOException(name + " is missing beside " + Language.class.getName());
      }
      Properties texts = new Properties();
      texts.load(new InputStreamReader(file, StandardCharsets.UTF_8));
      return new Language(language, texts);
    } catch (IOException e) {
      throw new UncheckedIOException("Can't read the sentences for " + language, e);
    }
  }

  /** Returns the ISO 639 code. */
  public String tag() {
    return tag;
  }

  /**
   * Returns a text that every language's file must have.
   *
   * @throws IllegalStateException when this language's file doesn't have it
   */
  public String text(String key) {
    String text = texts.getProperty(key);
    if (text == null) {
      throw new IllegalStateException("No text " + key + " in " + tag + ".properties");
    }
    return text;
  }

  /** Returns a text that a language may have; null if it doesn't. */
  public @Nullable String find(String key) {
    return texts.getProperty(key);
  }

  /** Whether most letters of a text are of this language's script. */
  public boolean reads(String text) {
    long letters = text.codePoints().filter(Character::isLetter).count();
    long own = text.codePoints().filter(Character::isLetter).filter(this::isOwn).count();
    return 2 * own > letters;
  }

  /**
   * Returns the language of a text: Korean if it has Hangul, else this if it reads it, else
   * English.
   */
  public Language reading(String text) {
    return HANGUL.matcher(text).find() ? of(KOREAN) : reads(text) ? this : english();
  }

  private boolean isOwn(int letter) {
    boolean hangul = Character.UnicodeScript.of(letter) == Character.UnicodeScript.HANGUL;
    return hangul == tag.equals(KOREAN) && (hangul || !Character.isIdeographic(letter));
  }

  /** Returns a list of words, separated by commas or spaces; empty if the key is missing. */
  public List<String> words(String key) {
    List<String> words = new ArrayList<>();
    for (String word : texts.getProperty(key, "").trim().split("\\s*,\\s*|\\s+", -1)) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }

  /** Whether the file has a sentence for this key. */
  public boolean has(String key) {
    return texts.containsKey(key + ".1");
  }

  /**
   * Returns a sentence with its placeholders filled in.
   *
   * @param key the sentence's key
   * @param variety chooses a variant: equal numbers choose the same words
   * @param values the value of each placeholder {@code {name}}, by name
   * @throws IllegalStateException when the file has no sentence for the key
   */
  public String say(String key, int variety, Map<String, String> values) {
    List<String> variants = new ArrayList<>();
    @Nullable String variant = text(key + ".1");
    while (variant != null) {
      variants.add(variant);
      variant = texts.getProperty(key + "." + (variants.size() + 1));
    }
    return fill(variants.get(Math.floorMod(variety, variants.size())), values);
  }

  /** Fills in from left to right, so that braces in a value have no effect. */
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
