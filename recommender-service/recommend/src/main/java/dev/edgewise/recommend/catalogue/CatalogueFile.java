/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.edgewise.file.PlainOrGzip;
import dev.edgewise.ingest.json.JsonFields;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;

/** Reads files of JSON, plain or gzip; errors name the file and line. */
final class CatalogueFile {
  private static final JsonMapper JSON =
      JsonFields.exactNumbers().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private CatalogueFile() {}

  /** Reads the objects of a file with one object a line; skips blank lines. */
  static void read(Path file, Consumer<JsonFields<IllegalArgumentException>> reader) {
    int number = 0;
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(PlainOrGzip.open(file), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          reader.accept(fields(object(number == 1 ? withoutMark(line) : line)));
        }
      }
    } catch (IllegalArgumentException e) {
      throw new CatalogueException(file + ", line " + number + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** A line without the byte order mark that some editors put at a file's beginning. */
  private static String withoutMark(String line) {
    return line.startsWith("\ufeff") ? line.substring(1) : line;
  }

  /** Reads a file that holds one object. */
  static <T> T document(Path file, Function<JsonNode, T> reader) {
    try {
      return reader.apply(object(withoutMark(Files.readString(file))));
    } catch (IllegalArgumentException e) {
      throw new CatalogueException(file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** The fields of an object; a wrong field throws an IllegalArgumentException that names it. */
  static JsonFields<IllegalArgumentException> fields(JsonNode json) {
    return JsonFields.of(
        json, "", (field, why) -> new IllegalArgumentException(field + ": " + why));
  }

  private static CatalogueException unreadable(Path file, IOException e) {
    String why = e instanceof NoSuchFileException ? "there is no such file" : e.toString();
    return new CatalogueException("can't read " + file + ": " + why, e);
  }

  private static JsonNode object(String text) {
    try {
      JsonNode json = JSON.readTree(text);
      if (!json.isObject()) {
        throw new IllegalArgumentException("not a JSON object");
      }
      return json;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
    }
  }
}
