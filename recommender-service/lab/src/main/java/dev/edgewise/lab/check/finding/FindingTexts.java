/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.check.finding;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts and advice of the findings, from {@code findings.properties}. Thread-safe. */
final class FindingTexts {
  private static final Pattern PLACE =
      Pattern.compile("\\{(?:n:([^:{}]+)(?::([^{}]+))?|(share)|(\\d))}");
  private static final Properties TEXTS = load();

  private FindingTexts() {}

  private static Properties load() {
    Properties texts = new Properties();
    try (InputStream file = FindingTexts.class.getResourceAsStream("findings.properties")) {
      if (file == null) {
        throw new IllegalStateException("findings.properties is missing from this build");
      }
      texts.load(new InputStreamReader(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }

  static boolean has(String key) {
    return TEXTS.containsKey(key);
  }

  static String text(String key, long count, long of, Object... details) {
    String text = TEXTS.getProperty(key);
    if (text == null) {
      throw new IllegalArgumentException("there is no text " + key);
    }
    return filled(text, count, of, details);
  }

  /** The advice; empty for a note. */
  static String advice(String key, long count, long of, Object... details) {
    String advice = TEXTS.getProperty(key + ".problem", TEXTS.getProperty(key + ".warning", ""));
    return filled(advice, count, of, details);
  }

  private static String filled(String text, long count, long of, Object... details) {
    return PLACE
        .matcher(text)
        .replaceAll(place -> Matcher.quoteReplacement(value(place, count, of, details)));
  }

  private static String value(MatchResult place, long count, long of, Object... details) {
    if (place.group(4) != null) {
      return String.valueOf(details[Integer.parseInt(place.group(4))]);
    }
    if (place.group(3) != null) {
      return Words.percent(count, of);
    }
    String one = place.group(1);
    return place.group(2) == null
        ? Words.count(count, one)
        : Words.count(count, one, place.group(2));
  }
}
