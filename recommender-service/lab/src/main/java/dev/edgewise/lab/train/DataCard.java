/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.train;

import dev.edgewise.profile.Event;
import dev.edgewise.recommend.catalogue.CatalogueDescription;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What a model's data card says: what the data are, how they were used, what is uneven in them. */
final class DataCard {
  private final Past past;
  private final Instant trainedUntil;
  private final Instant heldOutFrom;

  DataCard(Past past, Instant trainedUntil, Instant heldOutFrom) {
    this.past = past;
    this.trainedUntil = trainedUntil;
    this.heldOutFrom = heldOutFrom;
  }

  String markdown() {
    CatalogueDescription of = past.catalogue().description();
    List<Event> events = past.events();
    StringBuilder text = new StringBuilder();
    text.append("# Data card: %s\n\n".formatted(of.title()));
    text.append(of.attribution().isEmpty() ? "" : of.attribution() + "\n\n");
    text.append(
        String.format(
            Locale.ROOT,
            "%d items, %d events of %d users from %s to %s. Of an item: title, %s%s.\n\n",
            past.catalogue().all().size(),
            events.size(),
            counts(Event::user).length,
            events.get(0).time(),
            events.get(events.size() - 1).time(),
            of.categories(),
            texts()));
    text.append("| window | events | used for |\n|---|---|---|\n");
    window(text, "before " + trainedUntil, Instant.MIN, trainedUntil, "training");
    window(
        text,
        trainedUntil + " to " + heldOutFrom,
        trainedUntil,
        heldOutFrom,
        "early stopping, weights of sources and blend");
    window(text, "from " + heldOutFrom, heldOutFrom, Instant.MAX, "measuring only");
    text.append("\n| events by type | |\n|---|---|\n");
    types().forEach((type, count) -> text.append("| %s | %d |\n".formatted(type, count)));
    text.append("\n| | median | 90 % | most |\n|---|---|---|---|\n");
    spread(text, "events of a user", counts(Event::user));
    spread(text, "events of an item", counts(Event::item));
    text.append(uneven());
    return text.toString();
  }

  private String texts() {
    boolean any = past.catalogue().all().stream().anyMatch(item -> !item.text().isEmpty());
    return any ? ", attributes and a text" : " and attributes, no text";
  }

  private void window(StringBuilder text, String name, Instant from, Instant until, String use) {
    long count =
        past.events().stream()
            .filter(e -> !e.time().isBefore(from) && e.time().isBefore(until))
            .count();
    text.append("| %s | %d | %s |\n".formatted(name, count, use));
  }

  private Map<String, Long> types() {
    Map<String, Long> types = new TreeMap<>();
    past.events().forEach(event -> types.merge(event.type(), 1L, Long::sum));
    return types;
  }

  private int[] counts(Function<Event, String> by) {
    Map<String, Integer> counts = new HashMap<>();
    past.events().forEach(event -> counts.merge(by.apply(event), 1, Integer::sum));
    return counts.values().stream().mapToInt(Integer::intValue).sorted().toArray();
  }

  private static void spread(StringBuilder text, String name, int[] sorted) {
    text.append(
        "| %s | %d | %d | %d |\n"
            .formatted(
                name,
                sorted[sorted.length / 2],
                sorted[sorted.length * 9 / 10],
                sorted[sorted.length - 1]));
  }

  private String uneven() {
    int[] items = counts(Event::item);
    long top = Arrays.stream(items).skip(items.length - Math.max(1, items.length / 100)).sum();
    return String.format(
        Locale.ROOT,
        """

        The most met hundredth of the items has %.0f %% of the events; %d items of the catalogue have
        none. Users are named by the numbers of the source; the data hold nothing else of them.
        What isn't in the data, nobody can learn from them: who the users were, why they came, and
        what they would have liked of what they never saw.
        """,
        100.0 * top / past.events().size(),
        past.catalogue().all().size() - items.length);
  }
}
