/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.data;

import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventType;
import dev.edgewise.recommend.catalogue.CatalogueException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads ratings from MovieLens' {@code ratings.dat} ({@code user::item::rating::unixSeconds}) or
 * from CSV with the columns {@code userId}, {@code movieId} or {@code itemId}, {@code timestamp},
 * and optionally {@code rating}. Each line is an event {@code rate}, or {@code like} without a
 * rating. The line's number is the event's id, so equal lines are different events.
 */
final class RatingFile {
  static final String SEPARATOR = "::";
  private static final Pattern SPLIT = Pattern.compile(Pattern.quote(SEPARATOR));

  private final String source;
  private final RecordSink<Event> sink;
  private final Map<String, String> known = new HashMap<>();

  private RatingFile(String source, RecordSink<Event> sink) {
    this.source = source;
    this.sink = sink;
  }

  /**
   * Gives each rating of a file to the sink.
   *
   * @param dat whether it is a {@code ratings.dat}, not CSV
   * @param source the source of its events
   * @throws CatalogueException when the file can't be read or CSV lacks a column, or naming file
   *     and line, when the sink throws an IllegalArgumentException
   */
  static void read(Path file, boolean dat, String source, RecordSink<Event> sink) {
    RatingFile ratings = new RatingFile(source, sink);
    TextFile.read(file, dat ? ratings::readDat : ratings::readCsv);
  }

  private void readDat(TextFile file) throws IOException {
    file.forEachLine(
        line -> {
          String[] fields = SPLIT.split(line, -1);
          if (fields.length != 4) {
            throw new IllegalArgumentException(
                FieldParsing.quote(line)
                    + " is not a rating; it must be user::item::rating::unixSeconds");
          }
          accept(file.number(), fields[0], fields[1], fields[2], fields[3]);
        },
        sink);
  }

  private void readCsv(TextFile file) throws IOException {
    CsvReader csv = new CsvReader(file);
    int user = csv.require("userId", "user_id", "user");
    int item = csv.require("movieId", "movie_id", "itemId", "item_id", "item");
    int time = csv.require("timestamp", "time", "ts");
    Optional<Integer> value = csv.find("rating", "value");
    csv.forEach(
        event ->
            accept(
                file.number(),
                event.get(user),
                event.get(item),
                value.map(event::get).orElse(""),
                event.get(time)),
        sink);
  }

  private void accept(long line, String user, String item, String rating, String time) {
    Double value = rating.isBlank() ? null : (Double) FieldParsing.number("the rating", rating);
    sink.accept(
        line,
        new Event(
            String.valueOf(line),
            source,
            kept(FieldParsing.id("the user", user)),
            kept(FieldParsing.id("the item", item)),
            (value == null ? EventType.LIKE : EventType.RATE).type(),
            FieldParsing.time("the time", time),
            value,
            List.of(),
            Map.of()));
  }

  /** One string for all equal ids: a million lines contain some thousands of ids. */
  private String kept(String id) {
    return known.computeIfAbsent(id, same -> same);
  }
}
