/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.wish;

import static java.util.stream.Collectors.joining;

import dev.edgewise.rank.language.Language;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a language speaks of years and prices: patterns of its file, in which YEAR stands for a year,
 * DECADE for the first year of a decade, and PRICE for a price. Immutable and thread-safe.
 */
final class RangePatterns {
  private static final int DECADE = 10;
  private static final int CENTURY = 100;

  /** Two digits from here on are of the last century. */
  private static final int LAST_CENTURY = 30;

  private static final int FIRST_NAMED = 1900;
  private static final int LAST_NAMED = 2020;

  private final Map<String, Pattern> patterns = new LinkedHashMap<>();
  private final Map<Integer, Pattern> named = new LinkedHashMap<>();

  /** Numbers in words. */
  private final Map<String, Double> written = new LinkedHashMap<>();

  /**
   * A range that a text tells.
   *
   * @param start where its words begin
   * @param end where they end
   * @param price whether it is of a price, else of a year
   */
  record Range(int start, int end, boolean price, double from, double to) {}

  RangePatterns(Language language) {
    for (String number : language.words("wish.numbers")) {
      String[] parts = number.split("=", 2);
      written.put(parts[0], Double.valueOf(parts[1]));
    }
    for (String kind :
        List.of(
            "between",
            "part",
            "decade",
            "before",
            "until",
            "after",
            "since",
            "in",
            "price.between",
            "price.most",
            "price.least")) {
      String pattern = language.find("wish.range." + kind);
      if (pattern != null) {
        patterns.put(kind, compiled(pattern));
      }
    }
    for (int decade = FIRST_NAMED; decade <= LAST_NAMED; decade += DECADE) {
      String names = language.find("wish.decade." + decade);
      if (names != null) {
        named.put(decade, compiled(names));
      }
    }
  }

  private Pattern compiled(String pattern) {
    String numbers = written.keySet().stream().map(word -> "|" + word).collect(joining());
    String spelled =
        pattern
            .replace("YEAR", "((?:1[89]|20)\\d\\d)")
            .replace("DECADE", "((?:1[89]|20)?\\d0)")
            .replace("PRICE", "(?:[£$€₩]\\s?)?(\\d{1,7}(?:[.,]\\d{1,2})?" + numbers + ")");
    return Pattern.compile(
        "(?<![\\p{L}\\p{N}])(?:" + spelled + ")(?![\\p{N}])",
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  /** The ranges in a text, none within another. */
  List<Range> in(String text) {
    List<Range> ranges = new ArrayList<>();
    patterns.forEach((kind, pattern) -> addAll(ranges, pattern.matcher(text), m -> range(kind, m)));
    named.forEach((decade, pattern) ->
        addAll(
            ranges,
            pattern.matcher(text),
            m -> new Range(m.start(), m.end(), false, decade, decade + DECADE - 1)));
    return ranges;
  }

  private static void addAll(
      List<Range> ranges, Matcher matcher, Function<Matcher, Range> rangeOf) {
    while (matcher.find()) {
      Range range = rangeOf.apply(matcher);
      if (ranges.stream().noneMatch(other -> overlap(other, range))) {
        ranges.add(range);
      }
    }
  }

  private static boolean overlap(Range one, Range other) {
    return one.start < other.end && other.start < one.end;
  }

  private Range range(String kind, Matcher found) {
    boolean price = kind.startsWith("price");
    double first = number(found, 0);
    double second = number(found, 1);
    double from = first;
    double to = first;
    switch (kind) {
      case "between", "price.between" -> to = second;
      case "part", "decade" -> {
        from = decade(first);
        to = from + DECADE - 1;
      }
      case "before" -> {
        from = Double.NEGATIVE_INFINITY;
        to = first - 1;
      }
      case "until", "price.most" -> from = Double.NEGATIVE_INFINITY;
      case "after" -> {
        from = first + 1;
        to = Double.POSITIVE_INFINITY;
      }
      case "since", "price.least" -> to = Double.POSITIVE_INFINITY;
      default -> {}
    }
    if (kind.equals("part")) {
      from += early(found) ? 0 : DECADE / 2.0;
      to -= early(found) ? DECADE / 2.0 : 0;
    }
    return new Range(found.start(), found.end(), price, from, to);
  }

  private static boolean early(Matcher found) {
    return found.group("early") != null;
  }

  /** The nth number of a match; 0 without one. */
  private double number(Matcher found, int nth) {
    int seen = 0;
    for (int group = 1; group <= found.groupCount(); group++) {
      String text = found.group(group);
      Double number = text == null ? null : number(text);
      if (number != null && seen++ == nth) {
        return number;
      }
    }
    return 0;
  }

  private @Nullable Double number(String text) {
    return Character.isDigit(text.charAt(0))
        ? Double.valueOf(text.replace(',', '.'))
        : written.get(text.toLowerCase(Locale.ROOT));
  }

  private static double decade(double given) {
    if (given >= CENTURY) {
      return given;
    }
    return given >= LAST_CENTURY ? 1900 + given : 2000 + given;
  }
}
