/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.data;

import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.CatalogueDescription;
import dev.edgewise.recommend.catalogue.CatalogueException;
import dev.edgewise.recommend.catalogue.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads items from our JSON Lines, from MovieLens' {@code movies.dat} ({@code 1::Toy Story
 * (1995)::Animation|Comedy}) or from its {@code movies.csv} ({@code movieId,title,genres} and
 * optionally {@code year}). The first line tells which. A title that ends with a year in brackets
 * is split into the title and the attribute {@code year}. Genres become categories.
 */
final class ItemFile {
  private static final Pattern TITLE_AND_YEAR =
      Pattern.compile("(?s)(.*\\S)\\s*\\((\\d{4})\\)\\s*");
  private static final String SEPARATOR = "::";
  private static final String NO_GENRES = "(no genres listed)";

  private final RecordSink<Item> sink;

  private ItemFile(RecordSink<Item> sink) {
    this.sink = sink;
  }

  /**
   * Reads a file of items.
   *
   * @throws CatalogueException naming file and line, when something is wrong
   */
  static Catalogue read(Path file) {
    String first = TextFile.firstLine(file);
    if (first.startsWith("{")) {
      return Catalogue.read(file);
    }
    Catalogue catalogue = new Catalogue(description(file));
    if (!first.isEmpty()) {
      read(file, first.contains(SEPARATOR), RecordSink.strict(item -> addNew(catalogue, item)));
    }
    if (catalogue.all().isEmpty()) {
      throw new CatalogueException(file + " holds no items; it must hold one a line", null);
    }
    return catalogue;
  }

  private static void addNew(Catalogue catalogue, Item item) {
    if (catalogue.find(item.id()).isPresent()) {
      throw new IllegalArgumentException(
          "a second item with id " + FieldParsing.quote(item.id()) + "; each must have its own");
    }
    catalogue.put(item);
  }

  /**
   * Gives each item of a MovieLens file or of CSV to the sink.
   *
   * @throws CatalogueException when the file can't be read or CSV lacks a column, or naming file
   *     and line, when the sink throws an IllegalArgumentException
   */
  static void read(Path file, boolean dat, RecordSink<Item> sink) {
    ItemFile items = new ItemFile(sink);
    TextFile.read(file, dat ? items::readDat : items::readCsv);
  }

  /** The description of a catalogue in a MovieLens file or in CSV. */
  static CatalogueDescription description(Path file) {
    CatalogueDescription beside = CatalogueDescription.beside(file);
    String name = beside.name();
    return Files.exists(file.resolveSibling(CatalogueDescription.FILE))
        ? beside
        : new CatalogueDescription(name, name, "genre", name, Map.of(), "", null);
  }

  private void readDat(TextFile file) throws IOException {
    file.forEachLine(
        line -> {
          int first = line.indexOf(SEPARATOR);
          int last = line.lastIndexOf(SEPARATOR);
          if (first < 0 || last < first + SEPARATOR.length()) {
            throw new IllegalArgumentException(
                FieldParsing.quote(line) + " is not an item; it must be id::title::genres");
          }
          String title = line.substring(first + SEPARATOR.length(), last);
          String genres = line.substring(last + SEPARATOR.length());
          add(file.number(), line.substring(0, first), title, genres, "");
        },
        sink);
  }

  private void readCsv(TextFile file) throws IOException {
    CsvReader csv = new CsvReader(file);
    int id = csv.require("movieId", "movie_id", "itemId", "item_id", "item", "id");
    int title = csv.require("title", "name", "description");
    Optional<Integer> genres = csv.find("genres", "categories");
    Optional<Integer> year = csv.find("year");
    csv.forEach(
        item ->
            add(
                file.number(),
                item.get(id),
                item.get(title),
                genres.map(item::get).orElse(""),
                year.map(item::get).orElse("").strip()),
        sink);
  }

  private void add(long line, String id, String title, String genres, String year) {
    Matcher split = TITLE_AND_YEAR.matcher(title);
    boolean yearInTitle = year.isEmpty() && split.matches();
    String released = yearInTitle ? split.group(2) : year;
    sink.accept(
        line,
        new Item(
            FieldParsing.id("the item's id", id),
            (yearInTitle ? split.group(1) : title).strip(),
            "",
            categories(genres),
            released.isEmpty() ? Map.of() : Map.of("year", released),
            null,
            false));
  }

  private static List<String> categories(String genres) {
    return Stream.of(genres.split("\\|", -1))
        .map(String::strip)
        .filter(genre -> !genre.isEmpty() && !genre.equals(NO_GENRES))
        .distinct()
        .toList();
  }
}
