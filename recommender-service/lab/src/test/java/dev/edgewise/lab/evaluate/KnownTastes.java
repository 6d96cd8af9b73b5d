/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate;

import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.edgewise.file.PlainOrGzip;
import dev.edgewise.ingest.json.JsonFields;
import dev.edgewise.ingest.json.JsonFields.Refusal;
import dev.edgewise.recommend.catalogue.Item;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The tastes that the readers of a made-up bookshop have, to judge lists by. The bookshop is in the
 * test resources, folder {@code books}. Immutable.
 */
public final class KnownTastes {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST = 1_000;
  private static final int MOST_GENRES = 100;

  private final Map<String, Taste> tastes;

  private KnownTastes(Map<String, Taste> tastes) {
    this.tastes = Collections.unmodifiableMap(tastes);
  }

  private record Taste(Set<String> likes, @Nullable String avoids) {}

  /**
   * Reads lines of {@code {"user", "likes": [genre, ...], "avoids": genre or null}}, plain or gzip.
   *
   * @throws IllegalArgumentException when a line isn't such an object, or names a reader again;
   *     names file and line
   */
  public static KnownTastes read(Path truth) throws IOException {
    Map<String, Taste> tastes = new LinkedHashMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(PlainOrGzip.open(truth), StandardCharsets.UTF_8))) {
      int number = 1;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String place = truth + ", line " + number++;
        add(
            line,
            tastes,
            (field, why) ->
                new IllegalArgumentException(
                    place + ": " + (field.isEmpty() ? "" : field + ": ") + why));
      }
    }
    return new KnownTastes(tastes);
  }

  private static void add(
      String line, Map<String, Taste> tastes, Refusal<IllegalArgumentException> refusal) {
    JsonFields<IllegalArgumentException> fields = JsonFields.of(json(line, refusal), "", refusal);
    List<String> likes = fields.texts("likes", MOST_GENRES, LONGEST);
    if (likes.isEmpty()) {
      throw fields.refused("likes", "must name a genre");
    }
    Taste taste = new Taste(Set.copyOf(likes), fields.textOrNull("avoids", LONGEST));
    if (tastes.put(fields.text("user", LONGEST), taste) != null) {
      throw fields.refused("user", "must not occur twice");
    }
  }

  private static JsonNode json(String line, Refusal<IllegalArgumentException> refusal) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw refusal.of("", "not JSON: " + e.getOriginalMessage());
    }
  }

  /** The readers whose tastes are known, in the order of the file. */
  public Set<String> readers() {
    return tastes.keySet();
  }

  /** Some of the readers, evenly spread over the file. */
  public List<String> sample(int count) {
    List<String> all = List.copyOf(readers());
    return IntStream.range(0, count).mapToObj(i -> all.get(i * all.size() / count)).toList();
  }

  /**
   * How well lists follow tastes, each a mean from 0 to 1.
   *
   * @param liked see {@link KnownTastes#liked}
   * @param avoided see {@link KnownTastes#avoided}
   * @param overlap see {@link KnownTastes#overlap}
   */
  public record Figures(double liked, double avoided, double overlap) {}

  /**
   * Measures the lists of some readers.
   *
   * @throws IllegalArgumentException when a reader is unknown, a list is empty, or there are fewer
   *     than two
   */
  public Figures of(Map<String, List<Item>> lists) {
    return new Figures(
        mean(lists, this::liked), mean(lists, this::avoided), overlap(lists.values()));
  }

  static double mean(Map<String, List<Item>> lists, ToDoubleBiFunction<String, List<Item>> share) {
    return lists.entrySet().stream()
        .mapToDouble(list -> share.applyAsDouble(list.getKey(), list.getValue()))
        .average()
        .orElseThrow();
  }

  /**
   * The share of the list's items that have a genre which the reader likes, from 0 to 1.
   *
   * @throws IllegalArgumentException when the reader is unknown or the list is empty
   */
  public double liked(String reader, List<Item> list) {
    Taste taste = taste(reader);
    return share(list, item -> item.categories().stream().anyMatch(taste.likes()::contains));
  }

  /**
   * The share of the list's items that have the genre which the reader avoids, from 0 to 1; 0 if it
   * avoids none. An item that also has a liked genre counts, because readers dislike it, too.
   *
   * @throws IllegalArgumentException when the reader is unknown or the list is empty
   */
  public double avoided(String reader, List<Item> list) {
    String avoids = taste(reader).avoids();
    return share(list, item -> avoids != null && item.categories().contains(avoids));
  }

  /**
   * The share of items that two lists have in common, from 0 to 1, in the mean of all pairs of
   * lists. Of two lists of different length, the share is that of the longer one.
   *
   * @throws IllegalArgumentException when there are fewer than two lists, or one is empty
   */
  public static double overlap(Collection<List<Item>> lists) {
    List<List<Item>> all = List.copyOf(lists);
    if (all.size() < 2 || all.contains(List.of())) {
      throw new IllegalArgumentException("needs two lists or more, none of them empty: " + all);
    }
    return IntStream.range(1, all.size())
        .boxed()
        .flatMap(one -> all.subList(0, one).stream().map(other -> List.of(all.get(one), other)))
        .mapToDouble(pair -> common(pair.getFirst(), pair.getLast()))
        .average()
        .orElseThrow();
  }

  private static double common(List<Item> one, List<Item> other) {
    Set<String> ids = other.stream().map(Item::id).collect(toSet());
    long common = one.stream().map(Item::id).distinct().filter(ids::contains).count();
    return (double) common / Math.max(one.size(), other.size());
  }

  private static double share(List<Item> list, Predicate<Item> wanted) {
    return list.stream()
        .mapToDouble(item -> wanted.test(item) ? 1 : 0)
        .average()
        .orElseThrow(() -> new IllegalArgumentException("a list without items has no share"));
  }

  private Taste taste(String reader) {
    Taste taste = tastes.get(reader);
    if (taste == null) {
      throw new IllegalArgumentException("the truth has no reader " + reader);
    }
    return taste;
  }
}
