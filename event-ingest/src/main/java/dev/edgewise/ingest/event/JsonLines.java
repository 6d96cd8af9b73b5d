/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.event;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a JSON Lines stream, one at a time and of bounded length, so that no input, however
 * long, fills the memory. A line is given as soon as it has arrived. Blank lines are passed over,
 * but counted. Used by one thread.
 */
public final class JsonLines implements AutoCloseable {
  private final InputStream in;
  private final int longest;
  private final byte[] buffer = new byte[1 << 16];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);
  private int at;
  private int end;
  private long number;

  /**
   * Lines of a stream, which is closed with this.
   *
   * @param longest how many bytes a line may have
   */
  public JsonLines(InputStream in, int longest) {
    this.in = in;
    this.longest = longest;
  }

  /**
   * The next line that isn't blank, without its end, or null after the last.
   *
   * @throws BadEventException when it is too long; the one after it can still be read
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

  /** The number of the line last read, from 1. */
  public long number() {
    return number;
  }

  /** Reads up to the end of a line, and keeps no more than shows that it is too long. */
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
