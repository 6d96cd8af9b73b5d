/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.sdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An item as the app knows it.
 *
 * @param id its id
 * @param title its title
 * @param categoryName what its categories are called, for example {@code genre}
 * @param categories what it belongs to
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

  /** Categories as profiles gather liking by them: {@code genre:Drama}. */
  List<String> traits() {
    List<String> traits = new ArrayList<>();
    for (String category : categories) {
      traits.add(categoryName + ":" + category);
    }
    return traits;
  }
}
