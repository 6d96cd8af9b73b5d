/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.model;

import com.google.gson.Gson;
import dev.edgewise.phi.archive.Precision;
import dev.edgewise.phi.archive.WriteProgress;
import dev.edgewise.phi.convert.ModelImport;
import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Fact;
import dev.edgewise.rank.ItemFacts;
import dev.edgewise.rank.PastItem;
import dev.edgewise.rank.UserContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** The model and the films in the repository, with readers who liked some of the films. */
final class BundledFilms {
  private static final int LIKED = 8;
  private static final int CANDIDATES = 100;

  /** A line of the catalogue. */
  private record Film(
      String id, String title, List<String> categories, Map<String, String> attributes) {}

  private final List<Film> films;

  private BundledFilms(List<Film> films) {
    this.films = films;
  }

  /** Imports the trained model into a folder at a precision, and returns the new archive. */
  static Path importModel(Path home, Path folder, Precision precision) {
    Path archive = folder.resolve("bundled-" + precision);
    ModelImport.run(
        home.resolve("llm-ranker/models/films-small"), archive, precision, WriteProgress.SILENT);
    return archive;
  }

  /** Reads the films in the order of the catalogue. */
  static BundledFilms read(Path home) throws IOException {
    Path items = home.resolve("recommender-service/catalogues/films/items.jsonl.gz");
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(items))) {
      Gson gson = new Gson();
      return new BundledFilms(
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .map(line -> gson.fromJson(line, Film.class))
              .collect(Collectors.toCollection(ArrayList::new)));
    }
  }

  /** Reads the films in a random order, the same each time. */
  static BundledFilms readShuffled(Path home) throws IOException {
    BundledFilms read = read(home);
    Collections.shuffle(read.films, new Random(1));
    return read;
  }

  /** The first films as candidates. */
  List<Candidate> candidates(int count) {
    List<Candidate> candidates = new ArrayList<>();
    for (Film film : films.subList(0, count)) {
      List<Fact> facts = ItemFacts.of("genre", film.categories, film.attributes);
      candidates.add(new Candidate(film.id, film.title, facts, 1.0 / (candidates.size() + 1)));
    }
    return candidates;
  }

  /** The titles of all films. */
  List<String> titles() {
    return films.stream().map(Film::title).toList();
  }

  /** A reader who liked eight films, none of the first hundred, and three of their genres. */
  UserContext reader(int number) {
    int from = CANDIDATES + LIKED * number;
    List<Film> liked = films.subList(from, from + LIKED);
    List<Fact> facts = new ArrayList<>();
    liked.stream()
        .flatMap(film -> film.categories.stream())
        .distinct()
        .limit(3)
        .forEach(genre -> {
          String id = "P" + (facts.size() + 2);
          facts.add(new Fact(id, Fact.Kind.LIKED, "genre:" + genre, "liked genre " + genre));
        });
    return new UserContext(
        facts, liked.stream().map(film -> new PastItem(film.id, film.title, 0.9)).toList(), "en");
  }

  /** The same reader with one more fact, which comes first. */
  static UserContext with(UserContext reader, String attribute, String value) {
    List<Fact> facts = new ArrayList<>(reader.facts());
    facts.add(0, new Fact("P1", Fact.Kind.IS, attribute + ":" + value, attribute + " " + value));
    return new UserContext(facts, reader.history(), reader.language());
  }
}
