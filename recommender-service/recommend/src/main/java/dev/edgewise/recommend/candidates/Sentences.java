/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The sentences of an item's text. */
final class Sentences {
  private static final Pattern END = Pattern.compile("(?<=[.!?。])\\s+");
  private static final Pattern WORD_BREAK = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final int MAX_TEXT_READ = 2_000;

  /** Short sentences are told together up to this length. */
  private static final int MAX_TOLD = 140;

  private Sentences() {}

  /** The {@link #best} sentence and, as long as both are short, the next. */
  static String told(String text, Set<String> wanted) {
    String best = best(text, wanted);
    String behind = text.substring(text.indexOf(best) + best.length()).strip();
    String next = END.split(behind, 2)[0];
    String both = (best + " " + next).strip();
    return both.length() <= MAX_TOLD ? both : best;
  }

  /**
   * The sentence with the most wanted words; the first one if no sentence has any. Each request
   * reads the texts of many items, so it reads only their beginnings.
   *
   * @param wanted in small letters
   */
  static String best(String text, Set<String> wanted) {
    String best = "";
    long most = -1;
    String begin = text.strip();
    begin = begin.substring(0, Math.min(MAX_TEXT_READ, begin.length()));
    for (String sentence : END.split(begin, 0)) {
      long hits =
          WORD_BREAK
              .splitAsStream(sentence.toLowerCase(Locale.ROOT))
              .distinct()
              .filter(wanted::contains)
              .count();
      if (hits > most) {
        most = hits;
        best = sentence;
      }
    }
    return best;
  }
}
