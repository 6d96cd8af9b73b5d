/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;

/**
 * Says why a text can't be read as JSON, in words that its sender knows, instead of those of the
 * JSON library.
 */
public final class JsonFlaw {
  private static final String NOT_UTF_8 = "it isn't UTF-8";

  private JsonFlaw() {}

  /** The flaw in one line, with its place where that is known; any other failure is the coding. */
  public static String of(IOException failure) {
    if (!(failure instanceof JsonProcessingException e)) {
      return NOT_UTF_8;
    }
    JsonLocation place = e.getLocation();
    String why = words(e);
    return place == null || place.getLineNr() < 1
        ? why
        : why + ", at line " + place.getLineNr() + ", column " + place.getColumnNr();
  }

  private static String words(JsonProcessingException e) {
    String original = String.valueOf(e.getOriginalMessage());
    if (e instanceof JsonEOFException) {
      return "it ends too early";
    }
    if (e instanceof StreamConstraintsException) {
      return original.contains("nesting")
          ? "it is nested too deeply"
          : "a number, name or string is too long";
    }
    if (original.startsWith("Invalid UTF-8")) {
      return NOT_UTF_8;
    }
    if (original.startsWith("Duplicate")) {
      return "a name occurs twice in one object";
    }
    return original.startsWith("Trailing")
        ? "something follows its end"
        : "something isn't a JSON value, name or mark";
  }
}
