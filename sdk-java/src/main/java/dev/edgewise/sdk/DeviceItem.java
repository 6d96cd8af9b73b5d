/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.sdk;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An item of the app.
 *
 * @param id the item's id
 * @param title its title
 * @param categoryName the app's name for its categories, for example {@code genre}
 * @param categories the item's categories
 * @param attributes further columns, for example {@code year}
 */
public record DeviceItem(
    String id,
    String title,
    String categoryName,
    List<String> categories,
    Map<String, String> attributes) {

  public DeviceItem {
    categories = List.copyOf(categories);
    attributes = Map.copyOf(attributes);
  }

  /** Returns the categories as traits of a profile, such as {@code genre:Drama}. */
  List<String> traits() {
    return categories.stream()
        .map(category -> categoryName + ":" + category)
        .collect(Collectors.toList());
  }
}
