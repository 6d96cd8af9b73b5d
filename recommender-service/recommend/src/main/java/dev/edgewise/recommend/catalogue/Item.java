/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.catalogue;

import dev.edgewise.ingest.json.JsonFields;
import dev.edgewise.profile.Event;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be recommended. Its constructor checks the limits, so they hold for every way
 * in; real product feeds stay below them.
 *
 * @param id unique in its catalogue, not blank, at most {@value #MAX_ID} characters
 * @param title display name, not blank, at most {@value #MAX_TITLE} characters; treated as data,
 *     never as an instruction
 * @param titles the title in other languages, by language code; each like {@code title}
 * @param text a description, possibly empty, at most {@value #MAX_TEXT} characters
 * @param texts the description in other languages, by language code; each like {@code text}
 * @param categories at most {@value #MAX_CATEGORIES}, each at most {@value #MAX_CATEGORY}
 *     characters; the most specific first
 * @param attributes at most {@value #MAX_ATTRIBUTES} further columns, in the order of their source;
 *     a name has at most {@value #MAX_NAME} characters, a value {@value #MAX_VALUE}
 * @param published time of publication, or null when unknown
 * @param hidden whether it must not be recommended
 */
public record Item(
    String id,
    String title,
    Map<String, String> titles,
    String text,
    Map<String, String> texts,
    List<String> categories,
    Map<String, String> attributes,
    @Nullable Instant published,
    boolean hidden) {
  /** The fields of an item in JSON. */
  public static final Set<String> FIELDS =
      Collections.unmodifiableSet(
          new LinkedHashSet<>(
              List.of(
                  "id",
                  "title",
                  "titles",
                  "text",
                  "texts",
                  "categories",
                  "attributes",
                  "published",
                  "hidden")));

  public static final int MAX_ID = Event.MAX_ID;
  public static final int MAX_TITLE = 1_000;
  public static final int MAX_TEXT = 10_000;
  public static final int MAX_LANGUAGES = 20;
  public static final int MAX_CATEGORIES = 100;
  public static final int MAX_CATEGORY = 200;
  public static final int MAX_ATTRIBUTES = 100;

  /** The greatest length of an attribute's name. */
  public static final int MAX_NAME = 100;

  /** The greatest length of an attribute's value. */
  public static final int MAX_VALUE = 1_000;

  private static final Pattern YEAR = Pattern.compile("-?\\d{1,4}");
  private static final double SECONDS_A_YEAR = 365.25 * 86_400;
  private static final String CHARACTERS = "characters";

  public Item {
    if (id.isBlank()) {
      throw new IllegalArgumentException("id is blank; an item needs a unique id");
    }
    if (title.isBlank()) {
      throw new IllegalArgumentException("title of item " + id + " is blank; an item needs one");
    }
    categories = List.copyOf(categories);
    titles = Map.copyOf(titles);
    texts = Map.copyOf(texts);
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    bound(id, title, text);
    for (String one : titles.values()) {
      bound("titles", one.length(), MAX_TITLE, CHARACTERS);
      if (one.isBlank()) {
        throw new IllegalArgumentException("titles: none may be blank; leave the language out");
      }
    }
    texts.values().forEach(one -> bound("texts", one.length(), MAX_TEXT, CHARACTERS));
    bound(categories);
    bound(attributes);
  }

  /** An item whose title and description are in one language. */
  public Item(
      String id,
      String title,
      String text,
      List<String> categories,
      Map<String, String> attributes,
      @Nullable Instant published,
      boolean hidden) {
    this(id, title, Map.of(), text, Map.of(), categories, attributes, published, hidden);
  }

  /** The title in a language, given by its code; else the one that every language gets. */
  public String title(String language) {
    return titles.getOrDefault(language, title);
  }

  /** The description in a language, given by its code; else the one that every language gets. */
  public String text(String language) {
    return texts.getOrDefault(language, text);
  }

  private static void bound(String id, String title, String text) {
    bound("id", id.length(), MAX_ID, CHARACTERS);
    bound("title", title.length(), MAX_TITLE, CHARACTERS);
    bound("text", text.length(), MAX_TEXT, CHARACTERS);
  }

  private static void bound(List<String> categories) {
    bound("categories", categories.size(), MAX_CATEGORIES, "entries");
    categories.forEach(
        category -> bound("categories", category.length(), MAX_CATEGORY, CHARACTERS));
  }

  private static void bound(Map<String, String> attributes) {
    bound("attributes", attributes.size(), MAX_ATTRIBUTES, "entries");
    attributes.forEach((name, value) -> {
      bound("attributes", name.length(), MAX_NAME, CHARACTERS);
      bound("attributes", value.length(), MAX_VALUE, CHARACTERS);
    });
  }

  private static void bound(String field, int size, int most, String unit) {
    if (size > most) {
      throw new IllegalArgumentException(
          field + ": must be at most " + most + " " + unit + ", not " + size);
    }
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
   * Reads an item. Its id and the names of its attributes have no control characters.
   *
   * @param <E> exception for a wrong field
   * @param named the id that the item must have, or null for any
   */
  public static <E extends Exception> Item read(JsonFields<E> fields, @Nullable String named)
      throws E {
    String id =
        named == null || fields.has("id")
            ? fields.id("id", MAX_ID)
            : JsonFields.id("id", named, MAX_ID, fields::refused);
    if (named != null && !named.equals(id)) {
      throw fields.refused("id", "must agree with the path");
    }
    if (!JsonFields.isAddressable(id)) {
      throw fields.refused("id", JsonFields.NOT_ADDRESSABLE);
    }
    return new Item(
        id,
        fields.text("title", MAX_TITLE),
        fields.values("titles", MAX_LANGUAGES, MAX_NAME, MAX_TITLE),
        fields.text("text", MAX_TEXT, ""),
        fields.values("texts", MAX_LANGUAGES, MAX_NAME, MAX_TEXT),
        fields.texts("categories", MAX_CATEGORIES, MAX_CATEGORY),
        fields.values("attributes", MAX_ATTRIBUTES, MAX_NAME, MAX_VALUE),
        fields.timeOrNull("published"),
        fields.flag("hidden"));
  }
}
