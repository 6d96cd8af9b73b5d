/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.util.BufferRecycler;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.core.util.RecyclerPool;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one JSON object strictly. The exception for a wrong field names its path, the
 * valid values and the actual one. A null field counts as missing.
 *
 * @param <E> the exception for wrong fields
 */
public final class JsonFields<E extends Exception> {
  /** The buffers of all threads; Jackson's own are for each thread, and virtual ones are new. */
  public static final RecyclerPool<BufferRecycler> BUFFERS =
      JsonRecyclerPools.sharedConcurrentDequePool();

  /** Why an id that isn't {@link #isAddressable} is refused. */
  public static final String NOT_ADDRESSABLE = "must not be '.' or '..', which paths can't name";

  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cs}\\s]+");

  private static final String TIME = "must be an RFC 3339 time such as 2026-01-31T12:00:00Z";

  private final JsonNode object;
  private final String path;
  private final Refusal<E> refusal;

  private JsonFields(JsonNode object, String path, Refusal<E> refusal) {
    this.object = object;
    this.path = path;
    this.refusal = refusal;
  }

  /**
   * Makes the exception for a wrong field.
   *
   * @param <E> the exception
   */
  @FunctionalInterface
  public interface Refusal<E extends Exception> {
    /** The field is a path, empty for the whole object; {@code why} names the valid values. */
    E of(String field, String why);
  }

  /**
   * Returns the fields of an object.
   *
   * @param path the path of the object itself; empty for the whole document
   */
  public static <E extends Exception> JsonFields<E> of(
      @Nullable JsonNode json, String path, Refusal<E> refusal) throws E {
    if (json == null || !json.isObject()) {
      throw refusal.of(path, "must be a JSON object, not " + kind(json));
    }
    return new JsonFields<>(json, path, refusal);
  }

  /** Returns the path of a field. */
  public String path(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** Returns whether a field is present and not null. */
  public boolean has(String name) {
    return object.hasNonNull(name);
  }

  /** Returns the exception for a field that the caller finds wrong. */
  public E refused(String name, String why) {
    return refusal.of(path(name), why);
  }

  /** Requires that every field of the object has one of these names. */
  public JsonFields<E> only(Set<String> names) throws E {
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (!names.contains(field.getKey())) {
        String known = SimilarName.hint(field.getKey(), names);
        throw refused(quote(field.getKey()), "is not known here; " + known);
      }
    }
    return this;
  }

  /** Returns a required text, which must not be blank. */
  public String text(String name, int longest) throws E {
    String text = textOrNull(name, longest);
    if (text == null) {
      throw refused(name, "missing; must be a string of 1 to " + longest + " characters");
    }
    if (text.isBlank()) {
      throw refused(name, "must not be blank");
    }
    return text;
  }

  /** Returns a text, or a default when it is missing. */
  public String text(String name, int longest, String otherwise) throws E {
    String text = textOrNull(name, longest);
    return text == null ? otherwise : text;
  }

  /** Returns a text, or null when it is missing. */
  public @Nullable String textOrNull(String name, int longest) throws E {
    JsonNode node = present(name);
    return node == null ? null : bounded(path(name), string(path(name), node), longest, refusal);
  }

  /** Returns a required id: a text that is not blank and has no control characters. */
  public String id(String name, int longest) throws E {
    JsonNode node = present(name);
    if (node == null) {
      throw refused(name, "missing; must be a string of 1 to " + longest + " characters");
    }
    return id(path(name), string(path(name), node), longest, refusal);
  }

  /** Returns an id, or a default when it is missing. */
  public String id(String name, int longest, String otherwise) throws E {
    return has(name) ? id(name, longest) : otherwise;
  }

  /** Returns an id, or null when it is missing. */
  public @Nullable String idOrNull(String name, int longest) throws E {
    return has(name) ? id(name, longest) : null;
  }

  /** Checks that a text follows the rules of ids, and returns it. */
  public static <E extends Exception> String id(
      String field, String text, int longest, Refusal<E> refusal) throws E {
    String plain = plain(field, text, longest, refusal);
    if (plain.isBlank()) {
      throw refusal.of(field, "must not be blank");
    }
    return plain;
  }

  /** Returns a required time. */
  public Instant time(String name) throws E {
    Instant time = timeOrNull(name);
    if (time == null) {
      throw refused(name, "missing; " + TIME);
    }
    return time;
  }

  /** Returns a time, or null when it is missing. */
  public @Nullable Instant timeOrNull(String name) throws E {
    JsonNode node = present(name);
    if (node == null) {
      return null;
    }
    Instant time = node.isTextual() ? Rfc3339.parse(node.textValue()) : null;
    if (time == null) {
      throw refused(name, TIME + ", not " + shown(node));
    }
    return time;
  }

  /** Returns a required finite number. */
  public double number(String name) throws E {
    Double number = numberOrNull(name);
    if (number == null) {
      throw refused(name, "missing; must be a number");
    }
    return number;
  }

  /** Returns a finite number, or null when it is missing. */
  public @Nullable Double numberOrNull(String name) throws E {
    JsonNode node = present(name);
    return node == null ? null : finite(name, node);
  }

  private double finite(String name, JsonNode node) throws E {
    if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
      throw refused(name, "must be a finite number, not " + shown(node));
    }
    return node.doubleValue();
  }

  /** Returns a whole number in a range, or a default when it is missing. */
  public long whole(String name, long least, long most, long otherwise) throws E {
    JsonNode node = present(name);
    if (node == null) {
      return otherwise;
    }
    if (!node.isIntegralNumber()
        || !node.canConvertToLong()
        || node.longValue() < least
        || node.longValue() > most) {
      throw refused(
          name, "must be a whole number from " + least + " to " + most + ", not " + shown(node));
    }
    return node.longValue();
  }

  /** Returns a boolean; false when it is missing. */
  public boolean flag(String name) throws E {
    JsonNode node = present(name);
    if (node != null && !node.isBoolean()) {
      throw refused(name, "must be true or false, not " + shown(node));
    }
    return node != null && node.booleanValue();
  }

  /** Returns a list of ids; empty when the field is missing. */
  public List<String> ids(String name, int most, int longest) throws E {
    List<String> ids = new ArrayList<>();
    for (JsonNode element : array(name, most)) {
      String text = element.textValue();
      if (text == null || !isId(text, longest)) {
        String field = path(name) + "[" + ids.size() + "]";
        text = id(field, string(field, element), longest, refusal);
      }
      ids.add(text);
    }
    return ids;
  }

  /** Returns a list of texts; empty when the field is missing. */
  public List<String> texts(String name, int most, int longest) throws E {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : array(name, most)) {
      String field = path(name) + "[" + texts.size() + "]";
      texts.add(bounded(field, string(field, element), longest, refusal));
    }
    return texts;
  }

  /** Returns a list of objects; empty when the field is missing. */
  public List<JsonFields<E>> objects(String name, int most) throws E {
    List<JsonFields<E>> objects = new ArrayList<>();
    for (JsonNode element : array(name, most)) {
      objects.add(of(element, path(name) + "[" + objects.size() + "]", refusal));
    }
    return objects;
  }

  /** Returns an object; one without fields when it is missing. */
  public JsonFields<E> object(String name) throws E {
    JsonNode node = present(name);
    if (node != null && !node.isObject()) {
      throw refused(name, "must be an object, not " + kind(node));
    }
    return new JsonFields<>(
        node == null ? JsonNodeFactory.instance.objectNode() : node, path(name), refusal);
  }

  /** Returns all fields of this object, which must be objects, by name and in their order. */
  public Map<String, JsonFields<E>> members() throws E {
    Map<String, JsonFields<E>> members = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      members.put(field.getKey(), of(field.getValue(), path(quote(field.getKey())), refusal));
    }
    return members;
  }

  /** Returns all fields of this object, which must be numbers, by name and in their order. */
  public Map<String, Double> numbers() throws E {
    Map<String, Double> numbers = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      numbers.put(field.getKey(), finite(quote(field.getKey()), field.getValue()));
    }
    return numbers;
  }

  /** Returns a mapper whose numbers keep their digits, for {@link #values}. */
  public static JsonMapper.Builder exactNumbers() {
    return JsonMapper.builder(JsonFactory.builder().recyclerPool(BUFFERS).build())
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);
  }

  /**
   * Returns the fields with other names than the known ones: strings, numbers and booleans as text,
   * like {@link #values}, and null for arrays and objects. Skips nulls.
   */
  public Map<String, @Nullable String> others(Set<String> known) {
    Map<String, @Nullable String> others = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      JsonNode value = field.getValue();
      if (!known.contains(field.getKey()) && !value.isNull()) {
        others.put(field.getKey(), value.isValueNode() ? text(value) : null);
      }
    }
    return others;
  }

  /**
   * Returns the strings, numbers and booleans of an object as text, by name; skips nulls. Numbers
   * that were read by {@link #exactNumbers} keep their form, such as {@code 1e3} or {@code 9.50}.
   * Names follow the rules of ids, up to {@code longestName} characters.
   */
  public Map<String, String> values(String name, int most, int longestName, int longest) throws E {
    JsonFields<E> values = object(name);
    if (values.object.size() > most) {
      throw refused(name, "must have at most " + most + " entries, not " + values.object.size());
    }
    Map<String, String> texts = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : values.object.properties()) {
      JsonNode value = entry.getValue();
      String key = entry.getKey();
      if (!isId(key, longestName)) {
        key = id(name, key, longestName, (f, why) -> refused(f, "a name " + why));
      }
      if (!value.isValueNode()) {
        throw values.refused(
            quote(key), "must be a string, number or boolean, not " + shown(value));
      }
      if (!value.isNull()) {
        String text = text(value);
        boolean tooLong = text.length() > longest;
        texts.put(key, tooLong ? bounded(values.path(quote(key)), text, longest, refusal) : text);
      }
    }
    return texts;
  }

  private static String text(JsonNode value) {
    return value.isBigDecimal() ? shown(value.decimalValue()) : value.asText();
  }

  private static String shown(BigDecimal number) {
    return number.toString().replace("E+", "e").replace("E", "e");
  }

  private JsonNode array(String name, int most) throws E {
    JsonNode node = present(name);
    if (node == null) {
      return JsonNodeFactory.instance.arrayNode();
    }
    if (!node.isArray() || node.size() > most) {
      throw refused(name, "must be an array of at most " + most + " entries, not " + kind(node));
    }
    return node;
  }

  private @Nullable JsonNode present(String name) {
    JsonNode node = object.get(name);
    return node == null || node.isNull() ? null : node;
  }

  private String string(String field, JsonNode node) throws E {
    if (!node.isTextual()) {
      throw refusal.of(field, "must be a string, not " + shown(node));
    }
    return node.textValue();
  }

  private static <E extends Exception> String bounded(
      String field, String text, int longest, Refusal<E> refusal) throws E {
    if (text.length() > longest) {
      throw refusal.of(field, "must be at most " + longest + " characters, not " + text.length());
    }
    return text;
  }

  /**
   * Checks that a text has no control characters and is well-formed Unicode, and returns it.
   *
   * @param longest the greatest number of characters
   */
  public static <E extends Exception> String plain(
      String field, String text, int longest, Refusal<E> refusal) throws E {
    String flaw = TextFlaw.of(bounded(field, text, longest, refusal));
    if (flaw == null) {
      return text;
    }
    throw refusal.of(field, flaw);
  }

  private static boolean isId(@Nullable String text, int longest) {
    return text != null && text.length() <= longest && !text.isBlank() && isPlain(text);
  }

  /** Returns whether a path of HTTP can name an id: {@code .} and {@code ..} mean folders. */
  public static boolean isAddressable(String id) {
    return !id.equals(".") && !id.equals("..");
  }

  /** Returns whether a text has no control characters and is well-formed Unicode. */
  public static boolean isPlain(String text) {
    return TextFlaw.of(text) == null;
  }

  private static String shown(JsonNode node) {
    return node.isContainerNode() ? kind(node) : quote(node.toString());
  }

  private static String kind(@Nullable JsonNode node) {
    if (node == null || node.isMissingNode()) {
      return "nothing";
    }
    return node.isContainerNode()
        ? (node.isArray() ? "an array" : "an object") + " of " + node.size()
        : "a " + node.getNodeType().name().toLowerCase(Locale.ROOT);
  }

  /** Returns a short, one-line part of a text from outside, for a message. */
  public static String quote(String text) {
    String line = UNPRINTABLE.matcher(text).replaceAll(" ");
    return line.length() <= 60 ? line : line.substring(0, 60) + "...";
  }
}
