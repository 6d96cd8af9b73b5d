/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.train;

import dev.edgewise.ingest.event.BadEventException;
import dev.edgewise.ingest.event.EventArchive;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.recommend.catalogue.Catalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A catalogue's past events in time order, and what each user came to like when.
 *
 * @param catalogue their items
 * @param signals how much liking each shows
 * @param events oldest first; those of items that the catalogue lacks are left out
 */
record Past(Catalogue catalogue, SignalWeights signals, List<Event> events) {

  static Past read(Catalogue catalogue, SignalWeights signals, Path file)
      throws IOException, BadEventException {
    List<Event> events = new ArrayList<>();
    EventArchive.of(file, catalogue.description().source())
        .forEach(event -> {
          if (catalogue.find(event.item()).isPresent()) {
            events.add(catalogue.enrich(event));
          }
        });
    events.sort(Comparator.comparing(Event::time).thenComparing(Event::id));
    return new Past(catalogue, signals, events);
  }

  /** Whether a recommendation should have led to it: any sign of liking. */
  boolean liked(Event event) {
    return signals.of(event) > 0;
  }

  /** Each user's liked items within a span of time, oldest first, each once. */
  Map<String, Set<String>> likes(Instant from, Instant until) {
    Map<String, Set<String>> likes = new HashMap<>();
    for (Event event : events) {
      if (liked(event) && !event.time().isBefore(from) && event.time().isBefore(until)) {
        likes.computeIfAbsent(event.user(), user -> new LinkedHashSet<>()).add(event.item());
      }
    }
    return likes;
  }

  /** Everyone who did anything before a moment. */
  Set<String> usersBefore(Instant moment) {
    Set<String> users = new HashSet<>();
    for (Event event : events) {
      if (event.time().isBefore(moment)) {
        users.add(event.user());
      }
    }
    return users;
  }
}
