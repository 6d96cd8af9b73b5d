/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.data;

import dev.edgewise.recommend.catalogue.CatalogueException;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file of lines, plain or gzip by its content. It is UTF-8; when it isn't well-formed UTF-8, it
 * is ISO-8859-1, as the older MovieLens files are. Lines end with LF or CRLF. Used by one thread.
 */
final class TextFile implements AutoCloseable {
  /** A longer line is no line of any of the formats. */
  static final int LONGEST_LINE = 1 << 16;

  private final Path file;
  private final Reader reader;
  private long number;

  private TextFile(Path file, Reader reader) {
    this.file = file;
    this.reader = reader;
  }

  /**
   * Opens a file.
   *
   * @throws CatalogueException when it can't be read
   */
  static TextFile open(Path file) {
    try {
      Charset charset = isUtf8(file) ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
      Reader reader = new BufferedReader(new InputStreamReader(bytes(file), charset), 1 << 16);
      skipByteOrderMark(reader);
      return new TextFile(file, reader);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static boolean isUtf8(Path file) throws IOException {
    char[] buffer = new char[1 << 15];
    try (Reader strict = new InputStreamReader(bytes(file), StandardCharsets.UTF_8.newDecoder())) {
      while (strict.read(buffer) >= 0) {
        // only whether it can be read matters
      }
      return true;
    } catch (CharacterCodingException notUtf8) {
      return false;
    }
  }

  /** By content, not by name: a gzip file begins with 1f 8b. */
  private static InputStream bytes(Path file) throws IOException {
    InputStream bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    try {
      bytes.mark(2);
      boolean gzip = bytes.read() == 0x1f && bytes.read() == 0x8b;
      bytes.reset();
      return gzip ? new GZIPInputStream(bytes, 1 << 16) : bytes;
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
  }

  private static void skipByteOrderMark(Reader reader) throws IOException {
    reader.mark(1);
    if (reader.read() != '\ufeff') {
      reader.reset();
    }
  }

  /** The first line that isn't blank, empty when there is none: it tells the format. */
  static String firstLine(Path file) {
    try (TextFile lines = open(file)) {
      String line = lines.next();
      while (line != null && line.isBlank()) {
        line = lines.next();
      }
      return line == null ? "" : line;
    }
  }

  /** Number of the line that was read last, from 1. */
  long number() {
    return number;
  }

  /**
   * The next line without its end, or null after the last.
   *
   * @throws CatalogueException when the file can't be read, or the line is too long
   */
  @Nullable String next() {
    try {
      StringBuilder line = new StringBuilder();
      int c = reader.read();
      if (c < 0) {
        return null;
      }
      number++;
      for (; c >= 0 && c != '\n'; c = reader.read()) {
        if (line.length() == LONGEST_LINE) {
          throw wrong("longer than " + LONGEST_LINE + " characters; is it a file of lines?");
        }
        line.append((char) c);
      }
      int last = line.length() - 1;
      return last >= 0 && line.charAt(last) == '\r' ? line.substring(0, last) : line.toString();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** What to throw when the line that was read last is wrong. */
  CatalogueException wrong(String why) {
    return wrong(number, why);
  }

  /** What to throw when a line is wrong. */
  CatalogueException wrong(long line, String why) {
    return new CatalogueException(file + ", line " + line + ": " + why, null);
  }

  private static CatalogueException unreadable(Path file, IOException e) {
    String why = e instanceof NoSuchFileException ? "there is no such file" : e.toString();
    return new CatalogueException("can't read " + file + ": " + why, e);
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }
}
