/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.data;

import java.util.Collection;
import java.util.Comparator;

/**
 * The order of ids, which breaks ties. If all ids are whole numbers, it is that of the numbers, so
 * 9 comes before 10. Otherwise, and among equal numbers, it is that of the texts.
 */
final class IdOrder {
  private static final Comparator<String> AS_NUMBERS =
      Comparator.<String>comparingInt(id -> digits(id).length())
          .thenComparing(IdOrder::digits)
          .thenComparing(Comparator.naturalOrder());

  private IdOrder() {}

  /** The order of these ids. */
  static Comparator<String> of(Collection<String> ids) {
    return ids.stream().allMatch(IdOrder::isWholeNumber) ? AS_NUMBERS : Comparator.naturalOrder();
  }

  private static boolean isWholeNumber(String id) {
    return !id.isEmpty() && id.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static String digits(String id) {
    int zeros = 0;
    while (zeros < id.length() - 1 && id.charAt(zeros) == '0') {
      zeros++;
    }
    return id.substring(zeros);
  }
}
