/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.convert;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.edgewise.phi.token.ModelException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reader of JSON files and their fields. Its errors name the file and the field. */
final class JsonFile {
  private static final long MAX_BYTES = 64L << 20;

  private JsonFile() {}

  /** Reads a file that contains one JSON object. */
  static JsonObject read(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new ModelException(file + " should have at most " + MAX_BYTES + " bytes");
      }
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      return JsonParser.parseString(text).getAsJsonObject();
    } catch (JsonParseException | IllegalStateException e) {
      throw new ModelException(file + " should be a JSON object: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new ModelException("Can't read " + file + ": " + e, e);
    }
  }

  static String text(JsonObject json, String field, Path file) {
    return primitive(json, field, file).getAsString();
  }

  /** A whole number; {@code otherwise} when the field is absent and that isn't null. */
  static int whole(JsonObject json, String field, @Nullable Integer otherwise, Path file) {
    if (otherwise != null && absent(json, field)) {
      return otherwise;
    }
    double value = number(json, field, null, file);
    if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
      throw new ModelException(
          file + " has " + field + " " + value + ", it should be a whole number");
    }
    return (int) value;
  }

  static double number(JsonObject json, String field, @Nullable Double otherwise, Path file) {
    if (otherwise != null && absent(json, field)) {
      return otherwise;
    }
    try {
      return primitive(json, field, file).getAsDouble();
    } catch (NumberFormatException e) {
      throw new ModelException(file + " should have a number " + field, e);
    }
  }

  static boolean flag(JsonObject json, String field, boolean otherwise) {
    JsonElement value = json.get(field);
    return value instanceof JsonPrimitive primitive ? primitive.getAsBoolean() : otherwise;
  }

  static boolean absent(JsonObject json, String field) {
    JsonElement value = json.get(field);
    return value == null || value.isJsonNull();
  }

  private static JsonElement primitive(JsonObject json, String field, Path file) {
    JsonElement value = json.get(field);
    if (value == null || !value.isJsonPrimitive()) {
      throw new ModelException(file + " should have a field " + field);
    }
    return value;
  }
}
