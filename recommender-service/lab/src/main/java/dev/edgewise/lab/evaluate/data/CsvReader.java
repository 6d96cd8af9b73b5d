/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.data;

import dev.edgewise.recommend.catalogue.CatalogueException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records of comma-separated values as RFC 4180 has them: a field in double quotes may hold commas,
 * line ends and, doubled, quotes. Blank lines are skipped. Used by one thread.
 */
final class CsvReader {
  /** A record with more lines or characters has a quote that nobody closed. */
  private static final int MOST_LINES = 100;

  private static final int LONGEST = 1 << 20;

  private final TextFile lines;
  private long number;

  /** The lines stay the caller's to close. */
  CsvReader(TextFile lines) {
    this.lines = lines;
  }

  /** Number of the line at which the record that was read last begins, from 1. */
  long number() {
    return number;
  }

  /**
   * The fields of the next record, at least one; null after the last.
   *
   * @throws CatalogueException naming the line, when quotes are wrong
   */
  @Nullable List<String> next() {
    String line = lines.next();
    while (line != null && line.isBlank()) {
      line = lines.next();
    }
    if (line == null) {
      return null;
    }
    number = lines.number();
    List<String> fields = new ArrayList<>();
    int at = 0;
    while (at <= line.length()) {
      if (at < line.length() && line.charAt(at) == '"') {
        line = withWholeField(line, at);
        int end = closingQuote(line, at);
        fields.add(line.substring(at + 1, end).replace("\"\"", "\""));
        at = afterQuote(line, end);
      } else {
        int comma = line.indexOf(',', at);
        int end = comma < 0 ? line.length() : comma;
        fields.add(plain(line.substring(at, end)));
        at = end + 1;
      }
    }
    return fields;
  }

  /** The line, and as many more as the quoted field that begins at {@code start} goes over. */
  private String withWholeField(String line, int start) {
    StringBuilder whole = new StringBuilder(line);
    int more = 0;
    while (closingQuote(whole, start) < 0) {
      boolean room = more++ < MOST_LINES && whole.length() < LONGEST;
      String next = room ? lines.next() : null;
      if (next == null) {
        throw wrong("a quoted field doesn't end; it needs a closing \"");
      }
      whole.append('\n').append(next);
    }
    return whole.toString();
  }

  /** Index of the quote that ends a field, -1 when it isn't there; a doubled one ends none. */
  private static int closingQuote(CharSequence text, int start) {
    for (int i = start + 1; i < text.length(); i++) {
      if (text.charAt(i) == '"') {
        if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
          i++;
        } else {
          return i;
        }
      }
    }
    return -1;
  }

  private int afterQuote(String line, int quote) {
    int next = quote + 1;
    if (next < line.length() && line.charAt(next) != ',') {
      throw wrong("after a quoted field there must be a comma or the line's end");
    }
    return next + 1;
  }

  private String plain(String field) {
    if (field.indexOf('"') >= 0) {
      throw wrong("a field with quotes must stand in quotes, and each of its own doubled");
    }
    return field;
  }

  /** What to throw when the record that was read last is wrong. */
  CatalogueException wrong(String why) {
    return lines.wrong(number, why);
  }
}
