/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.edgewise.profile.EventType;
import dev.edgewise.profile.ProfileRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The fields of one JSON object, read strictly: each wrong one is named with what it should be. */
final class EventFields {
  static final int MAX_ID = 256;
  static final int MAX_TEXT = 1024;
  static final int MAX_ENTRIES = 64;

  /** RFC 3339, section 5.6. */
  private static final Pattern RFC3339 =
      Pattern.compile(
          "\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?([Zz]|[+-]\\d{2}:\\d{2})");

  private final JsonNode object;
  private final String within;

  private EventFields(JsonNode object, String within) {
    this.object = object;
    this.within = within;
  }

  static EventFields of(@Nullable JsonNode json) throws BadEventException {
    if (json == null || !json.isObject()) {
      throw new BadEventException("", "an event must be a JSON object, not " + kind(json));
    }
    return new EventFields(json, "");
  }

  /** The fields of an object that is itself a field of this name. */
  static EventFields within(String name, @Nullable JsonNode json) throws BadEventException {
    if (json == null || !json.isObject()) {
      throw new BadEventException(name, "must be a JSON object, not " + kind(json));
    }
    return new EventFields(json, name + ".");
  }

  String id(String name) throws BadEventException {
    JsonNode node = present(name);
    if (node == null) {
      throw new BadEventException(
          within + name, "missing; must be a string of 1 to " + MAX_ID + " characters");
    }
    return checkedId(within + name, node);
  }

  String idOr(String name, String otherwise) throws BadEventException {
    JsonNode node = present(name);
    return node == null ? otherwise : checkedId(within + name, node);
  }

  @Nullable String idOrNull(String name) throws BadEventException {
    JsonNode node = present(name);
    return node == null ? null : checkedId(within + name, node);
  }

  /** The item: what has none says so by its type. */
  String item(String type) throws BadEventException {
    boolean optional = type.equals(EventType.SEARCH.type()) || ProfileRequest.isReserved(type);
    return optional && present("item") == null ? "" : id("item");
  }

  Instant time(String name) throws BadEventException {
    JsonNode node = present(name);
    String field = within + name;
    String expected = "must be an RFC 3339 time such as 2026-01-31T12:00:00Z";
    if (node == null) {
      throw new BadEventException(field, "missing; " + expected);
    }
    if (!node.isTextual() || !RFC3339.matcher(node.textValue()).matches()) {
      throw new BadEventException(field, expected + ", not " + shown(node));
    }
    try {
      return OffsetDateTime.parse(node.textValue().toUpperCase(Locale.ROOT)).toInstant();
    } catch (DateTimeException e) {
      throw new BadEventException(field, expected + ", not " + shown(node));
    }
  }

  @Nullable Double number(String name) throws BadEventException {
    JsonNode node = present(name);
    String field = within + name;
    if (node == null) {
      return null;
    }
    if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
      throw new BadEventException(field, "must be a finite number, not " + shown(node));
    }
    return node.doubleValue();
  }

  List<String> texts(String name) throws BadEventException {
    JsonNode node = present(name);
    String field = within + name;
    if (node == null) {
      return List.of();
    }
    if (!node.isArray() || node.size() > MAX_ENTRIES) {
      throw new BadEventException(
          field, "must be an array of at most " + MAX_ENTRIES + " strings, not " + kind(node));
    }
    List<String> texts = new ArrayList<>(node.size());
    for (JsonNode element : node) {
      texts.add(checkedId(field + "[" + texts.size() + "]", element));
    }
    return texts;
  }

  Map<String, String> map(String name) throws BadEventException {
    JsonNode node = present(name);
    String field = within + name;
    if (node == null) {
      return Map.of();
    }
    if (!node.isObject() || node.size() > MAX_ENTRIES) {
      throw new BadEventException(
          field, "must be an object of at most " + MAX_ENTRIES + " entries, not " + kind(node));
    }
    Map<String, String> map = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      String key = entry.getKey();
      map.put(checked(field + " key", key, MAX_ID), scalar(field + "." + quote(key), entry));
    }
    return map;
  }

  private static String scalar(String field, Map.Entry<String, JsonNode> entry)
      throws BadEventException {
    JsonNode value = entry.getValue();
    if (!value.isValueNode() || value.isNull()) {
      throw new BadEventException(
          field, "must be a string, number or boolean, not " + shown(value));
    }
    return checked(field, value.asText(), MAX_TEXT);
  }

  private @Nullable JsonNode present(String name) {
    JsonNode node = object.get(name);
    return node == null || node.isNull() ? null : node;
  }

  private static String checkedId(String field, JsonNode node) throws BadEventException {
    if (!node.isTextual()) {
      throw new BadEventException(field, "must be a string, not " + shown(node));
    }
    return checkedId(field, node.textValue());
  }

  /** A text that is fit for an id. */
  static String checkedId(String field, String id) throws BadEventException {
    String text = checked(field, id, MAX_ID);
    if (text.isBlank()) {
      throw new BadEventException(field, "must not be blank");
    }
    return text;
  }

  private static String checked(String field, String text, int longest) throws BadEventException {
    if (text.length() > longest) {
      throw new BadEventException(
          field, "must be at most " + longest + " characters, not " + text.length());
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c)) {
        throw new BadEventException(field, "must not contain control characters");
      }
      if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c)
            || ++i == text.length()
            || !Character.isLowSurrogate(text.charAt(i))) {
          throw new BadEventException(field, "must be well-formed Unicode");
        }
      }
    }
    return text;
  }

  private static String shown(JsonNode node) {
    return node.isContainerNode() ? kind(node) : quote(node.toString());
  }

  private static String kind(@Nullable JsonNode node) {
    if (node == null || node.isMissingNode()) {
      return "nothing";
    }
    return node.isContainerNode()
        ? (node.isArray() ? "an array" : "an object") + " of " + node.size()
        : "a " + node.getNodeType().name().toLowerCase(Locale.ROOT);
  }

  /** A short piece of somebody else's text that is fit for a message of one line. */
  static String quote(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\p{Cs}\\s]+", " ");
    return line.length() <= 60 ? line : line.substring(0, 60) + "...";
  }
}
