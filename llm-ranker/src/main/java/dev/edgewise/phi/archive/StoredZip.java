/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * A writer of ZIP files with uncompressed entries. The bytes of each entry begin at a multiple of
 * 64, since TorchScript maps them into memory. Entries carry no time, so equal contents give equal
 * files. The file may be longer than 4 GiB (ZIP64), an entry may not. Writing an unfinished file
 * can resume after any of its entries.
 */
final class StoredZip implements AutoCloseable {
  private static final int ALIGNMENT = 64;
  private static final int LOCAL_HEADER = 30;
  private static final int MIN_EXTRA = 4;
  private static final short FLAG_UTF8 = 0x0800;
  private static final short DATE_1980 = 0x21;
  private static final long LIMIT = 0xffff_ffffL;
  private static final int ZIP64_EXTRA = 12;
  private static final int END = 22;

  private final FileChannel file;
  private final List<Entry> entries = new ArrayList<>();

  /**
   * A written entry.
   *
   * @param start where its header begins in the file
   * @param end where its bytes end in the file
   */
  record Entry(String name, long start, long size, int crc, long end) {}

  /** A producer of an entry's bytes, piece by piece. */
  interface Content {
    void writeTo(Sink sink) throws IOException;
  }

  /** A consumer of an entry's bytes. */
  interface Sink {
    void write(ByteBuffer bytes) throws IOException;
  }

  /** Opens a file and truncates it behind these entries, which an earlier run wrote. */
  StoredZip(Path path, List<Entry> written) throws IOException {
    file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    long end = written.isEmpty() ? 0 : written.get(written.size() - 1).end();
    if (file.size() < end) {
      throw new IOException(path + " is shorter than the entries that were written to it");
    }
    file.truncate(end);
    file.position(end);
    entries.addAll(written);
  }

  /** The entries written so far. */
  List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** Where an entry's bytes lie in a file. */
  record Extent(long offset, long size) {}

  /**
   * Reads the directory of a file that this class wrote.
   *
   * @throws IOException when the file ends early or isn't one of these
   */
  static Map<String, Extent> entries(Path path) throws IOException {
    Map<String, Extent> entries = new HashMap<>();
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      ByteBuffer end = little(read(file, file.size() - END, END));
      int size = end.getInt(12);
      long start = end.getInt(16) & LIMIT;
      if (start == LIMIT) { // the end of a ZIP64 file, and its locator, come before
        start = little(read(file, file.size() - END - 76, 56)).getLong(48);
      }
      byte[] directory = read(file, start, size);
      ByteBuffer b = little(directory);
      for (int at = 0, next; at < size; at = next) {
        int name = b.getShort(at + 28);
        next = at + 46 + name + b.getShort(at + 30);
        long header = b.getInt(at + 42) & LIMIT;
        header = header == LIMIT ? b.getLong(at + 46 + name + 4) : header;
        ByteBuffer local = little(read(file, header, LOCAL_HEADER));
        long data = header + LOCAL_HEADER + local.getShort(26) + local.getShort(28);
        Extent extent = new Extent(data, b.getInt(at + 24) & LIMIT);
        entries.put(new String(directory, at + 46, name, StandardCharsets.UTF_8), extent);
      }
      return entries;
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IOException(path + " has no readable directory: " + e.getMessage(), e);
    }
  }

  private static byte[] read(FileChannel file, long from, int size) throws IOException {
    byte[] bytes = new byte[size];
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    while (rest.hasRemaining()) {
      if (file.read(rest, from + rest.position()) < 0) {
        throw new IOException("it ends early");
      }
    }
    return bytes;
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  void add(String name, byte[] bytes) throws IOException {
    add(name, sink -> sink.write(ByteBuffer.wrap(bytes)));
  }

  /** Adds an entry. Its header is written last, since its size isn't known before. */
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
    if (end - data > LIMIT) {
      throw new IOException("A weight of more than 4 GiB can't be written");
    }
    Entry entry = new Entry(name, start, end - data, (int) crc.getValue(), end);
    writeAt(start, localHeader(nameBytes, padding, entry));
    entries.add(entry);
  }

  private void copy(ByteBuffer bytes, CRC32 crc) throws IOException {
    crc.update(bytes.duplicate());
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  private void writeAt(long position, byte[] content) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(content);
    long at = position;
    while (bytes.hasRemaining()) {
      at += file.write(bytes, at);
    }
  }

  private static byte[] localHeader(byte[] name, int padding, Entry entry) {
    int size = LOCAL_HEADER + name.length + MIN_EXTRA + padding;
    ByteBuffer b = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    b.putInt(0x04034b50).putShort((short) 20).putShort(FLAG_UTF8).putShort((short) 0);
    b.putShort((short) 0).putShort(DATE_1980).putInt(entry.crc());
    b.putInt((int) entry.size()).putInt((int) entry.size());
    b.putShort((short) name.length).putShort((short) (MIN_EXTRA + padding)).put(name);
    // An extra field "FB" of padding, as in PyTorch's own writer.
    b.putShort((short) 0x4246).putShort((short) padding);
    return b.array();
  }

  private static byte[] centralHeader(Entry entry) {
    byte[] name = entry.name().getBytes(StandardCharsets.UTF_8);
    boolean zip64 = entry.start() >= LIMIT;
    int size = 46 + name.length + (zip64 ? ZIP64_EXTRA : 0);
    ByteBuffer b = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    short version = (short) (zip64 ? 45 : 20);
    b.putInt(0x02014b50).putShort(version).putShort(version).putShort(FLAG_UTF8);
    b.putShort((short) 0).putShort((short) 0).putShort(DATE_1980);
    b.putInt(entry.crc()).putInt((int) entry.size()).putInt((int) entry.size());
    b.putShort((short) name.length).putShort((short) (zip64 ? ZIP64_EXTRA : 0));
    // comment, disk and attributes: none
    b.putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0);
    b.putInt(zip64 ? -1 : (int) entry.start()).put(name);
    if (zip64) {
      b.putShort((short) 1).putShort((short) 8).putLong(entry.start());
    }
    return b.array();
  }

  /** Writes the directory of entries. Without this call, the file is not a ZIP file. */
  void finish() throws IOException {
    long start = file.position();
    long at = start;
    for (Entry entry : entries) {
      byte[] header = centralHeader(entry);
      writeAt(at, header);
      at += header.length;
    }
    writeAt(at, end(start, at - start, at));
    file.force(true);
  }

  private byte[] end(long start, long size, long at) {
    boolean zip64 = start >= LIMIT || entries.size() >= 0xffff;
    ByteBuffer b = ByteBuffer.allocate(zip64 ? 98 : 22).order(ByteOrder.LITTLE_ENDIAN);
    if (zip64) {
      b.putInt(0x06064b50).putLong(44).putShort((short) 45).putShort((short) 45);
      b.putInt(0).putInt(0).putLong(entries.size()).putLong(entries.size());
      b.putLong(size).putLong(start);
      b.putInt(0x07064b50).putInt(0).putLong(at).putInt(1);
    }
    short count = (short) Math.min(0xffff, entries.size());
    b.putInt(0x06054b50).putInt(0).putShort(count).putShort(count);
    b.putInt((int) size).putInt(zip64 ? -1 : (int) start).putShort((short) 0);
    return b.array();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
