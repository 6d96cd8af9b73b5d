/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Decompresses gzip (RFC 1952): one member or several, and zeros between and after them, with which
 * tar pads. {@link java.util.zip.GZIPInputStream} ignores what else follows; this class refuses it.
 * All bytes before a flaw are returned. Then each read throws the same exception: an {@link
 * EOFException} where the data break off, else a {@link ZipException}. For one thread.
 */
public final class GzipStream extends InputStream {
  private static final int BUFFER = 1 << 16;
  private static final int DEFLATE = 8;
  private static final int TRAILER = 8;

  // the flags of a header: which optional parts it has
  private static final int HEADER_SUM = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;

  private final InputStream in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 sum = new CRC32();
  private final byte[] buffer = new byte[BUFFER];
  private int at;
  private int end;
  private boolean begun;
  private boolean inMember;
  private @Nullable IOException flaw;

  /** Decompresses a stream, which is first read by the first read; closing this one closes it. */
  public GzipStream(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (flaw != null) {
      throw flaw;
    }
    try {
      int count = 0;
      while (count == 0 && length > 0 && (inMember || begin())) {
        count = inflate(bytes, offset, length);
      }
      return count == 0 && length > 0 ? -1 : count;
    } catch (EOFException | ZipException e) {
      flaw = e;
      throw e;
    }
  }

  /** Reads the header of the next member; false when there is none. */
  private boolean begin() throws IOException {
    int first = next();
    while (begun && first == 0) {
      first = next();
    }
    if (begun && first < 0) {
      return false;
    }
    if (first != 0x1f || next() != 0x8b || next() != DEFLATE) {
      throw new ZipException(
          begun ? "something else follows the gzip data" : "the data are not gzip");
    }
    int flags = required();
    skipBytes(6); // time, level and system
    if ((flags & EXTRA) != 0) {
      int low = required();
      skipBytes(low | required() << 8);
    }
    skipText(flags & NAME);
    skipText(flags & COMMENT);
    skipBytes(flags & HEADER_SUM); // a sum of two bytes
    begun = true;
    inMember = true;
    sum.reset();
    inflater.reset();
    inflater.setInput(buffer, at, end - at);
    return true;
  }

  private int inflate(byte[] bytes, int offset, int length) throws IOException {
    int count;
    try {
      count = inflater.inflate(bytes, offset, length);
    } catch (DataFormatException e) {
      throw damaged();
    }
    sum.update(bytes, offset, count);
    if (count == 0 && inflater.finished()) {
      at = end - inflater.getRemaining();
      checkTrailer();
      inMember = false;
    } else if (count == 0) {
      if (inflater.needsDictionary()) {
        throw damaged();
      }
      fill();
      if (end == 0) {
        throw brokenOff();
      }
      inflater.setInput(buffer, 0, end);
    }
    return count;
  }

  /** Compares the stored sum and length, of four bytes each, with those of the data. */
  private void checkTrailer() throws IOException {
    long stored = 0;
    for (int i = 0; i < TRAILER; i++) {
      stored |= (long) required() << (8 * i);
    }
    if (stored != (sum.getValue() | inflater.getBytesWritten() << 32)) {
      throw damaged();
    }
  }

  private void skipBytes(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      required();
    }
  }

  /** Skips a text that ends with a zero, if its flag is set. */
  private void skipText(int flag) throws IOException {
    boolean more = flag != 0;
    while (more) {
      more = required() != 0;
    }
  }

  private int required() throws IOException {
    int next = next();
    if (next < 0) {
      throw brokenOff();
    }
    return next;
  }

  private int next() throws IOException {
    if (at == end) {
      fill();
    }
    return at < end ? buffer[at++] & 0xff : -1;
  }

  private void fill() throws IOException {
    at = 0;
    end = Math.max(0, in.read(buffer));
  }

  private static EOFException brokenOff() {
    return new EOFException("the gzip data break off");
  }

  private static ZipException damaged() {
    return new ZipException("the gzip data are damaged");
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }
}
