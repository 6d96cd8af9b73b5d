/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Fact;
import dev.edgewise.rank.ItemFacts;
import dev.edgewise.rank.PastItem;
import dev.edgewise.rank.UserContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** Films of the bundled catalogue in an order drawn once, and readers who liked some of them. */
final class SampleFilms {
  private static final int LIKED = 8;
  private static final int CANDIDATES = 100;

  private record Film(String id, String title, List<String> genres, Map<String, String> facts) {
    static Film of(String line) {
      JsonObject film = JsonParser.parseString(line).getAsJsonObject();
      return new Film(
          film.get("id").getAsString(),
          film.get("title").getAsString(),
          film.getAsJsonArray("categories").asList().stream()
              .map(JsonElement::getAsString)
              .toList(),
          Map.of("year", film.getAsJsonObject("attributes").get("year").getAsString()));
    }
  }

  private final List<Film> films;

  private SampleFilms(List<Film> films) {
    this.films = films;
  }

  static SampleFilms read(Path home) throws IOException {
    Path items = home.resolve("recommender-service/catalogues/films/items.jsonl.gz");
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(items)), StandardCharsets.UTF_8))) {
      List<Film> films = new ArrayList<>(lines.lines().map(Film::of).toList());
      Collections.shuffle(films, new Random(1));
      return new SampleFilms(films);
    }
  }

  /** The first so many. */
  List<Candidate> candidates(int count) {
    List<Candidate> candidates = new ArrayList<>();
    for (Film film : films.subList(0, count)) {
      List<Fact> facts = ItemFacts.of("genre", film.genres, film.facts);
      candidates.add(new Candidate(film.id, film.title, facts, 1.0 / (candidates.size() + 1)));
    }
    return candidates;
  }

  /** Titles that are nobody's candidates. */
  List<String> otherTitles(int count) {
    return films.subList(films.size() - count, films.size()).stream().map(Film::title).toList();
  }

  /** One who liked eight films, none of them among the first hundred, and their genres. */
  UserContext reader(int number) {
    int from = CANDIDATES + LIKED * number;
    List<Fact> facts = new ArrayList<>();
    List<PastItem> history = new ArrayList<>();
    Set<String> genres = new LinkedHashSet<>();
    for (Film film : films.subList(from, from + LIKED)) {
      genres.addAll(film.genres);
      history.add(new PastItem(film.id, film.title, 0.9));
    }
    for (String genre : genres.stream().limit(3).toList()) {
      String id = "P" + (facts.size() + 2);
      facts.add(new Fact(id, Fact.Kind.LIKED, "genre:" + genre, "liked genre " + genre));
    }
    return new UserContext(facts, history, "en");
  }

  /** A reader of whom one more thing is known, which stands first. */
  static UserContext with(UserContext reader, String attribute, String value) {
    List<Fact> facts = new ArrayList<>(reader.facts());
    facts.add(0, new Fact("P1", Fact.Kind.IS, attribute + ":" + value, attribute + " " + value));
    return new UserContext(facts, reader.history(), reader.language());
  }
}
