/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.event;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Splits a JSON Lines stream into lines of bounded length, so that no input can fill the memory.
 * Returns each line as soon as it has arrived. Skips blank lines, but counts them. Used by one
 * thread.
 */
public final class JsonLines implements AutoCloseable {
  /** The greatest length of a line in a file of items or events, in bytes. */
  public static final int LONGEST_IN_FILES = 1 << 20;

  private final InputStream in;
  private final int longest;
  private final byte[] buffer = new byte[1 << 16];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);
  private int at;
  private int end;
  private long number;

  /**
   * The lines of a stream; closing this object closes the stream.
   *
   * @param longest the greatest length of a line, in bytes
   */
  public JsonLines(InputStream in, int longest) {
    this.in = in;
    this.longest = longest;
  }

  /**
   * Returns the next line that is not blank, without its line break, or null at the end.
   *
   * @throws BadEventException when the line is too long; the next call reads the line after it
   */
  public byte @Nullable [] next() throws IOException, BadEventException {
    boolean ended = false;
    while (!ended) {
      number++;
      ended = !readLine();
      if (line.size() > longest) {
        throw new BadEventException("", "a line must be at most " + longest + " bytes");
      }
      byte[] bytes = line.toByteArray();
      if (!isBlank(bytes)) {
        return bytes;
      }
    }
    return null;
  }

  /** Returns the number of the last line read, from 1. */
  public long number() {
    return number;
  }

  /** Reads one line, and keeps only enough of a long line to detect that it is too long. */
  private boolean readLine() throws IOException {
    line.reset();
    while (at < end || fill()) {
      int stop = at;
      while (stop < end && buffer[stop] != '\n') {
        stop++;
      }
      line.write(buffer, at, Math.min(stop - at, Math.max(0, longest + 1 - line.size())));
      at = stop + 1;
      if (stop < end) {
        return true;
      }
    }
    return false;
  }

  private boolean fill() throws IOException {
    at = 0;
    end = Math.max(0, in.read(buffer));
    return end > 0;
  }

  private static boolean isBlank(byte[] line) {
    for (byte b : line) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
