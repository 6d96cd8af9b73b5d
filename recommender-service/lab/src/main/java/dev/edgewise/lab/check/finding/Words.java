/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.check.finding;

import dev.edgewise.lab.check.survey.Occurrences;
import java.util.Locale;

/** Numbers in sentences. */
public final class Words {
  private Words() {}

  /** A number with its noun, for example {@code 1 event} or {@code 3,120 events}. */
  public static String count(long number, String one, String many) {
    return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : many);
  }

  /** A number with its noun, whose plural ends with s. */
  public static String count(long number, String noun) {
    return count(number, noun, noun + "s");
  }

  /** A part in percent, such as {@code 40 %}; a part above 0 is never {@code 0 %}. */
  public static String percent(long part, long of) {
    double share = of == 0 ? 0 : 100.0 * part / of;
    if (share > 0 && share < 1) {
      return "less than 1 %";
    }
    return share > 99 && share < 100
        ? "more than 99 %"
        : String.format(Locale.ROOT, "%.0f %%", share);
  }

  /** A number without needless digits, such as {@code 5} or {@code 0.5}. */
  public static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.format(Locale.ROOT, "%d", (long) value)
        : String.valueOf(value);
  }

  /** A text from outside, short enough for a sentence and without control characters. */
  static String quoted(String text) {
    return Occurrences.shown(text);
  }
}
