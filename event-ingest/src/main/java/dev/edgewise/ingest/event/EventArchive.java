/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.event;

import dev.edgewise.file.PlainOrGzip;
import dev.edgewise.file.Sha256;
import dev.edgewise.profile.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file of events as JSON Lines, plain or gzipped, read as a stream. A line may leave {@code id}
 * out: it gets {@code sha256(file):line}, the hash being that of the file's bytes, so the same file
 * read again gives the same events. It may leave {@code source} out too. Immutable.
 */
public final class EventArchive {
  private static final int LONGEST_LINE = 1 << 20;

  private final Path file;
  private final String source;
  private final Duration shift;

  private EventArchive(Path file, String source, Duration shift) {
    this.file = file;
    this.source = source;
    this.shift = shift;
  }

  /**
   * The events of a file; nothing is opened yet.
   *
   * @param source the source of events that name none
   */
  public static EventArchive of(Path file, String source) {
    return new EventArchive(file, source, Duration.ZERO);
  }

  /** The same events, each that much later. */
  public EventArchive shiftedBy(Duration later) {
    return new EventArchive(file, source, shift.plus(later));
  }

  /** Takes the events of a file one by one. */
  @FunctionalInterface
  public interface Sink {
    void accept(Event event) throws IOException;
  }

  /**
   * An event and where it stands.
   *
   * @param number of its line, from 1
   * @param read how many bytes of the file, as it is stored, were read to get it
   */
  public record Line(long number, long read, Event event) {}

  /** Takes the events of a file one by one, with their places. */
  @FunctionalInterface
  public interface LineSink {
    void accept(Line line) throws IOException;
  }

  /**
   * Reads the file once and gives each event to the sink, in the file's order.
   *
   * @return how many there were
   * @throws BadEventException at the first line that is no event; names file and line
   * @throws IOException when the file can't be read, or by the sink
   */
  public long forEach(Sink sink) throws IOException, BadEventException {
    return forEachLine(hash(), 0, line -> sink.accept(line.event));
  }

  /**
   * The same, with places, and only what comes after a line.
   *
   * @param hash of the file, as {@link #hash} gave it: a large file is hashed only once
   * @param after number of the line after which to begin; 0 for all
   */
  public long forEachLine(String hash, long after, LineSink sink)
      throws IOException, BadEventException {
    long events = 0;
    try (CountedInput file = new CountedInput(Files.newInputStream(this.file));
        JsonLines lines = new JsonLines(PlainOrGzip.decompressed(file), LONGEST_LINE)) {
      for (byte[] line = next(lines); line != null; line = next(lines)) {
        if (lines.number() > after) {
          sink.accept(new Line(lines.number(), file.count(), event(line, hash, lines.number())));
          events++;
        }
      }
    }
    return events;
  }

  /** The time of the latest event, shifted as the events are; empty for a file without any. */
  public Optional<Instant> latest() throws IOException, BadEventException {
    Instant[] latest = {Instant.MIN};
    forEach(event -> latest[0] = event.time().isAfter(latest[0]) ? event.time() : latest[0]);
    return latest[0].equals(Instant.MIN) ? Optional.empty() : Optional.of(latest[0]);
  }

  private byte @Nullable [] next(JsonLines lines) throws IOException, BadEventException {
    try {
      return lines.next();
    } catch (BadEventException e) {
      throw e.at(place(lines.number()));
    }
  }

  private Event event(byte[] line, String hash, long number) throws BadEventException {
    try {
      Event event = EventCodec.decode(line, hash + ":" + number, source);
      return event.at(event.time().plus(shift));
    } catch (BadEventException e) {
      throw e.at(place(number));
    }
  }

  private String place(long line) {
    return file + " line " + line;
  }

  /** SHA-256 of the file's bytes, as they are stored, in hexadecimal. */
  public String hash() throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(file.toString(), null, "no such file of events");
    }
    return Sha256.hex(file);
  }
}
