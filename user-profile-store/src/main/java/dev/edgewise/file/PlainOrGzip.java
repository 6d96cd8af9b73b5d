/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.file;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipException;

/** Reads files of lines that may be compressed with gzip. The content decides, not the name. */
public final class PlainOrGzip {
  private static final int BUFFER = 1 << 16;
  private static final int HEAD = 64;
  private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

  /** The beginnings of files in formats that aren't read, as ISO-8859-1. */
  private static final Map<String, String> OTHERS =
      Map.of(
          "(\u00b5/\u00fd", "compressed with zstd; a plain file or gzip is read",
          "PK\u0003\u0004", "a zip archive (or a spreadsheet); a plain file or gzip is read",
          "BZh", "compressed with bzip2; a plain file or gzip is read",
          "\u00fd7zXZ", "compressed with xz; a plain file or gzip is read",
          "PAR1", "a Parquet file; JSON Lines or CSV is read",
          "SQLite", "an SQLite database; JSON Lines or CSV is read",
          "\u00ff\u00fe", "text in UTF-16; UTF-8 is read",
          "\u00fe\u00ff", "text in UTF-16; UTF-8 is read",
          "[", "a JSON array; one object a line is read (jq -c '.[]' FILE writes such lines)");

  private PlainOrGzip() {}

  /**
   * Opens a file and decompresses it if it is compressed.
   *
   * @throws FileFormatException when its first bytes show another format than lines
   */
  public static InputStream open(Path file) throws IOException {
    InputStream stored = Files.newInputStream(file);
    try {
      return decompressed(stored);
    } catch (IOException e) {
      stored.close();
      throw e;
    }
  }

  /**
   * Decompresses a stream if it is compressed; closing the result closes the stream.
   *
   * @throws FileFormatException when the first bytes show another format than lines
   */
  public static InputStream decompressed(InputStream stored) throws IOException {
    BufferedInputStream bytes = new BufferedInputStream(stored, BUFFER);
    bytes.mark(HEAD);
    byte[] head = beginning(bytes);
    bytes.reset();
    if (!text(head).startsWith("\u001f\u008b")) {
      requireLines(text(head));
      return bytes;
    }
    // no buffer around it: that would lose the last bytes before the place where a file is cut off
    InputStream unzipped = new GzipStream(bytes);
    byte[] first = beginning(unzipped);
    requireLines(text(first));
    return new Rejoined(new ByteArrayInputStream(first), unzipped);
  }

  private static byte[] beginning(InputStream in) throws IOException {
    ByteArrayOutputStream first = new ByteArrayOutputStream(HEAD);
    try {
      for (int next = in.read(); next >= 0; next = in.read()) {
        first.write(next);
        if (first.size() == HEAD) {
          return first.toByteArray();
        }
      }
    } catch (EOFException | ZipException cutOff) {
      // reading fails at the same place again, after the bytes before it
    }
    return first.toByteArray();
  }

  private static String text(byte[] head) {
    return new String(head, StandardCharsets.ISO_8859_1);
  }

  private static void requireLines(String head) throws FileFormatException {
    String mark = head.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : "";
    String start = head.substring(mark.length()).replaceFirst("^\\s+", "");
    for (Map.Entry<String, String> other : OTHERS.entrySet()) {
      if (start.startsWith(other.getKey())) {
        throw new FileFormatException(other.getValue());
      }
    }
    if (head.indexOf('\0') >= 0) { // no line of JSON or CSV has any
      throw new FileFormatException(
          "text in UTF-16, or no text, as it has zero bytes; UTF-8 is read");
    }
  }

  /**
   * A stream and the bytes that were read from it already; no read takes from both. Unlike a
   * SequenceInputStream it stays open at its end, so that callers can still ask for the place
   * there.
   */
  private static final class Rejoined extends InputStream {
    private final ByteArrayInputStream first;
    private final InputStream rest;

    Rejoined(ByteArrayInputStream first, InputStream rest) {
      this.first = first;
      this.rest = rest;
    }

    private InputStream current() {
      return first.available() > 0 ? first : rest;
    }

    @Override
    public int read() throws IOException {
      return current().read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return current().read(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      rest.close();
    }
  }
}
