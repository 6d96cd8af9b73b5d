/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.common.utils.StringUtil;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One setting of {@link EdgewiseConfig}.
 *
 * @param name its name, in which {@code NAME} stands for any name of a map's entry
 * @param type the class of its value, or of the value inside an {@code Optional}
 * @param optional whether it may have no value
 * @param standard the default, as text; null without one
 * @param note its meaning, the valid range, and whether it is secret
 */
record Setting(
    String name, Class<?> type, boolean optional, @Nullable String standard, Meaning note) {
  static final String ANY_NAME = "NAME";

  private static final String HIDDEN = "***";
  private static final Pattern CREDENTIALS = Pattern.compile("//(?:([^:/@]*):)?.*@");

  /** The words that SmallRye knows; it takes any other word for false. */
  private static final Set<String> SWITCHES =
      Set.of("true", "yes", "y", "on", "1", "false", "no", "n", "off", "0");

  /** A number without a unit; 0 needs none. */
  private static final Pattern UNITLESS = Pattern.compile("0*[1-9]\\d*");

  /** Longer times overflow when they are counted in nanoseconds. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private static final Map<Class<?>, String> FORMS =
      Map.of(
          boolean.class, "true or false",
          Duration.class, "a duration, for example 500ms, 10s, 2m, 30d or PT1M30S",
          MemorySize.class, "a size, for example 512K, 32M or 1G",
          Path.class, "a path",
          Scale.class, "a lowest and a highest rating, for example 0.5,5",
          String.class, "a text",
          Collection.class, "a list, separated by commas");

  /** Returns the environment variable that sets a property. */
  static String variable(String property) {
    return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  /** The environment variable of this setting. */
  String variable() {
    return variable(name);
  }

  /** Whether a property, such as {@code edgewise.events.weights.share}, is this setting. */
  boolean covers(String property) {
    return pattern(name, "(?:\"[^\"]+\"|[^\".]+)", "(?:\\[\\d+])?").matcher(property).matches();
  }

  /** Whether an environment variable is this setting; a name inside it must be one word. */
  boolean coversVariable(String variable) {
    return pattern(variable(), "(?:_[^_]+_|[^_]+)", "(?:_\\d+_)?").matcher(variable).matches();
  }

  /** A name at the end of a setting may have any form, as SmallRye takes all of it. */
  private Pattern pattern(String text, String innerName, String index) {
    String any = text.endsWith(ANY_NAME) ? ".+" : innerName;
    return Pattern.compile(
        Arrays.stream(text.split(ANY_NAME, -1)).map(Pattern::quote).collect(Collectors.joining(any))
            + (list() ? index : ""));
  }

  private boolean list() {
    return Collection.class.isAssignableFrom(type);
  }

  /** Names the valid values without examples. */
  String shortForm() {
    return form().replaceFirst(", for example.*", "");
  }

  /** Describes the valid values, for example {@code a number from 0 to 0.5}. */
  String form() {
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(one -> one.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
          .collect(Collectors.joining(" or "));
    }
    if (note.form() != Form.ANY) {
      return note.form().description();
    }
    String form = FORMS.get(list() ? Collection.class : type);
    if (form == null) {
      return (whole() ? "a whole number" : "a number") + range();
    }
    return note.from() > 0 ? form.replaceFirst(",", " above 0,") : form;
  }

  private boolean whole() {
    return type == int.class;
  }

  private String range() {
    return (Double.isInfinite(note.from()) ? "" : " from " + plain(note.from()))
        + (Double.isInfinite(note.to()) ? "" : " to " + plain(note.to()));
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
  }

  /** Whether a text is a valid value. */
  boolean accepts(String text, SmallRyeConfig config) {
    if (text.isBlank()) {
      return optional;
    }
    if (type == boolean.class) {
      return SWITCHES.contains(text.strip().toLowerCase(Locale.ROOT));
    }
    if (type == Duration.class && UNITLESS.matcher(text.strip()).matches()) {
      return false; // Quarkus would take seconds
    }
    try {
      if (list()) {
        String[] elements = StringUtil.split(text);
        return elements.length > 0
            && Arrays.stream(elements).map(String::strip).allMatch(note.form()::accepts);
      }
      return note.form().accepts(text) && inRange(config.requireConverter(type).convert(text));
    } catch (RuntimeException e) { // each converter has exceptions of its own
      return false;
    }
  }

  private boolean inRange(@Nullable Object value) {
    return switch (value) {
      case null -> false;
      case Duration duration ->
          !duration.isNegative()
              && duration.toMillis() >= note.from()
              && duration.compareTo(LONGEST) <= 0;
      case MemorySize size -> size.asLongValue() >= note.from() && size.asLongValue() <= note.to();
      case Number number ->
          Double.isFinite(number.doubleValue())
              && number.doubleValue() >= note.from()
              && number.doubleValue() <= note.to();
      default -> true;
    };
  }

  /** A value as it may be shown: without secrets. */
  String shown(String value) {
    boolean other =
        note.form() == Form.REDIS
            && !value.isBlank()
            && !value.contains("://"); // may be the secret alone
    return note.secret() || other
        ? HIDDEN
        : CREDENTIALS
            .matcher(value)
            .replaceAll(
                found -> found.group(1) == null ? "//" + HIDDEN + "@" : "//$1:" + HIDDEN + "@");
  }
}
