/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Times of RFC 3339, section 5.6. Nearly each event has one in the form {@code
 * 2026-01-31T12:00:00Z}, with up to nine digits of a second, for which the JDK's parser takes
 * twenty times as long.
 */
final class Rfc3339 {
  private static final Pattern ANY_FORM =
      Pattern.compile(
          "\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?([Zz]|[+-]\\d{2}:\\d{2})");

  private static final String FORM = "0000-00-00T00:00:00";
  private static final int SECOND_DIGITS = 9;

  private Rfc3339() {}

  /** The time; null when the text has another form, or there is no such time. */
  static @Nullable Instant parse(String text) {
    Instant utc = parseUtc(text);
    if (utc != null) {
      return utc;
    }
    try {
      return ANY_FORM.matcher(text).matches()
          ? OffsetDateTime.parse(text.toUpperCase(Locale.ROOT)).toInstant()
          : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** The time in the common form; null when the text has another one, or there is no such time. */
  static @Nullable Instant parseUtc(String text) {
    int end = text.length() - 1;
    if (end < FORM.length() || text.charAt(end) != 'Z' || !hasForm(text)) {
      return null;
    }
    int nanos = nanos(text, end);
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    if (nanos < 0 || hour > 23 || minute > 59 || second > 59) {
      return null;
    }
    try {
      LocalDate day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
      return Instant.ofEpochSecond(
          86_400 * day.toEpochDay() + 3600L * hour + 60L * minute + second, nanos);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static boolean hasForm(String text) {
    for (int i = 0; i < FORM.length(); i++) {
      char form = FORM.charAt(i);
      char character = text.charAt(i);
      if (form == '0' ? character < '0' || character > '9' : character != form) {
        return false;
      }
    }
    return true;
  }

  /** The digits of the second up to the end as nanoseconds; -1 when there is anything else. */
  private static int nanos(String text, int end) {
    int from = FORM.length();
    if (from == end) {
      return 0;
    }
    int digits = end - from - 1;
    if (text.charAt(from) != '.' || digits < 1 || digits > SECOND_DIGITS) {
      return -1;
    }
    int nanos = 0;
    for (int i = 1; i <= SECOND_DIGITS; i++) {
      char digit = i <= digits ? text.charAt(from + i) : '0';
      if (digit < '0' || digit > '9') {
        return -1;
      }
      nanos = 10 * nanos + digit - '0';
    }
    return nanos;
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = 10 * number + text.charAt(i) - '0';
    }
    return number;
  }
}
