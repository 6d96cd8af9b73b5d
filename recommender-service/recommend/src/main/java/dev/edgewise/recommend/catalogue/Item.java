/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.catalogue;

import dev.edgewise.ingest.json.JsonFields;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be recommended.
 *
 * @param id unique in its catalogue, not blank
 * @param title display name, not blank; treated as data, never as an instruction
 * @param text a description, possibly empty
 * @param categories the most specific first
 * @param attributes further columns, in the order of their source
 * @param published time of publication, or null when unknown
 * @param hidden whether it must not be recommended
 */
public record Item(
    String id,
    String title,
    String text,
    List<String> categories,
    Map<String, String> attributes,
    @Nullable Instant published,
    boolean hidden) {
  private static final Pattern YEAR = Pattern.compile("-?\\d{1,4}");
  private static final double SECONDS_A_YEAR = 365.25 * 86_400;
  private static final int MAX_ID = 256;
  private static final int MAX_TEXT = 10_000;
  private static final int MAX_ENTRIES = 1_000;

  public Item {
    if (id.isBlank()) {
      throw new IllegalArgumentException("id is blank; an item needs a unique id");
    }
    if (title.isBlank()) {
      throw new IllegalArgumentException("title of item " + id + " is blank; an item needs one");
    }
    categories = List.copyOf(categories);
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  /**
   * When the item is from: its attribute {@code year}, else the time of its publication in years;
   * null if unknown.
   */
  public @Nullable Double year() {
    String year = attributes.get("year");
    if (year != null && YEAR.matcher(year.strip()).matches()) {
      return Double.valueOf(year.strip());
    }
    return published == null ? null : 1970 + published.getEpochSecond() / SECONDS_A_YEAR;
  }

  /**
   * Reads an item.
   *
   * @param <E> exception for a wrong field
   * @param named the id that the item must have, or null for any
   */
  public static <E extends Exception> Item read(JsonFields<E> fields, @Nullable String named)
      throws E {
    String id = named == null || fields.has("id") ? fields.text("id", MAX_ID) : named;
    if (named != null && !named.equals(id)) {
      throw fields.refused("id", "must agree with the path");
    }
    return new Item(
        id,
        fields.text("title", MAX_TEXT),
        fields.text("text", MAX_TEXT, ""),
        fields.texts("categories", MAX_ENTRIES, MAX_TEXT),
        fields.values("attributes", MAX_ENTRIES, MAX_TEXT),
        fields.timeOrNull("published"),
        fields.flag("hidden"));
  }
}
