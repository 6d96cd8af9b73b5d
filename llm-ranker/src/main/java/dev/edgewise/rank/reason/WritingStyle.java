/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

/**
 * The style of texts for the user.
 *
 * @param tone a tone of the language file, for example {@code plain} or {@code warm}
 * @param words maximum number of words, from {@value #FEWEST} to {@value #MOST}
 */
public record WritingStyle(String tone, int words) {
  /** Fewer words can't state a reason. */
  public static final int FEWEST = 5;

  /** More words are too long for a blurb. */
  public static final int MOST = 100;

  /** Plain and short. */
  public static final WritingStyle PLAIN = new WritingStyle("plain", 30);

  public WritingStyle {
    if (words < FEWEST || words > MOST) {
      throw new IllegalArgumentException(
          "words should be from " + FEWEST + " to " + MOST + ", not " + words);
    }
  }
}
