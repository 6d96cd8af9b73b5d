/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.train;

import dev.edgewise.lab.template.Templates;
import dev.edgewise.profile.Event;
import dev.edgewise.recommend.catalogue.CatalogueDescription;
import dev.edgewise.recommend.catalogue.Item;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A model's data card: its data, their use, and how uneven they are. The template calls the public
 * methods.
 *
 * @param history the catalogue and its events
 * @param trainedUntil end of the training window
 * @param heldOutFrom start of the held-out window
 */
record DataCard(EventHistory history, Instant trainedUntil, Instant heldOutFrom) {

  /** How many events each of some users or items has, in ascending order. */
  @SuppressWarnings("ArrayRecordComponent") // read once; nobody compares two
  record Counts(long[] sorted) {
    public int size() {
      return sorted.length;
    }

    public long median() {
      return sorted[sorted.length / 2];
    }

    public long ninetyPercent() {
      return sorted[sorted.length * 9 / 10];
    }

    public long most() {
      return sorted[sorted.length - 1];
    }
  }

  String markdown() {
    return Templates.render("data.md", this);
  }

  public CatalogueDescription description() {
    return history.catalogue().description();
  }

  public Counts users() {
    return counts(Event::user);
  }

  public Counts items() {
    return counts(Event::item);
  }

  public Map<String, Long> types() {
    return by(Event::type);
  }

  /** Whether any item has a text. */
  public boolean texts() {
    return history.catalogue().all().stream().map(Item::text).anyMatch(text -> !text.isEmpty());
  }

  public long training() {
    return between(Instant.MIN, trainedUntil);
  }

  public long validation() {
    return between(trainedUntil, heldOutFrom);
  }

  public long measuring() {
    return between(heldOutFrom, Instant.MAX);
  }

  private long between(Instant from, Instant until) {
    return history.events().stream()
        .filter(e -> !e.time().isBefore(from) && e.time().isBefore(until))
        .count();
  }

  /** Share of the events that the hundredth of the items with the most events has, in percent. */
  public double topShare() {
    long[] items = items().sorted();
    long top = Arrays.stream(items).skip(items.length - Math.max(1, items.length / 100)).sum();
    return 100.0 * top / history.events().size();
  }

  private Counts counts(Function<Event, String> key) {
    return new Counts(by(key).values().stream().mapToLong(Long::longValue).sorted().toArray());
  }

  private Map<String, Long> by(Function<Event, String> key) {
    return history.events().stream()
        .collect(Collectors.groupingBy(key, TreeMap::new, Collectors.counting()));
  }
}
