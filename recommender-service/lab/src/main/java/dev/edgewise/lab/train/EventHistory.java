/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.train;

import dev.edgewise.ingest.event.BadEventException;
import dev.edgewise.ingest.event.EventArchive;
import dev.edgewise.ingest.event.RatingScales;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.recommend.catalogue.Catalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A catalogue's historical events in time order.
 *
 * @param catalogue the items of the events
 * @param signals how much liking an event shows
 * @param events oldest first, only those whose items are in the catalogue
 */
record EventHistory(Catalogue catalogue, SignalWeights signals, List<Event> events) {

  /** Reads a file; {@code notes} receives a sentence about each field that is not known. */
  static EventHistory read(
      Catalogue catalogue, RatingScales scales, Path file, Consumer<String> notes)
      throws IOException, BadEventException {
    List<Event> events = new ArrayList<>();
    EventArchive.of(file, catalogue.description().source())
        .checkedBy(scales::objection)
        .noting(notes)
        .forEach(event -> {
          scales.add(event);
          if (catalogue.find(event.item()).isPresent()) {
            events.add(catalogue.enrich(event));
          }
        });
    // a stable sort keeps events of the same time in the order of their lines
    events.sort(Comparator.comparing(Event::time));
    return new EventHistory(catalogue, scales.signals(), events);
  }

  /** Whether the event shows any liking. */
  boolean liked(Event event) {
    return signals.of(event) > 0;
  }

  /** Each user's liked items within a time span, oldest first, each once. */
  Map<String, Set<String>> likes(Instant from, Instant until) {
    Map<String, Set<String>> likes = new HashMap<>();
    for (Event event : events) {
      if (liked(event) && !event.time().isBefore(from) && event.time().isBefore(until)) {
        likes.computeIfAbsent(event.user(), user -> new LinkedHashSet<>()).add(event.item());
      }
    }
    return likes;
  }

  /** The users with an event before this time. */
  Set<String> usersBefore(Instant time) {
    return events.stream()
        .filter(event -> event.time().isBefore(time))
        .map(Event::user)
        .collect(Collectors.toSet());
  }

  /** These users in a random order, which depends only on the seed. */
  static List<String> shuffled(Collection<String> users, long seed) {
    List<String> order = users.stream().sorted().collect(Collectors.toCollection(ArrayList::new));
    Collections.shuffle(order, new Random(seed));
    return order;
  }
}
