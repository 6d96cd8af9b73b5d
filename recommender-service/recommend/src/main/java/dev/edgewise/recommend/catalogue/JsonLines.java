/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/** Files of JSON, one object a line, plain or gzip; whatever is wrong names the file and line. */
final class JsonLines {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private JsonLines() {}

  /** Takes the object in a line, numbered from 1. */
  interface LineReader {
    void line(int number, JsonNode json);
  }

  /** Reads every line that isn't blank. */
  static void read(Path file, LineReader reader) {
    int number = 0;
    try (BufferedReader lines = open(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          reader.line(number, object(line));
        }
      }
    } catch (IllegalArgumentException e) {
      throw new CatalogueException(file + ", line " + number + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** Reads a file that holds one object. */
  static <T> T document(Path file, Function<JsonNode, T> reader) {
    try {
      return reader.apply(object(Files.readString(file)));
    } catch (IllegalArgumentException e) {
      throw new CatalogueException(file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  static CatalogueException unreadable(Path file, IOException e) {
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

  /** By content, not by name: a gzip file begins with 1f 8b. */
  private static BufferedReader open(Path file) throws IOException {
    InputStream bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    try {
      bytes.mark(2);
      boolean gzip = bytes.read() == 0x1f && bytes.read() == 0x8b;
      bytes.reset();
      InputStream plain = gzip ? new GZIPInputStream(bytes, 1 << 16) : bytes;
      return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
  }
}
