/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.data;

import dev.edgewise.ingest.event.BadEventException;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.profile.ValueScale;
import dev.edgewise.recommend.catalogue.Catalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A catalogue and the events of its items. Each event is one interaction, whatever its value.
 * Immutable, except for the catalogue, which is not changed here.
 *
 * @param catalogue the items
 * @param signals how much liking each event shows to a profile
 * @param events in the order of time, then line; each with its item's traits
 * @param items in the order of their ids; with a core only the items with events, otherwise all
 * @param userOrder the order of user ids
 * @param itemOrder the order of item ids
 * @param leftOut numbers of events that were read and left out
 */
public record Dataset(
    Catalogue catalogue,
    SignalWeights signals,
    List<Event> events,
    List<String> items,
    Comparator<String> userOrder,
    Comparator<String> itemOrder,
    LeftOut leftOut) {

  public Dataset {
    events = List.copyOf(events);
    items = List.copyOf(items);
  }

  /**
   * Numbers of left out events by reason.
   *
   * @param unknownItems of items that the catalogue lacks
   * @param noInteractions requests, searches and impressions
   * @param core of users and items with too few events
   */
  public record LeftOut(long unknownItems, long noInteractions, long core) {}

  /**
   * Reads files of any of the formats, plain or gzip.
   *
   * @param core users and items must have this number of events; 0 for any number
   * @throws dev.edgewise.recommend.catalogue.CatalogueException naming the wrong file and line
   * @throws BadEventException when a line of events in JSON Lines is wrong
   * @throws IOException when a file can't be read
   */
  public static Dataset read(Path items, Path events, int core)
      throws IOException, BadEventException {
    return read(items, events, core, null, note -> {});
  }

  /**
   * Reads files likewise.
   *
   * @param scale the scale of all ratings; null for the catalogue's, or else the learnt scales
   * @param notes receives a sentence for each source that has ratings, and for each field that is
   *     not known
   */
  public static Dataset read(
      Path items, Path events, int core, @Nullable ValueScale scale, Consumer<String> notes)
      throws IOException, BadEventException {
    Catalogue catalogue = ItemFile.read(items, notes);
    EventFile file = EventFile.read(events, catalogue, scale, notes);
    file.notes().forEach(notes);
    return of(catalogue, file, core);
  }

  private static Dataset of(Catalogue catalogue, EventFile file, int core) {
    Comparator<String> users = IdOrder.of(file.events().stream().map(Event::user).toList());
    Comparator<String> items = IdOrder.of(catalogue.all().stream().map(i -> i.id()).toList());
    // A stable sort keeps events of the same time in the order of their lines.
    List<Event> sorted = file.events().stream().sorted(Comparator.comparing(Event::time)).toList();
    List<Event> kept = CoreFilter.of(sorted, core);
    return new Dataset(
        catalogue,
        file.signals(),
        kept,
        items(catalogue, kept, core, items),
        users,
        items,
        new LeftOut(file.unknownItems(), file.noInteractions(), 1L * sorted.size() - kept.size()));
  }

  private static List<String> items(
      Catalogue catalogue, List<Event> events, int core, Comparator<String> order) {
    return core > 1
        ? events.stream().map(Event::item).distinct().sorted(order).toList()
        : catalogue.all().stream().map(item -> item.id()).sorted(order).toList();
  }

  /** The users with events, in the order of their ids. */
  public List<String> users() {
    return events.stream().map(Event::user).distinct().sorted(userOrder).toList();
  }

  /** The items with events, in the order of their ids. */
  public List<String> itemsWithEvents() {
    return events.stream().map(Event::item).distinct().sorted(itemOrder).toList();
  }
}
