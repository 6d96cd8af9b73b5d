/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.catalogue;

import dev.edgewise.ingest.json.JsonFields;
import dev.edgewise.profile.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Describes an item by traits of the form {@code attribute:value}, which profiles aggregate likes
 * by.
 *
 * <p>Categories and short attributes are used as they are. A year becomes its decade. Other numbers
 * are left out: they are too specific to aggregate by, and a price, even rounded, is no taste.
 */
public final class Traits {
  private static final Pattern YEAR = Pattern.compile("[12]\\d{3}");
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?(e-?\\d{1,3})?");
  private static final int LONGEST_VALUE = 40;

  private Traits() {}

  /**
   * The item's traits, categories first; categories get a trait name like {@code genre}. Traits
   * that an event can't carry, such as a value of several lines, are left out, and so is what
   * exceeds {@link Event#bounded}.
   */
  public static List<String> of(Item item, String categories) {
    List<String> traits = new ArrayList<>();
    item.categories().forEach(c -> traits.add(categories + ":" + c));
    item.attributes().forEach((name, value) -> addAttribute(traits, name, value.strip()));
    traits.removeIf(trait -> trait.length() > Event.MAX_ID || !JsonFields.isPlain(trait));
    return Event.bounded(traits);
  }

  private static void addAttribute(List<String> traits, String name, String value) {
    if (name.equals("year") && YEAR.matcher(value).matches()) {
      traits.add("decade:" + value.substring(0, 3) + "0s");
    } else if (!value.isEmpty()
        && value.length() <= LONGEST_VALUE
        && !NUMBER.matcher(value).matches()) {
      traits.add(name + ":" + value);
    }
  }
}
