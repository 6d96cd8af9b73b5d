/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.data;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values below a header, as RFC 4180 defines them: a field in double quotes may
 * hold commas, line ends and doubled quotes. Blank lines between records are skipped. For one
 * thread.
 */
final class CsvReader {
  private final TextFile file;
  private Iterator<CSVRecord> records;
  private final List<String> header;
  private final Set<Integer> used = new HashSet<>();

  /**
   * Reads the header.
   *
   * @throws IllegalArgumentException when quotes are wrong
   */
  CsvReader(TextFile file) throws IOException {
    this.file = file;
    this.records = records(file);
    List<String> first = next();
    this.header = first == null ? List.of() : first;
  }

  /** The records from the file's next line on. */
  private static Iterator<CSVRecord> records(TextFile file) throws IOException {
    return CSVFormat.RFC4180.parse(new QuotedLines(file)).iterator();
  }

  private @Nullable List<String> next() throws IOException {
    try {
      return records.hasNext() ? records.next().toList() : null;
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CSVException) {
        throw new IllegalArgumentException(
            "after a quoted field there must be a comma or the line's end");
      }
      throw e.getCause();
    }
  }

  List<String> header() {
    return header;
  }

  /**
   * Gives each record below the header to the parser. A record goes to the sink as wrong when the
   * parser rejects it, when its quotes are wrong, or when it has more or fewer fields than the
   * header.
   */
  void forEach(Consumer<List<String>> parser, RecordSink<?> sink) throws IOException {
    sink.unread(unused().values().stream().map(name -> name.toLowerCase(Locale.ROOT)).toList());
    boolean more = true;
    while (more) {
      try {
        List<String> fields = nextOrSkip();
        more = fields != null;
        if (fields != null) {
          parser.accept(sameSize(fields));
        }
      } catch (IllegalArgumentException e) {
        sink.wrong(file.number(), String.valueOf(e.getMessage()));
      }
    }
  }

  private @Nullable List<String> nextOrSkip() throws IOException {
    try {
      return next();
    } catch (IllegalArgumentException e) {
      records = records(file); // the parser can't go on inside a record
      throw e;
    }
  }

  private List<String> sameSize(List<String> fields) {
    if (fields.size() != header.size()) {
      throw new IllegalArgumentException(
          fields.size() + " fields; it must have " + header.size() + ", like the header");
    }
    return fields;
  }

  /** The names of the columns for which nobody has asked, by index. */
  SortedMap<Integer, String> unused() {
    SortedMap<Integer, String> unused = new TreeMap<>();
    for (int i = 0; i < header.size(); i++) {
      if (!used.contains(i)) {
        unused.put(i, header.get(i).strip());
      }
    }
    return unused;
  }

  /** Index of the first of these columns that the header has; upper and lower case are equal. */
  Optional<Integer> find(String... names) {
    Optional<Integer> found =
        Stream.of(names)
            .map(name -> columns().indexOf(name.toLowerCase(Locale.ROOT)))
            .filter(index -> index >= 0)
            .findFirst();
    found.ifPresent(used::add);
    return found;
  }

  /**
   * Index of a required column.
   *
   * @throws IllegalArgumentException when the header has none of these names
   */
  int require(String... names) {
    return find(names)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "the header has no column "
                    + String.join(" or ", names)
                    + "; it has "
                    + FieldParsing.quote(String.join(",", columns()))));
  }

  private List<String> columns() {
    return header.stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
  }

  /**
   * The lines of the file, one at a time, so that the parser reads no further than the record that
   * it is asked for. Rejects quotes that the parser would accept, and fields that never end.
   */
  private static final class QuotedLines extends Reader {
    /** A quoted field with more lines than this lacks its closing quote. */
    private static final int MOST_LINES = 100;

    private final TextFile file;
    private String line = "";
    private int at;
    private int lines;
    private boolean quoted;

    QuotedLines(TextFile file) {
      this.file = file;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
      if (at == line.length() && !advance()) {
        return -1;
      }
      int count = Math.min(length, line.length() - at);
      line.getChars(at, at + count, target, offset);
      at += count;
      return count;
    }

    private boolean advance() throws IOException {
      String next = quoted ? file.more() : file.next();
      lines = quoted ? lines + 1 : 0;
      if (quoted && (next == null || lines > MOST_LINES)) {
        throw new IllegalArgumentException("a quoted field doesn't end; it needs a closing \"");
      }
      line = next == null ? "" : next + "\n";
      at = 0;
      checkQuotes();
      return next != null;
    }

    private void checkQuotes() {
      for (int i = 0; i < line.length(); i++) {
        if (line.charAt(i) == '"') {
          char before = i == 0 ? ',' : line.charAt(i - 1);
          if (!quoted && before != ',' && before != '"') {
            throw new IllegalArgumentException(
                "a field that contains quotes must be quoted, with each inner quote doubled");
          }
          quoted = !quoted;
        }
      }
    }

    @Override
    public void close() {
      // the file is closed by its opener
    }
  }
}
