/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.check.survey;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Guesses the language of a text from its script and, for Latin script, from frequent short words.
 * Titles are often too short for a guess.
 */
final class TextLanguage {
  static final String ENGLISH = "English";
  static final String KOREAN = "Korean";
  static final String UNCLEAR = "too short to tell";
  static final String NONE = "no letters";
  private static final String OTHER_LATIN = "another language in Latin script";

  private static final int MOST_CHARACTERS = 500;
  private static final Pattern WORD_BREAK = Pattern.compile("[^\\p{L}']+");
  private static final Set<String> ENGLISH_WORDS =
      Set.of(
          "the", "of", "and", "a", "an", "in", "to", "is", "for", "with", "on", "by", "from", "at",
          "that", "his", "her", "their", "it", "my", "you", "your", "this", "who", "set", "book");
  private static final Set<String> OTHER_WORDS =
      Set.of(
          "der", "die", "das", "und", "ein", "eine", "mit", "von", "le", "la", "les", "des", "du",
          "et", "une", "pour", "el", "los", "las", "de", "del", "y", "en", "il", "lo", "gli", "di",
          "che", "per", "o", "os", "da", "do", "uma", "het", "van", "een", "och", "og", "av");
  private static final Map<UnicodeScript, String> NAMES =
      Map.of(
          UnicodeScript.HANGUL, KOREAN,
          UnicodeScript.HIRAGANA, "Japanese",
          UnicodeScript.KATAKANA, "Japanese",
          UnicodeScript.HAN, "Chinese or Japanese");

  private TextLanguage() {}

  /** The name of the language, or of the script that several languages share. */
  static String of(String text) {
    String start = text.substring(0, Math.min(MOST_CHARACTERS, text.length()));
    Map<UnicodeScript, Integer> letters = new EnumMap<>(UnicodeScript.class);
    start
        .codePoints()
        .filter(Character::isLetter)
        .forEach(c -> letters.merge(UnicodeScript.of(c), 1, Integer::sum));
    return letters.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(most -> named(most.getKey(), start))
        .orElse(NONE);
  }

  private static String named(UnicodeScript script, String text) {
    if (script == UnicodeScript.LATIN) {
      return latin(text);
    }
    String name = NAMES.get(script);
    String label = script.name().charAt(0) + script.name().substring(1).toLowerCase(Locale.ROOT);
    return name == null ? "a language in " + label + " script" : name;
  }

  private static String latin(String text) {
    int english = 0;
    int other = 0;
    for (String word : WORD_BREAK.split(text.toLowerCase(Locale.ROOT), 0)) {
      english += ENGLISH_WORDS.contains(word) ? 1 : 0;
      other += OTHER_WORDS.contains(word) ? 1 : 0;
    }
    if (english == other) {
      return UNCLEAR;
    }
    return english > other ? ENGLISH : OTHER_LATIN;
  }
}
