/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.rank;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON object whose fields are read by kind, with errors that name the field by its path. */
final class JsonFields {
  private final JsonObject json;
  private final String path;

  private JsonFields(JsonObject json, String path) {
    this.json = json;
    this.path = path;
  }

  /** The object at a path; the path of the whole is empty. */
  static JsonFields of(JsonElement json, String path) {
    if (json instanceof JsonObject object) {
      return new JsonFields(object, path);
    }
    throw wrong(path.isEmpty() ? "the request" : path, "an object", json);
  }

  static BadRequestException wrong(String path, String right, JsonElement found) {
    return new BadRequestException(path + " should be " + right + ", not " + kind(found));
  }

  private static String kind(JsonElement json) {
    if (json.isJsonObject()) {
      return "an object";
    }
    if (json.isJsonArray()) {
      return "an array";
    }
    String text = json.toString();
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }

  String path(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private Optional<JsonElement> field(String name) {
    JsonElement value = json.get(name);
    return value == null || value.isJsonNull() ? Optional.empty() : Optional.of(value);
  }

  /** A field that must be there. */
  String requiredText(String name) {
    String text =
        text(name)
            .orElseThrow(
                () -> new BadRequestException(path(name) + " is missing: it should be text"));
    if (text.trim().isEmpty()) {
      throw new BadRequestException(path(name) + " should not be blank");
    }
    return text;
  }

  Optional<String> text(String name) {
    return field(name).map(value -> text(value, path(name)));
  }

  private static String text(JsonElement value, String path) {
    if (value instanceof JsonPrimitive primitive && primitive.isString()) {
      return primitive.getAsString();
    }
    throw wrong(path, "text", value);
  }

  Optional<Double> number(String name) {
    return field(name)
        .map(value -> {
          if (value instanceof JsonPrimitive primitive
              && primitive.isNumber()
              && Double.isFinite(primitive.getAsDouble())) {
            return primitive.getAsDouble();
          }
          throw wrong(path(name), "a number", value);
        });
  }

  boolean flag(String name) {
    return field(name)
        .map(value -> {
          if (value instanceof JsonPrimitive primitive && primitive.isBoolean()) {
            return primitive.getAsBoolean();
          }
          throw wrong(path(name), "true or false", value);
        })
        .orElse(false);
  }

  /** An object; an empty one when it isn't there. */
  JsonFields object(String name) {
    return of(field(name).orElseGet(JsonObject::new), path(name));
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    JsonArray array = array(name);
    for (int i = 0; i < array.size(); i++) {
      texts.add(text(array.get(i), path(name) + "[" + i + "]"));
    }
    return texts;
  }

  List<JsonFields> objects(String name) {
    List<JsonFields> objects = new ArrayList<>();
    JsonArray array = array(name);
    for (int i = 0; i < array.size(); i++) {
      objects.add(of(array.get(i), path(name) + "[" + i + "]"));
    }
    return objects;
  }

  /** An array; an empty one when it isn't there. */
  private JsonArray array(String name) {
    JsonElement value = field(name).orElseGet(JsonArray::new);
    if (value instanceof JsonArray array) {
      return array;
    }
    throw wrong(path(name), "an array", value);
  }

  boolean has(String name) {
    return field(name).isPresent();
  }

  /** Text, numbers and truth values by name, as text. */
  Map<String, String> values(String name) {
    Map<String, String> values = new LinkedHashMap<>();
    JsonFields object = object(name);
    for (Map.Entry<String, JsonElement> entry : object.json.entrySet()) {
      if (!(entry.getValue() instanceof JsonPrimitive primitive)) {
        throw wrong(
            object.path(entry.getKey()), "text, a number or true or false", entry.getValue());
      }
      values.put(entry.getKey(), primitive.getAsString());
    }
    return values;
  }
}
