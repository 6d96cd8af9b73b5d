/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.prompt;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Cleans untrusted text, so that a prompt contains only what a person would see: one line of
 * limited length without invisible characters.
 */
public final class PlainText {
  // The grapheme joiner, Hangul fillers, Khmer inherent vowels and the blank Braille pattern.
  private static final String BLANK_MARKS = "\u034F\u115F\u1160\u3164\uFFA0\u17B4\u17B5\u2800";

  private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");

  private PlainText() {}

  /** Returns a text in small letters without accents, to compare it with another one. */
  public static String folded(String text) {
    String parted = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD);
    return Normalizer.normalize(ACCENTS.matcher(parted).replaceAll(""), Normalizer.Form.NFKC);
  }

  /**
   * Returns the text on one line. White space is collapsed to single spaces. Control, format
   * (zero-width, bidirectional, tag), private-use, unassigned and unpaired code points are removed,
   * and so are blank characters that count as letters or marks.
   *
   * @param limit maximum number of code points; the rest is cut off
   */
  public static String clean(String text, int limit) {
    StringBuilder clean = new StringBuilder(Math.min(text.length(), 2 * limit));
    int kept = 0;
    boolean space = false;
    for (int i = 0; i < text.length() && kept < limit; ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (isSpace(c)) {
        space = kept > 0;
      } else if (isVisible(c)) {
        if (space && kept + 2 > limit) {
          break;
        }
        if (space) {
          clean.append(' ');
          kept++;
        }
        clean.appendCodePoint(c);
        kept++;
        space = false;
      }
    }
    return clean.toString();
  }

  private static boolean isSpace(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
  }

  private static boolean isVisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> !isBlankMark(c);
    };
  }

  private static boolean isBlankMark(int c) {
    boolean variationSelector =
        (c >= 0xFE00 && c <= 0xFE0F)
            || (c >= 0xE0100 && c <= 0xE01EF)
            || (c >= 0x180B && c <= 0x180F);
    return variationSelector || BLANK_MARKS.indexOf(c) >= 0;
  }
}
