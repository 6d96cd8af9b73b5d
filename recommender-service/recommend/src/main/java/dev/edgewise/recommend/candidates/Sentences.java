/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates;

import dev.edgewise.rank.prompt.PlainText;
import java.util.Set;
import java.util.regex.Pattern;

/** The sentences of an item's text. */
final class Sentences {
  private static final Pattern END = Pattern.compile("(?<=[.!?。])\\s+");
  private static final Pattern WORD_BREAK = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final int MAX_TEXT_READ = 2_000;

  private static final int MAX_ENDING = 3;

  /** Short sentences are told together up to this length. */
  private static final int MAX_TOLD = 140;

  private Sentences() {}

  /**
   * The sentence with the most wanted words, which are {@link PlainText#folded}; the first one if
   * no sentence has any. Each request reads the texts of many items, so it reads only their
   * beginnings.
   */
  static String best(String text, Set<String> wanted) {
    String[] sentences = sentences(text);
    return sentences[best(sentences, wanted)];
  }

  /** The {@link #best} sentence and, as long as both are short, the next. */
  static String told(String text, Set<String> wanted) {
    String[] sentences = sentences(text);
    int best = best(sentences, wanted);
    String next = best + 1 < sentences.length ? " " + sentences[best + 1] : "";
    boolean fits = sentences[best].length() + next.length() <= MAX_TOLD;
    return fits ? sentences[best] + next : sentences[best];
  }

  private static String[] sentences(String text) {
    String begin = text.strip();
    return END.split(begin.substring(0, Math.min(MAX_TEXT_READ, begin.length())), 0);
  }

  /** Whether a word is another one with an ending: "dreams" for "dream", "겨울에" for "겨울". */
  private static boolean isForm(String word, String wanted) {
    return word.startsWith(wanted) && word.length() <= wanted.length() + MAX_ENDING;
  }

  private static int best(String[] sentences, Set<String> wanted) {
    int best = 0;
    long most = 0;
    for (int i = 0; i < sentences.length; i++) {
      long hits =
          WORD_BREAK
              .splitAsStream(PlainText.folded(sentences[i]))
              .distinct()
              .filter(word -> wanted.stream().anyMatch(one -> isForm(word, one)))
              .count();
      if (hits > most) {
        most = hits;
        best = i;
      }
    }
    return best;
  }
}
