/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.data;

import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventType;
import dev.edgewise.recommend.catalogue.CatalogueException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Ratings as MovieLens' {@code ratings.dat} ({@code user::item::rating::unixSeconds}) or as CSV
 * whose header names the columns: {@code userId}, {@code movieId} or {@code itemId}, {@code
 * timestamp}, and {@code rating} where there are any. Each line is an event {@code rate}, or {@code
 * like} where no rating is given, and its number is its id: lines that say the same are two events.
 */
final class RatingFile {
  static final String SEPARATOR = "::";
  private static final Pattern SPLIT = Pattern.compile(Pattern.quote(SEPARATOR));

  private final Path file;
  private final String source;
  private final Consumer<Event> sink;
  private final Map<String, String> known = new HashMap<>();

  /**
   * A file that is read once.
   *
   * @param source the source of its events
   */
  RatingFile(Path file, String source, Consumer<Event> sink) {
    this.file = file;
    this.source = source;
    this.sink = sink;
  }

  /**
   * Gives each line to the sink.
   *
   * @throws CatalogueException naming file and line, when something is wrong
   */
  void read(boolean dat) {
    try (TextFile lines = TextFile.open(file)) {
      if (dat) {
        readDat(lines);
      } else {
        readCsv(lines);
      }
    }
  }

  private void readDat(TextFile lines) {
    for (String line = lines.next(); line != null; line = lines.next()) {
      if (!line.isBlank()) {
        String[] fields = SPLIT.split(line, -1);
        if (fields.length != 4) {
          throw lines.wrong(
              Texts.quote(line) + " is no rating; it must be user::item::rating::unixSeconds");
        }
        try {
          accept(lines.number(), fields[0], fields[1], Optional.of(fields[2]), fields[3]);
        } catch (IllegalArgumentException e) {
          throw lines.wrong(String.valueOf(e.getMessage()));
        }
      }
    }
  }

  private void readCsv(TextFile lines) {
    CsvReader records = new CsvReader(lines);
    List<String> header = records.next();
    if (header == null) {
      return;
    }
    try {
      Columns columns = new Columns(header);
      int user = columns.require("userId", "user_id", "user");
      int item = columns.require("movieId", "movie_id", "itemId", "item_id", "item");
      int time = columns.require("timestamp", "time", "ts");
      Optional<Integer> value = columns.find("rating", "value");
      for (List<String> one = records.next(); one != null; one = records.next()) {
        if (one.size() != columns.count()) {
          throw new IllegalArgumentException(
              one.size() + " fields; it must have " + columns.count() + " as the header has");
        }
        accept(records.number(), one.get(user), one.get(item), value.map(one::get), one.get(time));
      }
    } catch (IllegalArgumentException e) {
      throw records.wrong(String.valueOf(e.getMessage()));
    }
  }

  private void accept(long line, String user, String item, Optional<String> rating, String time) {
    Optional<Double> value =
        rating.filter(text -> !text.isBlank()).map(text -> Texts.number("the rating", text));
    sink.accept(
        new Event(
            String.valueOf(line),
            source,
            kept(Texts.id("the user", user)),
            kept(Texts.id("the item", item)),
            (value.isPresent() ? EventType.RATE : EventType.LIKE).type(),
            Texts.time("the time", time),
            value.orElse(null),
            List.of(),
            Map.of()));
  }

  /** One string for all that are equal: a million lines name some thousands. */
  private String kept(String id) {
    return known.computeIfAbsent(id, same -> same);
  }
}
