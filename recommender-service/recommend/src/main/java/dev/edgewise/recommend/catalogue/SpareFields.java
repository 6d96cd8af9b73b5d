/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.catalogue;

import dev.edgewise.ingest.json.JsonFields;
import dev.edgewise.ingest.json.SimilarName;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The fields in a file of items that are no fields of an item. They become attributes, as far as
 * the limits of attributes allow, and each name is reported once. For one file, on one thread.
 */
public final class SpareFields {
  private static final int MOST_NOTES = 100;

  private final Path file;
  private final Consumer<String> notes;
  private final Set<String> noted = new HashSet<>();

  /** Creates the spare fields of a file; {@code notes} receives the reports. */
  public SpareFields(Path file, Consumer<String> notes) {
    this.file = file;
    this.notes = notes;
  }

  /**
   * Reads an item from JSON.
   *
   * @throws E when a field of an item is wrong
   */
  public <E extends Exception> Item read(JsonFields<E> json) throws E {
    return keptIn(Item.read(json, null), json.others(Item.FIELDS));
  }

  /**
   * Returns the item with spare fields as further attributes.
   *
   * @param spare the values by name; null for a value that is no text, number or boolean
   */
  public Item keptIn(Item item, Map<String, @Nullable String> spare) {
    if (spare.isEmpty()) {
      return item;
    }
    Map<String, String> attributes = new LinkedHashMap<>(item.attributes());
    spare.forEach((name, value) -> {
      boolean keeps = value != null && fits(name, value) && attributes.size() < Item.MAX_ATTRIBUTES;
      if (keeps) {
        attributes.putIfAbsent(name, value);
      }
      note(name, keeps);
    });
    return new Item(
        item.id(),
        item.title(),
        item.titles(),
        item.text(),
        item.texts(),
        item.categories(),
        attributes,
        item.published(),
        item.hidden());
  }

  private static boolean fits(String name, String value) {
    return !name.isBlank()
        && name.length() <= Item.MAX_NAME
        && JsonFields.isPlain(name)
        && value.length() <= Item.MAX_VALUE;
  }

  private void note(String name, boolean kept) {
    if (noted.size() < MOST_NOTES && noted.add(name + (kept ? "+" : "-"))) {
      notes.accept(
          "%s: '%s' is no field of an item; it is %s%s"
              .formatted(
                  file,
                  JsonFields.quote(name),
                  kept
                      ? "kept as an attribute"
                      : "left out where it exceeds the limits of attributes or is no text, number"
                          + " or boolean",
                  SimilarName.of(name, Item.FIELDS)
                      .map(near -> "; did you mean " + near + "?")
                      .orElse("")));
    }
  }
}
