/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.catalogue;

import dev.edgewise.profile.Event;
import dev.edgewise.rank.language.Language;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The items that can be recommended. Thread-safe. */
public final class Catalogue {
  private final CatalogueDescription description;
  private final ConcurrentMap<String, Item> items = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, List<String>> traits = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Integer> itemsByTrait = new ConcurrentHashMap<>();
  private final List<Consumer<Item>> listeners = new CopyOnWriteArrayList<>();
  private final AtomicLong version = new AtomicLong();

  public Catalogue(CatalogueDescription description) {
    this.description = description;
  }

  /**
   * Reads items from JSON Lines, plain or gzip, each {@code {"id", "title", "text"?, "categories"?,
   * "attributes"?, "published"?, "hidden"?}}, and the {@code catalogue.json} beside the file.
   *
   * @throws CatalogueException when the file is missing or a line is not an item; names the line
   */
  public static Catalogue read(Path items) {
    return read(items, note -> {});
  }

  /**
   * Reads items likewise.
   *
   * @param notes receives a sentence about each field that is no field of an item
   */
  public static Catalogue read(Path items, Consumer<String> notes) {
    Catalogue catalogue = new Catalogue(CatalogueDescription.beside(items));
    SpareFields spare = new SpareFields(items, notes);
    CatalogueFile.read(items, json -> catalogue.addNew(spare.read(json)));
    if (catalogue.items.isEmpty()) {
      throw new CatalogueException(items + " holds no items; it must hold one a line", null);
    }
    return catalogue;
  }

  /** The catalogue's description of itself. */
  public CatalogueDescription description() {
    return description;
  }

  /** The item with this id. */
  public Optional<Item> find(String id) {
    return Optional.ofNullable(items.get(id));
  }

  /** The title of the item with this id; null when there is none. */
  public @Nullable String titleOf(String id) {
    Item item = items.get(id);
    return item == null ? null : item.title();
  }

  /** The same in a language, given by its tag. */
  public Function<String, @Nullable String> titlesIn(String language) {
    String code = Language.of(language).tag();
    return id -> {
      Item item = items.get(id);
      return item == null ? null : item.title(code);
    };
  }

  /** A live view of all items, in no particular order. */
  public Collection<Item> all() {
    return Collections.unmodifiableCollection(items.values());
  }

  /** Adds an item, or replaces the item with the same id, and notifies the listeners. */
  public void put(Item item) {
    var _ =
        items.compute(
            item.id(),
            (id, before) -> {
              List<String> now = Traits.of(item, description.categories());
              List<String> earlier = traits.put(id, now);
              count(now, 1);
              count(earlier == null ? List.of() : earlier, -1);
              version.addAndGet(fingerprint(item) - (before == null ? 0 : fingerprint(before)));
              return item;
            });
    listeners.forEach(l -> l.accept(item));
  }

  /** Calls the listener after each later {@link #put}, on the same thread. */
  public void onPut(Consumer<Item> listener) {
    listeners.add(listener);
  }

  /** The traits of the item with this id, made when it was put; empty when it is unknown. */
  public List<String> traitsOf(String id) {
    return traits.getOrDefault(id, List.of());
  }

  private void count(List<String> some, int change) {
    some.forEach(trait -> itemsByTrait.merge(trait, change, Integer::sum));
    some.stream()
        .map(Catalogue::attribute)
        .distinct()
        .forEach(attribute -> itemsByTrait.merge(attribute, change, Integer::sum));
  }

  /** The share of the items with a trait among those with a value of its attribute, 0 to 1. */
  public double traitShare(String trait) {
    int of = itemsByTrait.getOrDefault(attribute(trait), 0);
    return of == 0 ? 0 : itemsByTrait.getOrDefault(trait, 0) / (double) of;
  }

  private static String attribute(String trait) {
    return trait.substring(0, trait.indexOf(':') + 1);
  }

  /** Adds the traits of the event's item, so that readers of the event need no catalogue. */
  public Event enrich(Event event) {
    return event.withTraits(traitsOf(event.item()));
  }

  /**
   * A number that changes with each change of an item. It is the same on every instance that holds
   * the same items, and doesn't depend on the order in which they were added.
   */
  public long version() {
    return version.get();
  }

  private static long fingerprint(Item item) {
    long hash = 1125899906842597L;
    String all = item.toString();
    for (int i = 0; i < all.length(); i++) {
      hash = 31 * hash + all.charAt(i);
    }
    return hash * 0x9E3779B97F4A7C15L;
  }

  private void addNew(Item item) {
    if (items.containsKey(item.id())) {
      throw new IllegalArgumentException("a second item with id " + item.id());
    }
    put(item);
  }
}
