/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

/**
 * How texts for the user are to sound.
 *
 * @param tone one of the language file's tones, for example {@code plain}, {@code warm}
 * @param words at most so many words, from {@value #FEWEST} to {@value #MOST}
 */
public record WritingStyle(String tone, int words) {
  /** Fewer can't say anything. */
  public static final int FEWEST = 5;

  /** More is no blurb. */
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
