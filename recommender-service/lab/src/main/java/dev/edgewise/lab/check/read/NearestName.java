/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.check.read;

import dev.edgewise.ingest.json.SimilarName;
import java.util.Collection;
import java.util.Comparator;
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
          Map.entry("score", "value"));

  private NearestName() {}

  /** The known name that is probably meant; empty when none is near. */
  public static Optional<String> of(String wrong, Collection<String> known) {
    String name = SimilarName.folded(wrong);
    if (name.isEmpty() || name.length() > 40) {
      return Optional.empty();
    }
    return SimilarName.of(wrong, known)
        .or(() -> Optional.ofNullable(OTHER_WORDS.get(name)).filter(known::contains))
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
}
