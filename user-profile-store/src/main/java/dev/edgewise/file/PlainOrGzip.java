/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Reads files that may be compressed with gzip. The content decides, not the name. */
public final class PlainOrGzip {
  private static final int BUFFER = 1 << 16;

  private PlainOrGzip() {}

  /** Opens a file and decompresses it if it is compressed. */
  public static InputStream open(Path file) throws IOException {
    InputStream stored = Files.newInputStream(file);
    try {
      return decompressed(stored);
    } catch (IOException e) {
      stored.close();
      throw e;
    }
  }

  /** Decompresses a stream if it is compressed; closing the result closes the stream. */
  public static InputStream decompressed(InputStream stored) throws IOException {
    BufferedInputStream bytes = new BufferedInputStream(stored, BUFFER);
    bytes.mark(2);
    boolean gzip = bytes.read() == 0x1f && bytes.read() == 0x8b;
    bytes.reset();
    return gzip ? new GZIPInputStream(bytes, BUFFER) : bytes;
  }
}
