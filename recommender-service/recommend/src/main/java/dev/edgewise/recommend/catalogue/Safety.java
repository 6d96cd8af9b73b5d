/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.catalogue;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The block lists and content labels of this installation. They are checked before the model, so
 * that blocked items are not ranked, and again after it, so that items which were blocked after a
 * list was precomputed are not shown. Immutable and thread-safe.
 */
public final class Safety implements Predicate<Item> {
  /** Blocks only hidden items. */
  public static final Safety OPEN = new Safety(Set.of(), Set.of(), Set.of(), Set.of());

  /** The attribute that labels an item's content. */
  public static final String LABEL = "label";

  private static final Pattern WORD_BREAK = Pattern.compile("[^\\p{L}\\p{N}]+");

  private final Set<String> items;
  private final Set<String> categories;
  private final Set<String> words;
  private final Set<String> labels;

  /**
   * Blocks items by id, category, single words of titles and texts of any language, and values of
   * the attribute {@value #LABEL}; only ids are case-sensitive.
   */
  public Safety(Set<String> items, Set<String> categories, Set<String> words, Set<String> labels) {
    this.items = Set.copyOf(items);
    this.categories = lower(categories);
    this.words = lower(words);
    this.labels = lower(labels);
  }

  private static Set<String> lower(Set<String> texts) {
    return texts.stream().map(Safety::lower).collect(Collectors.toSet());
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Whether an item may be recommended. */
  @Override
  public boolean test(Item item) {
    return !item.hidden()
        && !items.contains(item.id())
        && item.categories().stream().noneMatch(category -> categories.contains(lower(category)))
        && !labels.contains(lower(item.attributes().getOrDefault(LABEL, "")))
        && (words.isEmpty() || shown(item).allMatch(this::isClean));
  }

  /** The titles and texts of all languages. */
  private static Stream<String> shown(Item item) {
    return Stream.of(
            List.of(item.title(), item.text()), item.titles().values(), item.texts().values())
        .flatMap(Collection::stream);
  }

  private boolean isClean(String text) {
    return WORD_BREAK.splitAsStream(lower(text)).noneMatch(words::contains);
  }
}
