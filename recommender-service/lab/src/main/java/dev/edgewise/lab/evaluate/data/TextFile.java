/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.data;

import dev.edgewise.file.PlainOrGzip;
import dev.edgewise.ingest.event.JsonLines;
import dev.edgewise.recommend.catalogue.CatalogueException;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A file of lines, plain or gzip; its content tells which. It is read as UTF-8, or as ISO-8859-1 if
 * it isn't well-formed UTF-8, like the older MovieLens files. Lines end with LF or CRLF. A record
 * begins at a line that isn't blank and may continue on others. For one thread.
 */
final class TextFile {
  /** Longer lines are rejected. */
  private static final int LONGEST_LINE = JsonLines.LONGEST_IN_FILES;

  private static final char BYTE_ORDER_MARK = '\ufeff';

  private final Path file;
  private final Reader reader;
  private long lines;
  private long number;

  private TextFile(Path file, Reader reader) {
    this.file = file;
    this.reader = reader;
  }

  /** Reads an open file; an IllegalArgumentException is about the current record. */
  @FunctionalInterface
  interface Parser {
    void parse(TextFile file) throws IOException;
  }

  /**
   * Opens a file, parses it and closes it.
   *
   * @throws CatalogueException naming the file, when it can't be read, or file and line, when the
   *     parser rejects a record
   */
  static void read(Path file, Parser parser) {
    try {
      Charset charset = isUtf8(file) ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
      try (Reader reader =
          new BufferedReader(new InputStreamReader(PlainOrGzip.open(file), charset))) {
        new TextFile(file, reader).accept(parser);
      }
    } catch (IOException e) {
      throw CatalogueException.unreadable(file, e);
    }
  }

  private void accept(Parser parser) throws IOException {
    try {
      parser.parse(this);
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  /** Gives the first line of each record to the parser; wrong ones go to the sink. */
  void forEachLine(Consumer<String> parser, RecordSink<?> sink) throws IOException {
    boolean more = true;
    while (more) {
      try {
        String line = next();
        more = line != null;
        if (line != null) {
          parser.accept(line);
        }
      } catch (IllegalArgumentException e) {
        sink.wrong(number, String.valueOf(e.getMessage()));
      }
    }
  }

  private static boolean isUtf8(Path file) throws IOException {
    try (Reader strict =
        new InputStreamReader(PlainOrGzip.open(file), StandardCharsets.UTF_8.newDecoder())) {
      strict.transferTo(Writer.nullWriter());
      return true;
    } catch (CharacterCodingException notUtf8) {
      return false;
    } catch (EOFException | ZipException cutOff) {
      return true; // reading the lines fails at the same place, after the lines before it
    }
  }

  /** The first line that isn't blank; empty when there is none. It tells the format. */
  static String firstLine(Path file) {
    AtomicReference<String> first = new AtomicReference<>("");
    read(file, text -> first.set(Objects.requireNonNullElse(text.next(), "")));
    return first.get();
  }

  /** Number of the line at which the current record begins, from 1. */
  long number() {
    return number;
  }

  /**
   * The next line that isn't blank, without its end; null after the last. A record begins there.
   *
   * @throws IllegalArgumentException when the line is too long; the next call reads the line after
   *     it
   */
  @Nullable String next() throws IOException {
    String line = more();
    while (line != null && line.isBlank()) {
      line = more();
    }
    number = lines;
    return line;
  }

  /**
   * The next line of the current record, without its end; null after the last.
   *
   * @throws IllegalArgumentException when the line is too long; the next call reads the line after
   *     it
   */
  @Nullable String more() throws IOException {
    int c = reader.read();
    if (c < 0) {
      return null;
    }
    lines++;
    StringBuilder line = new StringBuilder();
    for (; c >= 0 && c != '\n'; c = reader.read()) {
      if (line.length() <= LONGEST_LINE) {
        line.append((char) c);
      }
    }
    if (line.length() > LONGEST_LINE) {
      number = lines;
      throw new IllegalArgumentException(
          "longer than " + LONGEST_LINE + " characters; is it a file of lines?");
    }
    int start = lines == 1 && !line.isEmpty() && line.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
    int end = line.length();
    return line.substring(start, end > start && line.charAt(end - 1) == '\r' ? end - 1 : end);
  }

  private CatalogueException wrong(String why) {
    return new CatalogueException(file + ", line " + number + ": " + why, null);
  }
}
