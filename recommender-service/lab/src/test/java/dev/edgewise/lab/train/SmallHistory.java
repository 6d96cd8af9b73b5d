/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.train;

import dev.edgewise.profile.Event;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.Item;
import dev.edgewise.recommend.catalogue.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Events of seventy users with fifty films over four months. Each user likes the films of one genre
 * and dislikes the others.
 */
final class SmallHistory {
  static final int ITEMS = 50;
  static final int USERS = 70;
  static final int DAYS = 120;
  private static final List<String> GENRES = List.of("Drama", "Horror", "Comedy", "War", "Music");

  private SmallHistory() {}

  static String genreOf(int item) {
    return GENRES.get(item % GENRES.size());
  }

  static List<Item> items() {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < ITEMS; i++) {
      items.add(Samples.item("film" + i, genreOf(i) + " story " + i, genreOf(i)));
    }
    return items;
  }

  static List<Event> events() {
    Random random = new Random(8);
    List<Event> events = new ArrayList<>();
    for (int user = 0; user < USERS; user++) {
      for (int item = 0; item < ITEMS; item++) {
        boolean own = item % GENRES.size() == user % GENRES.size();
        if (random.nextDouble() < (own ? 0.9 : 0.1)) {
          int hour = random.nextInt(DAYS * 24);
          events.add(Samples.event("user" + user, "film" + item, own ? "like" : "dislike", hour));
        }
      }
    }
    events.sort(Comparator.comparing(Event::time).thenComparing(Event::id));
    return events;
  }

  static EventHistory history() {
    Catalogue catalogue = Samples.catalogue(items().toArray(Item[]::new));
    List<Event> events = events().stream().map(catalogue::enrich).toList();
    return new EventHistory(catalogue, SignalWeights.standard(), events);
  }

  /** The same events and films as files; the last four weeks are held out. */
  static void write(Path folder) throws IOException {
    List<String> items = new ArrayList<>();
    for (Item item : items()) {
      items.add(
          "{\"id\":\"%s\",\"title\":\"%s\",\"categories\":[\"%s\"],\"attributes\":{\"year\":2010}}"
              .formatted(item.id(), item.title(), item.categories().getFirst()));
    }
    List<String> events = new ArrayList<>();
    for (Event e : events()) {
      events.add(
          "{\"user\":\"%s\",\"item\":\"%s\",\"type\":\"%s\",\"time\":\"%s\"}"
              .formatted(e.user(), e.item(), e.type(), e.time()));
    }
    Files.write(folder.resolve("items.jsonl"), items);
    Files.write(folder.resolve("events.jsonl"), events);
    Files.writeString(
        folder.resolve("catalogue.json"),
        "{\"name\":\"small\",\"categories\":\"genre\",\"trainingEnds\":\"%s\"}"
            .formatted(Samples.START.plus(Duration.ofDays(DAYS - 28))));
  }
}
