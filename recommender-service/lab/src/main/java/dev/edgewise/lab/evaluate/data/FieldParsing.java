/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.data;

import dev.edgewise.ingest.json.JsonFields;
import dev.edgewise.profile.Event;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/** Parses single values of a file. An IllegalArgumentException shows a wrong value. */
final class FieldParsing {
  private static final int SHOWN = 60;
  private static final Pattern SECONDS = Pattern.compile("\\d{1,12}(\\.\\d{1,9})?");
  private static final Pattern MILLIS = Pattern.compile("\\d{12,14}(\\.\\d{1,9})?");
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,15})?");

  /** The end of the year 9999. */
  private static final long LAST_SECOND = 253_402_300_799L;

  private FieldParsing() {}

  /** An id as it is written: {@code 0468569} and {@code 468569} are different ids. */
  static String id(String name, String text) {
    String id = text.strip();
    if (id.isEmpty() || id.length() > Event.MAX_ID) {
      throw wrong(name, "an id of 1 to " + Event.MAX_ID + " characters", text);
    }
    if (!JsonFields.isPlain(id)) {
      throw wrong(name, "an id without control characters", text);
    }
    if (!JsonFields.isAddressable(id)) {
      throw new IllegalArgumentException(name + " " + JsonFields.NOT_ADDRESSABLE);
    }
    return id;
  }

  /** A finite number. */
  static double number(String name, String text) {
    String number = text.strip();
    if (!NUMBER.matcher(number).matches()) {
      throw wrong(name, "a number such as 3.5", text);
    }
    return Double.parseDouble(number);
  }

  /** A time as Unix seconds or in the form of RFC 3339. */
  static Instant time(String name, String text) {
    String time = text.strip();
    if (SECONDS.matcher(time).matches()) {
      BigDecimal millis = new BigDecimal(time).movePointRight(3);
      if (millis.longValue() / 1000 <= LAST_SECOND) {
        return Instant.ofEpochMilli(millis.longValue());
      }
    }
    try {
      return OffsetDateTime.parse(time).toInstant();
    } catch (DateTimeException e) {
      String right = "Unix seconds or a time such as 2013-08-04T12:00:00Z";
      throw wrong(
          name, MILLIS.matcher(time).matches() ? right + ", not milliseconds" : right, text);
    }
  }

  private static IllegalArgumentException wrong(String name, String right, String found) {
    return new IllegalArgumentException(name + " is " + quote(found) + "; it must be " + right);
  }

  /** The beginning of a text, fit for a message of one line. */
  static String quote(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\p{Cs}\\s]+", " ");
    return "'" + (line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...") + "'";
  }
}
