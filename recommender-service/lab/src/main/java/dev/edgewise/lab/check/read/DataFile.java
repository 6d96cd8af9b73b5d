/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.check.read;

import dev.edgewise.file.FileFormatException;
import dev.edgewise.file.PlainOrGzip;
import dev.edgewise.ingest.json.JsonFields;
import dev.edgewise.recommend.catalogue.CatalogueException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.ZipException;

/**
 * A file of items or events and the format that its first line shows. Files are plain or gzip; the
 * content tells which.
 */
public record DataFile(Path path, Format format) {
  private static final int HEAD = 1 << 16;

  /** The formats that are read. */
  public enum Format {
    JSON_LINES("JSON Lines"),
    DAT("MovieLens .dat"),
    CSV("CSV");

    private final String label;

    Format(String label) {
      this.label = label;
    }

    /** The name in reports. */
    public String label() {
      return label;
    }
  }

  /**
   * Recognises the format of a file.
   *
   * @throws CatalogueException naming file and line, when the file can't be read, is empty or has
   *     another format
   */
  public static DataFile of(Path path) {
    String head = head(path);
    String first =
        head.replaceFirst("^\u00ef\u00bb\u00bf", "") // the byte order mark of UTF-8
            .lines()
            .filter(line -> !line.isBlank())
            .findFirst()
            .orElse("");
    if (first.isEmpty()) {
      throw wrong(path, "the file is empty; it must hold one item or event a line");
    }
    return new DataFile(path, format(path, first.strip()));
  }

  private static Format format(Path path, String first) {
    if (first.startsWith("{")) {
      return Format.JSON_LINES;
    }
    if (first.contains("::")) {
      return Format.DAT;
    }
    if (first.contains(",")) {
      return Format.CSV;
    }
    throw wrong(
        path,
        "'"
            + JsonFields.quote(first.replaceAll("[^ -~]", "?"))
            + "' begins no known format; JSON Lines, MovieLens .dat (a::b::c) or CSV with a header"
            + " and commas is read");
  }

  private static String head(Path path) {
    try (InputStream in = PlainOrGzip.open(path)) {
      return new String(in.readNBytes(HEAD), StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      throw wrong(path, "there is no such file");
    } catch (FileFormatException e) {
      throw wrong(path, String.valueOf(e.getMessage()));
    } catch (EOFException | ZipException e) {
      return beginning(path);
    } catch (IOException e) {
      throw wrong(path, "can't be read: " + e);
    }
  }

  /** What is left of the first bytes of a compressed file that is cut off or broken. */
  private static String beginning(Path path) {
    StringBuilder read = new StringBuilder();
    try (InputStream in = PlainOrGzip.open(path)) {
      for (int next = in.read(); next >= 0; next = in.read()) {
        read.append((char) next);
      }
    } catch (IOException end) {
      // the beginning is all there is
    }
    if (read.isEmpty()) {
      throw wrong(path, "the compressed data are broken or cut off; compress the file again");
    }
    return read.toString();
  }

  private static CatalogueException wrong(Path path, String why) {
    return new CatalogueException(path + ", line 1: " + why, null);
  }
}
