/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.data;

import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.CatalogueDescription;
import dev.edgewise.recommend.catalogue.CatalogueException;
import dev.edgewise.recommend.catalogue.Item;
import dev.edgewise.recommend.catalogue.SpareFields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads items from our JSON Lines, from MovieLens' {@code movies.dat} ({@code 1::Toy Story
 * (1995)::Animation|Comedy}) or from its {@code movies.csv} ({@code movieId,title,genres} and
 * optionally {@code year}). The first line tells which. A title that ends with a year in brackets
 * is split into the title and the attribute {@code year}. Genres become categories, and further
 * columns of CSV attributes.
 */
final class ItemFile {
  private static final Pattern TITLE_AND_YEAR =
      Pattern.compile("(?s)(.*\\S)\\s*\\((\\d{4})\\)\\s*");
  private static final String SEPARATOR = "::";
  private static final String NO_GENRES = "(no genres listed)";

  private final RecordSink<Item> sink;
  private final SpareFields spare;

  private ItemFile(RecordSink<Item> sink, SpareFields spare) {
    this.sink = sink;
    this.spare = spare;
  }

  /**
   * Reads a file of items.
   *
   * @param notes receives a sentence about each column or field that is no field of an item
   * @throws CatalogueException naming file and line, when something is wrong
   */
  static Catalogue read(Path file, Consumer<String> notes) {
    String first = TextFile.firstLine(file);
    if (first.startsWith("{")) {
      return Catalogue.read(file, notes);
    }
    Catalogue catalogue = new Catalogue(description(file));
    if (!first.isEmpty()) {
      RecordSink<Item> sink = RecordSink.strict(item -> addNew(catalogue, item));
      read(file, first.contains(SEPARATOR), sink, notes);
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
  static void read(Path file, boolean dat, RecordSink<Item> sink, Consumer<String> notes) {
    ItemFile items = new ItemFile(sink, new SpareFields(file, notes));
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
          add(file.number(), line.substring(0, first), title, genres, "", Map.of());
        },
        sink);
  }

  private void readCsv(TextFile file) throws IOException {
    CsvReader csv = new CsvReader(file);
    int id = csv.require("movieId", "movie_id", "itemId", "item_id", "item", "id");
    int title = csv.require("title", "name", "description");
    Optional<Integer> genres = csv.find("genres", "categories");
    Optional<Integer> year = csv.find("year");
    SortedMap<Integer, String> unused = csv.unused();
    csv.forEach(
        item ->
            add(
                file.number(),
                item.get(id),
                item.get(title),
                genres.map(item::get).orElse(""),
                year.map(item::get).orElse("").strip(),
                filled(unused, item)),
        sink);
  }

  /** The values of these columns that aren't blank, by name. */
  private static Map<String, @Nullable String> filled(
      SortedMap<Integer, String> columns, List<String> item) {
    Map<String, @Nullable String> filled = new LinkedHashMap<>();
    columns.forEach((index, name) -> {
      if (!item.get(index).isBlank()) {
        filled.putIfAbsent(name, item.get(index).strip());
      }
    });
    return filled;
  }

  private void add(
      long line,
      String id,
      String title,
      String genres,
      String year,
      Map<String, @Nullable String> further) {
    Matcher split = TITLE_AND_YEAR.matcher(title);
    boolean yearInTitle = year.isEmpty() && split.matches();
    String released = yearInTitle ? split.group(2) : year;
    Item item =
        new Item(
            FieldParsing.id("the item's id", id),
            (yearInTitle ? split.group(1) : title).strip(),
            "",
            categories(genres),
            released.isEmpty() ? Map.of() : Map.of("year", released),
            null,
            false);
    sink.accept(line, spare.keptIn(item, further));
  }

  private static List<String> categories(String genres) {
    return Stream.of(genres.split("\\|", -1))
        .map(String::strip)
        .filter(genre -> !genre.isEmpty() && !genre.equals(NO_GENRES))
        .distinct()
        .toList();
  }
}
