/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.catalogue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.edgewise.file.PlainOrGzip;
import dev.edgewise.ingest.event.BadEventException;
import dev.edgewise.ingest.event.JsonLines;
import dev.edgewise.ingest.json.JsonFields;
import dev.edgewise.ingest.json.JsonFlaw;
import java.io.IOException;
import java.nio.file.Files;
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
    try (JsonLines lines = new JsonLines(PlainOrGzip.open(file), JsonLines.LONGEST_IN_FILES)) {
      try {
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
          reader.accept(fields(object(line)));
        }
      } catch (IllegalArgumentException | BadEventException e) {
        throw new CatalogueException(file + ", line " + lines.number() + ": " + e.getMessage(), e);
      }
    } catch (IOException e) {
      throw CatalogueException.unreadable(file, e);
    }
  }

  /** Reads a file that holds one object. */
  static <T> T document(Path file, Function<JsonNode, T> reader) {
    try {
      return reader.apply(object(Files.readAllBytes(file)));
    } catch (IllegalArgumentException e) {
      throw new CatalogueException(file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw CatalogueException.unreadable(file, e);
    }
  }

  /** The fields of an object; a wrong field throws an IllegalArgumentException that names it. */
  static JsonFields<IllegalArgumentException> fields(JsonNode json) {
    return JsonFields.of(
        json, "", (field, why) -> new IllegalArgumentException(field + ": " + why));
  }

  private static JsonNode object(byte[] text) {
    try {
      JsonNode json = JSON.readTree(text);
      if (!json.isObject()) {
        throw new IllegalArgumentException("not a JSON object");
      }
      return json;
    } catch (IOException e) {
      throw new IllegalArgumentException("not JSON: " + JsonFlaw.of(e), e);
    }
  }
}
