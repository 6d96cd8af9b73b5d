/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.check.survey;

import com.fasterxml.jackson.databind.JsonNode;
import dev.edgewise.lab.check.read.ReadSink;
import dev.edgewise.recommend.catalogue.Item;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Set;

/**
 * Counts what a file of items holds. It keeps ids and counts, no texts, so its memory grows with
 * the number of items only. For one thread.
 */
public final class ItemSurvey implements ReadSink<Item> {
  /** The fields of an item. */
  public static final List<String> FIELDS =
      List.of("id", "title", "text", "categories", "attributes", "published", "hidden");

  private static final Set<String> COLUMNS =
      Set.of(
          "movieid",
          "movie_id",
          "itemid",
          "item_id",
          "item",
          "id",
          "title",
          "name",
          "description",
          "genres",
          "categories",
          "year");
  private static final int MOST_NAMES = 200;
  private static final int MOST_CATEGORIES = 10_000;
  private static final int MOST_TITLES = 2_000_000;
  private static final int ENTRIES = 1_000;

  private final Instant now;
  private final BadLines bad = new BadLines();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final BitSet hidden = new BitSet();
  private final Map<Long, Long> titles = new HashMap<>();
  private final Map<String, AttributeSurvey> attributes = new LinkedHashMap<>();
  private final OccurrencesByName categories = new OccurrencesByName(MOST_CATEGORIES);
  private final OccurrencesByName languages = new OccurrencesByName(MOST_NAMES);
  private final OccurrencesByName unknownFields = new OccurrencesByName(MOST_NAMES);
  private final OccurrencesByName nulls = new OccurrencesByName(MOST_NAMES);
  private final OccurrencesByName oddTypes = new OccurrencesByName(MOST_NAMES);
  private final Occurrences repeatedIds = new Occurrences();
  private final Occurrences repeatedTitles = new Occurrences();
  private final Occurrences withoutCategories = new Occurrences();
  private final Occurrences blankCategories = new Occurrences();
  private final Occurrences withoutText = new Occurrences();
  private final Occurrences brokenCharacters = new Occurrences();
  private final Occurrences published = new Occurrences();
  private final Occurrences future = new Occurrences();
  private final LongSummaryStatistics textLengths = new LongSummaryStatistics();

  /** Creates a survey for which times after {@code now} lie in the future. */
  public ItemSurvey(Instant now) {
    this.now = now;
  }

  @Override
  public void columns(List<String> names) {
    names.stream()
        .filter(name -> !COLUMNS.contains(name))
        .forEach(name -> unknownFields.add(name, 1, name));
  }

  @Override
  public void json(long line, JsonNode object) {
    int seen = 0;
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (!FIELDS.contains(field.getKey()) && seen++ < ENTRIES) {
        unknownFields.add(field.getKey(), line, field.getKey());
      } else if (field.getValue().isNull()) {
        nulls.add(field.getKey(), line, field.getKey());
      }
    }
    if (object.path("attributes").isObject()) {
      attributeTypes(line, object.path("attributes"));
    }
  }

  private void attributeTypes(long line, JsonNode object) {
    int seen = 0;
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      if (seen++ == ENTRIES) {
        return;
      }
      if (entry.getValue().isNull()) {
        nulls.add("attributes." + entry.getKey(), line, entry.getKey());
      } else if (entry.getValue().isBoolean() || entry.getValue().isFloatingPointNumber()) {
        oddTypes.add(entry.getKey(), line, entry.getValue().asText());
      }
    }
  }

  @Override
  public void accept(long line, Item item) {
    if (numbers.putIfAbsent(item.id(), numbers.size()) != null) {
      repeatedIds.add(line, item.id());
      return;
    }
    hidden.set(numbers.size() - 1, item.hidden());
    title(line, item);
    text(line, item);
    categories(line, item);
    item.attributes().forEach((name, value) -> attribute(name, value, line));
    Instant when = item.published();
    if (when != null) {
      published.add(line, when.toString());
      if (when.isAfter(now)) {
        future.add(line, when.toString());
      }
    }
  }

  private void title(long line, Item item) {
    long hash = SeenBefore.hash(item.title().strip().toLowerCase(Locale.ROOT));
    if (titles.containsKey(hash)) {
      repeatedTitles.add(line, item.title());
    } else if (titles.size() < MOST_TITLES) {
      titles.put(hash, line);
    }
  }

  private void text(long line, Item item) {
    if (item.text().isBlank()) {
      withoutText.add(line, item.title());
    } else {
      textLengths.accept(item.text().length());
    }
    String words = item.title() + " " + item.text();
    languages.add(TextLanguage.of(words), line, item.title());
    if (words.indexOf('\ufffd') >= 0) {
      brokenCharacters.add(line, item.title());
    }
  }

  private void categories(long line, Item item) {
    if (item.categories().isEmpty()) {
      withoutCategories.add(line, item.title());
    }
    for (String category : item.categories()) {
      if (category.isBlank()) {
        blankCategories.add(line, item.title());
      } else {
        categories.add(category, line, item.title());
      }
    }
  }

  private void attribute(String name, String value, long line) {
    if (attributes.containsKey(name) || attributes.size() < MOST_NAMES) {
      attributes.computeIfAbsent(name, any -> new AttributeSurvey()).add(name, value, line);
    }
  }

  @Override
  public void wrong(long line, String why) {
    bad.add(line, why);
  }

  @Override
  public void cutOff(long line, String why) {
    bad.cutOff(line, why);
  }

  /** The number of items with different ids. */
  public int size() {
    return numbers.size();
  }

  /** The number of an item, from 0 in the order of the file; -1 when there is none. */
  public int number(String id) {
    return numbers.getOrDefault(id, -1);
  }

  /** The ids of the items. */
  public Set<String> ids() {
    return numbers.keySet();
  }

  public int hidden() {
    return hidden.cardinality();
  }

  public BadLines bad() {
    return bad;
  }

  /** The attributes by name, at most 200. */
  public Map<String, AttributeSurvey> attributes() {
    return attributes;
  }

  public OccurrencesByName categories() {
    return categories;
  }

  /** Items by the language of title and text. */
  public OccurrencesByName languages() {
    return languages;
  }

  public OccurrencesByName unknownFields() {
    return unknownFields;
  }

  /** Null values by field; attributes as {@code attributes.name}. */
  public OccurrencesByName nulls() {
    return nulls;
  }

  /** Attribute values that are booleans or fractions, by attribute, with their text. */
  public OccurrencesByName oddTypes() {
    return oddTypes;
  }

  public Occurrences repeatedIds() {
    return repeatedIds;
  }

  /** Items whose title an earlier item has. */
  public Occurrences repeatedTitles() {
    return repeatedTitles;
  }

  public Occurrences withoutCategories() {
    return withoutCategories;
  }

  public Occurrences blankCategories() {
    return blankCategories;
  }

  public Occurrences withoutText() {
    return withoutText;
  }

  /** Lengths of the texts that aren't blank, in characters. */
  public LongSummaryStatistics textLengths() {
    return textLengths;
  }

  /** Items with a character that a wrong encoding left behind. */
  public Occurrences brokenCharacters() {
    return brokenCharacters;
  }

  /** Items with a time of publication. */
  public Occurrences published() {
    return published;
  }

  /** Items whose time of publication lies in the future. */
  public Occurrences future() {
    return future;
  }
}
