/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.persona;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import dev.edgewise.ingest.event.BadEventException;
import dev.edgewise.ingest.event.EventArchive;
import dev.edgewise.profile.Event;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.Item;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A ranking that is trivial on purpose: the number of liked genres that a film has, times the
 * logarithm of its popularity. A liked genre is one that all liked films have; a film's popularity
 * is its number of events. What this ranking can do is no proof that another one is good.
 */
final class GenreBaseline {
  private final Catalogue catalogue;
  private final Map<String, Long> events;

  /** Counts the events of each film. */
  GenreBaseline(Catalogue catalogue, Path events) throws IOException, BadEventException {
    List<Event> past = new ArrayList<>();
    EventArchive.of(events, catalogue.description().source()).forEach(past::add);
    this.catalogue = catalogue;
    this.events = past.stream().collect(groupingBy(Event::item, counting()));
  }

  /** The first ten films for someone who likes these. */
  List<Item> topTen(List<String> likes) {
    Set<String> liked = likedGenres(likes);
    return catalogue.all().stream()
        .filter(film -> !likes.contains(film.id()))
        .sorted(
            Comparator.<Item>comparingDouble(film -> -score(film, liked)).thenComparing(Item::id))
        .limit(10)
        .toList();
  }

  private Set<String> likedGenres(List<String> likes) {
    List<Item> films = likes.stream().map(id -> catalogue.find(id).orElseThrow()).toList();
    return films.getFirst().categories().stream()
        .filter(genre -> films.stream().allMatch(film -> film.categories().contains(genre)))
        .collect(toSet());
  }

  private double score(Item film, Set<String> liked) {
    long shared = film.categories().stream().filter(liked::contains).count();
    return shared * Math.log1p(events.getOrDefault(film.id(), 0L));
  }
}
