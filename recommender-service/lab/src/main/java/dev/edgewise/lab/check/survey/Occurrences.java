/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.check.survey;

/** How often something occurs in a file, and its first place. For one thread. */
public final class Occurrences {
  private static final int LONGEST = 160;

  private long count;
  private long line;
  private String example = "";

  /** Counts an occurrence; the first one's text is kept, shortened. */
  public void add(long where, String text) {
    if (count == 0) {
      line = where;
      example = shown(text);
    }
    count++;
  }

  /** A text from outside in one line of at most 160 characters, fit for a report. */
  public static String shown(String text) {
    return shown(text, LONGEST);
  }

  /**
   * A text from outside in one line, without characters that control a terminal or the direction of
   * writing.
   *
   * @param longest number of characters after which it is cut
   */
  static String shown(String text, int longest) {
    String start = text.substring(0, Math.min(text.length(), 2 * longest));
    String line = start.replaceAll("[\\p{Cc}\\p{Cs}\\s\u202a-\u202e\u2066-\u2069]+", " ");
    return line.length() <= longest && text.length() == start.length()
        ? line
        : line.substring(0, Math.min(longest, line.length())) + "...";
  }

  /** The number of occurrences. */
  public long count() {
    return count;
  }

  /** The line of the first one, from 1; 0 when there is none. */
  public long line() {
    return line;
  }

  /** The text of the first one; empty when there is none. */
  public String example() {
    return example;
  }
}
