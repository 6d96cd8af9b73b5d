/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.data;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where the columns of a CSV file stand, found by the names in its header, in any case. */
final class Columns {
  private final List<String> header;

  Columns(List<String> header) {
    this.header = header.stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
  }

  /** How many columns there are. */
  int count() {
    return header.size();
  }

  /** Index of the column that has one of these names. */
  Optional<Integer> find(String... names) {
    for (String name : names) {
      int index = header.indexOf(name.toLowerCase(Locale.ROOT));
      if (index >= 0) {
        return Optional.of(index);
      }
    }
    return Optional.empty();
  }

  /**
   * Index of a column that must be there.
   *
   * @throws IllegalArgumentException saying which names it may have, when it isn't
   */
  int require(String... names) {
    return find(names)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "the header has no column "
                    + String.join(" or ", names)
                    + "; it has "
                    + Texts.quote(String.join(",", header))));
  }
}
