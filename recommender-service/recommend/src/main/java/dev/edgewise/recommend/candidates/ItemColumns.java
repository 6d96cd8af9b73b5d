/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates;

import static java.util.stream.Collectors.toSet;

import dev.edgewise.rank.ItemFacts;
import dev.edgewise.recommend.catalogue.Item;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The columns of an item that become facts: all, or {@link ItemFacts#MAX_COLUMNS} of an item with
 * more. First those that the user has an opinion of, then the first ones of the catalogue.
 */
record ItemColumns(List<String> categories, Map<String, String> attributes) {
  /**
   * The columns of an item.
   *
   * @param category the trait name of categories, for example {@code genre}
   * @param known the traits that the user has an opinion of
   */
  static ItemColumns of(Item item, String category, Supplier<Set<String>> known) {
    if (item.categories().size() + item.attributes().size() <= ItemFacts.MAX_COLUMNS) {
      return new ItemColumns(item.categories(), item.attributes());
    }
    Set<String> traits = known.get();
    Set<String> chosen =
        Stream.concat(
                item.categories().stream().map(value -> trait(category, value)),
                item.attributes().entrySet().stream().map(e -> trait(e.getKey(), e.getValue())))
            .distinct()
            .sorted(Comparator.comparing(trait -> !traits.contains(trait)))
            .limit(ItemFacts.MAX_COLUMNS)
            .collect(toSet());
    Map<String, String> attributes = new LinkedHashMap<>(item.attributes());
    attributes.entrySet().removeIf(e -> !chosen.contains(trait(e.getKey(), e.getValue())));
    List<String> categories =
        item.categories().stream()
            .distinct()
            .filter(value -> chosen.contains(trait(category, value)))
            .toList();
    return new ItemColumns(categories, attributes);
  }

  private static String trait(String name, String value) {
    return name + ":" + value;
  }
}
