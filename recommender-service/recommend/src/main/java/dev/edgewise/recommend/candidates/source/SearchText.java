/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.source;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;

/** The form of texts in which search compares them: without case, accents and punctuation. */
final class SearchText {
  private static final int MAX_NAME = 100;
  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final Pattern ARTICLE = Pattern.compile("^(the|an?)\\s+(?=.)");

  private SearchText() {}

  /**
   * The words of a text. Punctuation inside a word, as in Spider-Man, parts it; the whole without
   * punctuation comes before the text, so that the text's last word stays the last.
   */
  static String words(String text) {
    StringBuilder wholes = new StringBuilder();
    StringBuilder words = new StringBuilder();
    for (String chunk : SPACES.split(folded(text), -1)) {
      String parts = parts(chunk);
      if (parts.indexOf(' ') > 0) {
        wholes.append(joined(parts)).append(' ');
      }
      words.append(parts).append(' ');
    }
    return wholes.append(words).toString().strip();
  }

  /** Parts a text at marks, and where Hangul meets others: the tokenizer doesn't part them. */
  private static String parts(String text) {
    StringBuilder parts = new StringBuilder();
    int before = ' ';
    for (int next : text.codePoints().toArray()) {
      boolean isOfWord = isOfWord(next);
      if (!isOfWord || isHangul(before) != isHangul(next)) {
        parts.append(' ');
      }
      if (isOfWord) {
        parts.appendCodePoint(next);
      }
      before = next;
    }
    return parts.toString().strip();
  }

  private static boolean isOfWord(int character) {
    return switch (Character.getType(character)) {
      case Character.NON_SPACING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.LETTER_NUMBER,
          Character.OTHER_NUMBER,
          Character.OTHER_SYMBOL ->
          true;
      default -> Character.isLetterOrDigit(character);
    };
  }

  private static boolean isHangul(int character) {
    return character >= '가' && character <= '힣';
  }

  private static String joined(String parts) {
    return parts.replace(" ", "");
  }

  /** The letters and digits of a title, by which spellings of the same title are equal. */
  static String name(String title) {
    return cut(joined(parts(folded(title))), MAX_NAME);
  }

  /** The name of a title without its article, which many people leave out. */
  static String nameWithoutArticle(String title) {
    return name(ARTICLE.matcher(folded(title)).replaceFirst(""));
  }

  /** The first characters of a text. */
  static String cut(String text, int most) {
    return text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most));
  }

  private static String folded(String text) {
    char[] composed = Normalizer.normalize(text, Normalizer.Form.NFKC).toCharArray();
    char[] folded = new char[4 * composed.length];
    int length = ASCIIFoldingFilter.foldToASCII(composed, 0, folded, 0, composed.length);
    return new String(folded, 0, length).toLowerCase(Locale.ROOT);
  }
}
