/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.check.read;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Guesses which known name a wrong name means. */
public final class NearestName {
  /** Usual names of other systems, and ours. */
  private static final Map<String, String> OTHER_WORDS =
      Map.ofEntries(
          Map.entry("name", "title"),
          Map.entry("description", "text"),
          Map.entry("body", "text"),
          Map.entry("genre", "categories"),
          Map.entry("genres", "categories"),
          Map.entry("tags", "categories"),
          Map.entry("labels", "categories"),
          Map.entry("properties", "attributes"),
          Map.entry("created", "published"),
          Map.entry("date", "published"),
          Map.entry("product", "item"),
          Map.entry("customer", "user"),
          Map.entry("action", "type"),
          Map.entry("event", "type"),
          Map.entry("rating", "value"),
          Map.entry("score", "value"),
          Map.entry("buy", "purchase"),
          Map.entry("bought", "purchase"),
          Map.entry("order", "purchase"),
          Map.entry("transaction", "purchase"),
          Map.entry("cart", "add"),
          Map.entry("basket", "add"),
          Map.entry("favorite", "like"),
          Map.entry("favourite", "like"),
          Map.entry("star", "like"),
          Map.entry("upvote", "like"),
          Map.entry("downvote", "dislike"),
          Map.entry("review", "rate"),
          Map.entry("watch", "read"),
          Map.entry("play", "read"),
          Map.entry("listen", "read"),
          Map.entry("pageview", "view"));

  private NearestName() {}

  /** The known name that is probably meant; empty when none is near. */
  public static Optional<String> of(String wrong, Collection<String> known) {
    String name = wrong.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    if (name.isEmpty() || name.length() > 40) {
      return Optional.empty();
    }
    Optional<String> near =
        known.stream()
            .filter(one -> distance(name, one) <= Math.max(1, one.length() / 3))
            .min(Comparator.comparingInt((String one) -> distance(name, one)));
    return near.or(() -> Optional.ofNullable(OTHER_WORDS.get(name)).filter(known::contains))
        .or(() -> within(name, known))
        .or(() -> Optional.of("id").filter(known::contains).filter(id -> isId(wrong)));
  }

  /** Whether a name such as {@code itemId} or {@code item_id} is that of an id. */
  private static boolean isId(String name) {
    return name.endsWith("Id") || name.endsWith("ID") || name.endsWith("_id");
  }

  /** A known name, or a word for it, that the wrong name begins or ends with, as in userId. */
  private static Optional<String> within(String name, Collection<String> known) {
    return known.stream()
        .filter(one -> one.length() > 2 && (name.startsWith(one) || name.endsWith(one)))
        .max(Comparator.comparingInt(String::length))
        .or(() ->
            OTHER_WORDS.keySet().stream()
                .filter(word -> name.startsWith(word) || name.endsWith(word))
                .max(Comparator.comparingInt(String::length))
                .map(word -> OTHER_WORDS.getOrDefault(word, ""))
                .filter(known::contains));
  }

  /**
   * The least number of characters to insert, delete or replace (Levenshtein, Soviet Physics
   * Doklady 1966).
   */
  static int distance(String one, String other) {
    int[] before = new int[other.length() + 1];
    for (int j = 0; j < before.length; j++) {
      before[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] row = new int[before.length];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(before[j], row[j - 1]));
      }
      before = row;
    }
    return before[other.length()];
  }
}
