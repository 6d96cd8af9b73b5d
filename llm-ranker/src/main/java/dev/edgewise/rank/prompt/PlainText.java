/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.prompt;

/**
 * Cleans text that came from outside, so that a prompt shows what a person would see: one line,
 * nothing invisible, bounded.
 */
public final class PlainText {
  private PlainText() {}

  /**
   * The text on one line: runs of white space become one space; control, format (zero-width, bidi,
   * tags), private and unpaired code points go, and so do the blank ones that pass for letters.
   *
   * @param limit code points at most; what is beyond them is cut off
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

  /**
   * Variation selectors, the grapheme joiner, Hangul fillers, Khmer inherent vowels, blank Braille.
   */
  private static boolean isBlankMark(int c) {
    return (c >= 0xFE00 && c <= 0xFE0F)
        || (c >= 0xE0100 && c <= 0xE01EF)
        || (c >= 0x180B && c <= 0x180F)
        || c == 0x034F
        || c == 0x115F
        || c == 0x1160
        || c == 0x3164
        || c == 0xFFA0
        || c == 0x17B4
        || c == 0x17B5
        || c == 0x2800;
  }
}
