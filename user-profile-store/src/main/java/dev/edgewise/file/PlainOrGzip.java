/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Files that may be compressed by gzip, told by their content: the name doesn't matter. */
public final class PlainOrGzip {
  private static final int BUFFER = 1 << 16;

  private PlainOrGzip() {}

  /** The content of a file, decompressed where it is compressed. */
  public static InputStream open(Path file) throws IOException {
    InputStream stored = Files.newInputStream(file);
    try {
      return decompressed(stored);
    } catch (IOException e) {
      stored.close();
      throw e;
    }
  }

  /** The same of a stream, which is closed with the result. */
  public static InputStream decompressed(InputStream stored) throws IOException {
    BufferedInputStream bytes = new BufferedInputStream(stored, BUFFER);
    bytes.mark(2);
    boolean gzip = bytes.read() == 0x1f && bytes.read() == 0x8b;
    bytes.reset();
    return gzip ? new GZIPInputStream(bytes, BUFFER) : bytes;
  }
}
