/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;

/**
 * Writes a ZIP file whose entries are stored, each one's bytes beginning at a multiple of 64, as
 * TorchScript maps them. Entries carry no time, so equal contents give equal files. Below 4 GiB.
 */
final class StoredZip implements AutoCloseable {
  private static final int ALIGNMENT = 64;
  private static final int LOCAL_HEADER = 30;
  private static final int CENTRAL_HEADER = 46;
  private static final int MIN_EXTRA = 4;
  private static final short FLAG_UTF8 = 0x0800;
  private static final short DATE_1980 = 0x21;
  private static final long LIMIT = 0xffff_ffffL;

  private final FileChannel file;
  private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
  private int entries;

  /** What writes an entry's bytes, piece by piece. */
  interface Content {
    void writeTo(Sink sink) throws IOException;
  }

  /** Takes an entry's bytes. */
  interface Sink {
    void write(ByteBuffer bytes) throws IOException;
  }

  StoredZip(Path path) throws IOException {
    file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  void add(String name, byte[] bytes) throws IOException {
    add(name, sink -> sink.write(ByteBuffer.wrap(bytes)));
  }

  /** Adds an entry of a size that shows only as it is written: its header is filled in after. */
  void add(String name, Content content) throws IOException {
    byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
    long start = file.position();
    int unaligned = (int) ((start + LOCAL_HEADER + nameBytes.length + MIN_EXTRA) % ALIGNMENT);
    int padding = (ALIGNMENT - unaligned) % ALIGNMENT;
    long data = start + LOCAL_HEADER + nameBytes.length + MIN_EXTRA + padding;
    file.position(data);
    CRC32 crc = new CRC32();
    content.writeTo(bytes -> copy(bytes, crc));
    long end = file.position();
    if (end > LIMIT) {
      throw new IOException("A TorchScript file of more than 4 GiB can't be written yet");
    }
    int size = (int) (end - data);
    writeAt(start, localHeader(nameBytes, padding, (int) crc.getValue(), size));
    byte[] entry = centralHeader(nameBytes, (int) start, (int) crc.getValue(), size);
    directory.write(entry, 0, entry.length);
    entries++;
  }

  private void copy(ByteBuffer bytes, CRC32 crc) throws IOException {
    crc.update(bytes.duplicate());
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  private void writeAt(long position, ByteBuffer bytes) throws IOException {
    long at = position;
    while (bytes.hasRemaining()) {
      at += file.write(bytes, at);
    }
  }

  private static ByteBuffer localHeader(byte[] name, int padding, int crc, int size) {
    ByteBuffer b = little(LOCAL_HEADER + name.length + MIN_EXTRA + padding);
    b.putInt(0x04034b50).putShort((short) 20).putShort(FLAG_UTF8).putShort((short) 0);
    b.putShort((short) 0).putShort(DATE_1980).putInt(crc).putInt(size).putInt(size);
    b.putShort((short) name.length).putShort((short) (MIN_EXTRA + padding)).put(name);
    // An extra field "FB" of padding, as PyTorch's own writer has it.
    b.putShort((short) 0x4246).putShort((short) padding);
    return Buffers.flip(b);
  }

  private static byte[] centralHeader(byte[] name, int start, int crc, int size) {
    byte[] header = new byte[CENTRAL_HEADER + name.length];
    ByteBuffer b = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
    b.putInt(0x02014b50).putShort((short) 20).putShort((short) 20).putShort(FLAG_UTF8);
    b.putShort((short) 0).putShort((short) 0).putShort(DATE_1980);
    b.putInt(crc).putInt(size).putInt(size).putShort((short) name.length);
    // extra field, comment, disk and attributes: none
    b.putShort((short) 0).putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0);
    b.putInt(start).put(name);
    return header;
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Writes the directory of entries. Without this call, the file is no ZIP. */
  void finish() throws IOException {
    long start = file.position();
    writeAt(start, ByteBuffer.wrap(directory.toByteArray()));
    ByteBuffer b = little(22);
    b.putInt(0x06054b50).putInt(0).putShort((short) entries).putShort((short) entries);
    b.putInt(directory.size()).putInt((int) start).putShort((short) 0);
    writeAt(start + directory.size(), Buffers.flip(b));
    file.force(true);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
