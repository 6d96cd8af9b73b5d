/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Typed fields of a JSON object; a wrong one is an IllegalArgumentException that names it. */
final class Fields {
  private Fields() {}

  static String text(JsonNode json, String field) {
    JsonNode node = json.path(field);
    if (!node.isTextual() || node.asText().isBlank()) {
      throw wrong(field, "a string that isn't blank", node);
    }
    return node.asText();
  }

  static String textOr(JsonNode json, String field, String otherwise) {
    JsonNode node = json.path(field);
    if (node.isMissingNode() || node.isNull()) {
      return otherwise;
    }
    if (!node.isTextual()) {
      throw wrong(field, "a string", node);
    }
    return node.asText();
  }

  static double number(JsonNode json, String field) {
    JsonNode node = json.path(field);
    if (!node.isNumber() || !Double.isFinite(node.asDouble())) {
      throw wrong(field, "a number", node);
    }
    return node.asDouble();
  }

  static @Nullable Double numberOrNull(JsonNode json, String field) {
    return json.hasNonNull(field) ? number(json, field) : null;
  }

  static boolean flag(JsonNode json, String field) {
    JsonNode node = json.path(field);
    if (!node.isMissingNode() && !node.isNull() && !node.isBoolean()) {
      throw wrong(field, "true or false", node);
    }
    return node.asBoolean(false);
  }

  static Instant time(JsonNode json, String field) {
    Instant time = timeOrNull(json, field);
    if (time == null) {
      throw wrong(field, "a time such as 2026-05-01T12:00:00Z", json.path(field));
    }
    return time;
  }

  static @Nullable Instant timeOrNull(JsonNode json, String field) {
    String text = textOr(json, field, "");
    if (text.isEmpty()) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw wrong(field, "a time such as 2026-05-01T12:00:00Z", json.path(field));
    }
  }

  static List<String> texts(JsonNode json, String field) {
    JsonNode node = json.path(field);
    if (!node.isMissingNode() && !node.isNull() && !node.isArray()) {
      throw wrong(field, "an array of strings", node);
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode element : node) {
      if (!element.isTextual()) {
        throw wrong(field, "an array of strings", element);
      }
      texts.add(element.asText());
    }
    return texts;
  }

  static Map<String, String> textMap(JsonNode json, String field) {
    JsonNode node = json.path(field);
    if (!node.isMissingNode() && !node.isNull() && !node.isObject()) {
      throw wrong(field, "an object of strings", node);
    }
    Map<String, String> map = new LinkedHashMap<>();
    node.properties().forEach(e -> map.put(e.getKey(), scalar(field, e.getValue())));
    return map;
  }

  private static String scalar(String field, JsonNode value) {
    if (!value.isValueNode() || value.isNull()) {
      throw wrong(field, "an object of strings", value);
    }
    return value.asText();
  }

  private static IllegalArgumentException wrong(String field, String right, JsonNode found) {
    if (found.isMissingNode()) {
      return new IllegalArgumentException(field + " is missing; it must be " + right);
    }
    String shown = found.toString();
    String cut = shown.length() > 60 ? shown.substring(0, 60) + "..." : shown;
    return new IllegalArgumentException(field + " is " + cut + "; it must be " + right);
  }
}
