/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.data;

import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.CatalogueDescription;
import dev.edgewise.recommend.catalogue.CatalogueException;
import dev.edgewise.recommend.catalogue.Item;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Items as our JSON Lines, as MovieLens' {@code movies.dat} ({@code 1::Toy Story
 * (1995)::Animation|Comedy}) or as its {@code movies.csv} ({@code movieId,title,genres}, to which
 * {@code year} may come). The first line tells which. A title that ends with a year in brackets is
 * split into title and the attribute {@code year}; genres become categories.
 */
final class ItemFile {
  private static final Pattern TITLE_AND_YEAR =
      Pattern.compile("(?s)(.*\\S)\\s*\\((\\d{4})\\)\\s*");
  private static final String SEPARATOR = "::";
  private static final String NO_GENRES = "(no genres listed)";

  private final Path file;
  private final Catalogue catalogue;

  private ItemFile(Path file) {
    this.file = file;
    this.catalogue = new Catalogue(description(file));
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
    ItemFile items = new ItemFile(file);
    if (first.contains(SEPARATOR)) {
      items.readDat();
    } else {
      items.readCsv();
    }
    if (items.catalogue.all().isEmpty()) {
      throw new CatalogueException(file + " holds no items; it must hold one a line", null);
    }
    return items.catalogue;
  }

  private static CatalogueDescription description(Path file) {
    if (Files.exists(file.resolveSibling(CatalogueDescription.FILE))) {
      return CatalogueDescription.beside(file);
    }
    String name = CatalogueDescription.beside(file).name();
    return new CatalogueDescription(name, name, "genre", name, Map.of(), "", null, Map.of());
  }

  private void readDat() {
    try (TextFile lines = TextFile.open(file)) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        try {
          if (!line.isBlank()) {
            addDat(line);
          }
        } catch (IllegalArgumentException e) {
          throw lines.wrong(String.valueOf(e.getMessage()));
        }
      }
    }
  }

  private void addDat(String line) {
    int first = line.indexOf(SEPARATOR);
    int last = line.lastIndexOf(SEPARATOR);
    if (first < 0 || last == first) {
      throw new IllegalArgumentException(
          Texts.quote(line) + " is no item; it must be id::title::genres");
    }
    add(
        line.substring(0, first),
        line.substring(first + 2, last),
        line.substring(last + 2),
        Optional.empty());
  }

  private void readCsv() {
    try (TextFile lines = TextFile.open(file)) {
      CsvReader records = new CsvReader(lines);
      List<String> header = records.next();
      if (header == null) {
        return;
      }
      try {
        ItemColumns columns = new ItemColumns(new Columns(header));
        for (List<String> one = records.next(); one != null; one = records.next()) {
          columns.check(one);
          add(columns.id(one), columns.title(one), columns.genres(one), columns.year(one));
        }
      } catch (IllegalArgumentException e) {
        throw records.wrong(String.valueOf(e.getMessage()));
      }
    }
  }

  private record ItemColumns(Columns columns) {
    String id(List<String> record) {
      return record.get(columns.require("movieId", "movie_id", "itemId", "item_id", "item", "id"));
    }

    String title(List<String> record) {
      return record.get(columns.require("title", "name", "description"));
    }

    String genres(List<String> record) {
      return columns.find("genres", "categories").map(record::get).orElse("");
    }

    Optional<String> year(List<String> record) {
      return columns.find("year").map(record::get).map(String::strip).filter(y -> !y.isEmpty());
    }

    void check(List<String> record) {
      if (record.size() != columns.count()) {
        throw new IllegalArgumentException(
            record.size() + " fields; it must have " + columns.count() + " as the header has");
      }
    }
  }

  private void add(String id, String title, String genres, Optional<String> year) {
    Map<String, String> attributes = new LinkedHashMap<>();
    Matcher split = TITLE_AND_YEAR.matcher(title);
    boolean yearInTitle = year.isEmpty() && split.matches();
    year.or(() -> yearInTitle ? Optional.of(split.group(2)) : Optional.empty())
        .ifPresent(y -> attributes.put("year", y));
    Item item =
        new Item(
            Texts.id("the item's id", id),
            (yearInTitle ? split.group(1) : title).strip(),
            "",
            categories(genres),
            attributes,
            null,
            false);
    if (catalogue.find(item.id()).isPresent()) {
      throw new IllegalArgumentException(
          "a second item with id " + Texts.quote(item.id()) + "; each must have its own");
    }
    catalogue.put(item);
  }

  private static List<String> categories(String genres) {
    return Stream.of(genres.split("\\|", -1))
        .map(String::strip)
        .filter(genre -> !genre.isEmpty() && !genre.equals(NO_GENRES))
        .distinct()
        .toList();
  }
}
