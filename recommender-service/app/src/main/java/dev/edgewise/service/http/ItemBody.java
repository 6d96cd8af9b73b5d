/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.edgewise.recommend.catalogue.Item;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An item as requests and responses write it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ItemBody(
    String id,
    String title,
    String text,
    List<String> categories,
    Map<String, String> attributes,
    @Nullable Instant published,
    boolean hidden) {
  private static final int LONGEST = 10_000;

  static ItemBody of(Item item) {
    return new ItemBody(
        item.id(),
        item.title(),
        item.text(),
        item.categories(),
        item.attributes(),
        item.published(),
        item.hidden());
  }

  /**
   * The item in a request.
   *
   * @param id from the path, or null when only the body names it
   */
  static Item read(JsonNode json, @Nullable String id) {
    if (!json.isObject()) {
      throw new ProblemException(Problem.Kind.BAD_ITEM, "an item must be a JSON object");
    }
    String named = json.hasNonNull("id") ? text(json, "id") : id;
    if (named == null || (id != null && !id.equals(named))) {
      throw new ProblemException(
          Problem.Kind.BAD_ITEM,
          "id: " + (named == null ? "missing; every item needs one" : "must agree with the path"));
    }
    try {
      return new Item(
          named,
          text(json, "title"),
          json.hasNonNull("text") ? text(json, "text") : "",
          categories(json),
          attributes(json),
          published(json),
          hidden(json));
    } catch (IllegalArgumentException e) {
      throw new ProblemException(Problem.Kind.BAD_ITEM, String.valueOf(e.getMessage()));
    }
  }

  private static String text(JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (!value.isTextual() || value.textValue().length() > LONGEST) {
      throw new ProblemException(
          Problem.Kind.BAD_ITEM,
          field + ": must be a string of at most " + LONGEST + " characters");
    }
    return value.textValue();
  }

  private static List<String> categories(JsonNode json) {
    List<String> categories = new ArrayList<>();
    if (!json.hasNonNull("categories")) {
      return categories;
    }
    JsonNode all = json.path("categories");
    for (JsonNode category : all) {
      categories.add(category.isTextual() ? category.textValue() : "");
    }
    if (!all.isArray() || categories.contains("")) {
      throw new ProblemException(
          Problem.Kind.BAD_ITEM, "categories: must be an array of strings, none empty");
    }
    return categories;
  }

  private static Map<String, String> attributes(JsonNode json) {
    Map<String, String> attributes = new LinkedHashMap<>();
    if (!json.hasNonNull("attributes")) {
      return attributes;
    }
    if (!json.path("attributes").isObject()) {
      throw new ProblemException(Problem.Kind.BAD_ITEM, "attributes: must be an object");
    }
    for (Map.Entry<String, JsonNode> entry : json.path("attributes").properties()) {
      if (!entry.getValue().isValueNode()) {
        throw new ProblemException(
            Problem.Kind.BAD_ITEM,
            "attributes." + Parameters.shown(entry.getKey()) + ": must be a string or number");
      }
      attributes.put(entry.getKey(), entry.getValue().asText());
    }
    return attributes;
  }

  private static boolean hidden(JsonNode json) {
    if (json.hasNonNull("hidden") && !json.path("hidden").isBoolean()) {
      throw new ProblemException(Problem.Kind.BAD_ITEM, "hidden: must be true or false");
    }
    return json.path("hidden").asBoolean(false);
  }

  private static @Nullable Instant published(JsonNode json) {
    if (!json.hasNonNull("published")) {
      return null;
    }
    try {
      return OffsetDateTime.parse(json.path("published").asText()).toInstant();
    } catch (DateTimeParseException e) {
      throw new ProblemException(
          Problem.Kind.BAD_ITEM, "published: must be a time such as 2026-01-31T12:00:00Z");
    }
  }
}
