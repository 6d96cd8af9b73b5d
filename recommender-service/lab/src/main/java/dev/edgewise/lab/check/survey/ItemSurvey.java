/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.check.survey;

import com.fasterxml.jackson.databind.JsonNode;
import dev.edgewise.recommend.catalogue.Item;
import java.time.Instant;
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
public final class ItemSurvey extends FileSurvey<Item> {
  /** The fields of an item. */
  public static final List<String> FIELDS = List.copyOf(Item.FIELDS);

  private static final int MOST_CATEGORIES = 10_000;
  private static final int ENTRIES = 1_000;

  private final Instant now;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final SeenBefore titles = new SeenBefore();
  private final Map<String, AttributeSurvey> attributes = new LinkedHashMap<>();
  private final OccurrencesByName categories = new OccurrencesByName(MOST_CATEGORIES);
  private final OccurrencesByName languages = new OccurrencesByName(MOST_NAMES);
  private final OccurrencesByName oddTypes = new OccurrencesByName(MOST_NAMES);
  private final LongSummaryStatistics textLengths = new LongSummaryStatistics();

  /** Creates a survey for which times after {@code now} lie in the future. */
  public ItemSurvey(Instant now) {
    super(FIELDS);
    this.now = now;
  }

  @Override
  public void json(long line, JsonNode object) {
    super.json(line, object);
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
      add("repeated-ids", line, item.id());
      return;
    }
    count(titles.add(item.title().strip().toLowerCase(Locale.ROOT)), "repeated-titles", line, item);
    count(item.hidden(), "hidden", line, item);
    text(line, item);
    categories(line, item);
    item.attributes().forEach((name, value) -> attribute(name, value, line));
    Instant when = item.published();
    if (when != null) {
      add("published", line, when.toString());
      if (when.isAfter(now)) {
        add("published-in-future", line, when.toString());
      }
    }
  }

  private void count(boolean is, String finding, long line, Item item) {
    if (is) {
      add(finding, line, item.title());
    }
  }

  private void text(long line, Item item) {
    count(item.text().isBlank(), "without-text", line, item);
    if (!item.text().isBlank()) {
      textLengths.accept(item.text().length());
    }
    String words = item.title() + " " + item.text();
    languages.add(TextLanguage.of(words), line, item.title());
    count(words.indexOf('\ufffd') >= 0, "broken-characters", line, item);
  }

  private void categories(long line, Item item) {
    count(item.categories().isEmpty(), "without-categories", line, item);
    for (String category : item.categories()) {
      if (category.isBlank()) {
        add("blank-categories", line, item.title());
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

  /** The number of items with different ids. */
  public int size() {
    return numbers.size();
  }

  @Override
  public long count() {
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

  /** Attribute values that are booleans or fractions, by attribute, with their text. */
  public OccurrencesByName oddTypes() {
    return oddTypes;
  }

  /** Lengths of the texts that aren't blank, in characters. */
  public LongSummaryStatistics textLengths() {
    return textLengths;
  }
}
