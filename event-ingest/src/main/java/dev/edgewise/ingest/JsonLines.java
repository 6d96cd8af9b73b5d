/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a JSON Lines stream, one at a time and of bounded length, so that no input, however
 * long, fills the memory. Blank lines are passed over, but counted. Used by one thread.
 */
public final class JsonLines implements AutoCloseable {
  private final InputStream in;
  private final int longest;
  private long number;

  /**
   * Lines of a stream, which is closed with this.
   *
   * @param longest how many bytes a line may have
   */
  public JsonLines(InputStream in, int longest) {
    this.in = new BufferedInputStream(in, 1 << 16);
    this.longest = longest;
  }

  /**
   * The next line that isn't blank, without its end, or null after the last.
   *
   * @throws BadEventException when it is too long; the one after it can still be read
   */
  public byte @Nullable [] next() throws IOException, BadEventException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    while (true) {
      int end = readLine(line);
      if (line.size() > longest) {
        throw new BadEventException("", "a line must be at most " + longest + " bytes");
      }
      if (!isBlank(line)) {
        return line.toByteArray();
      }
      if (end < 0) {
        return null;
      }
      line.reset();
    }
  }

  /** The number of the line last read, from 1. */
  public long number() {
    return number;
  }

  private int readLine(ByteArrayOutputStream line) throws IOException {
    number++;
    while (true) {
      int b = in.read();
      if (b < 0 || b == '\n') {
        return b;
      }
      if (line.size() <= longest) {
        line.write(b);
      }
    }
  }

  private static boolean isBlank(ByteArrayOutputStream line) {
    for (byte b : line.toByteArray()) {
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
