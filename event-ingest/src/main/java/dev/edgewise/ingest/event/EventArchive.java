/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.event;

import dev.edgewise.file.PlainOrGzip;
import dev.edgewise.file.Sha256;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.SignalWeights;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file of events as JSON Lines, plain or compressed with gzip, which is read as a stream. A line
 * without {@code id} gets the id {@code sha256(file):line}, from the hash of the file's bytes, so
 * that reading the same file again gives the same events. A line may also omit {@code source}.
 * Immutable.
 */
public final class EventArchive {
  private final Path file;
  private final String source;
  private final Duration shift;
  private final RecordDecoder.Check check;

  private EventArchive(Path file, String source, Duration shift, RecordDecoder.Check check) {
    this.file = file;
    this.source = source;
    this.shift = shift;
    this.check = check;
  }

  /**
   * The events of a file, which stays closed until a method reads it.
   *
   * @param source the source of events that name none
   */
  public static EventArchive of(Path file, String source) {
    return new EventArchive(file, source, Duration.ZERO, event -> Optional.empty());
  }

  /** Returns the same events, shifted by a duration. */
  public EventArchive shiftedBy(Duration later) {
    return new EventArchive(file, source, shift.plus(later), check);
  }

  /** Returns the same events; reading fails at the first one to which the check objects. */
  public EventArchive checkedBy(RecordDecoder.Check objection) {
    return new EventArchive(file, source, shift, objection);
  }

  /**
   * Receives the events of a file one by one.
   *
   * @param <T> an {@link Event}, or a {@link Line}
   */
  @FunctionalInterface
  public interface Sink<T> {
    void accept(T event) throws IOException;
  }

  /**
   * An event and its place in the file.
   *
   * @param number the number of its line, from 1
   * @param read the number of bytes of the stored file that were read so far
   */
  public record Line(long number, long read, Event event) {}

  /**
   * Reads the file once and gives each event to the sink, in the order of the file.
   *
   * @return the number of events
   * @throws BadEventException at the first line that is not an event; names file and line
   * @throws IOException when the file can't be read, or when the sink throws it
   */
  public long forEach(Sink<Event> sink) throws IOException, BadEventException {
    return forEachLine(hash(), 0, line -> sink.accept(line.event));
  }

  /**
   * Reads the file from some line on and gives each event to the sink, with its place.
   *
   * @param hash the file's hash from {@link #hash}, so that a large file is hashed only once
   * @param after the number of the line after which to begin; 0 for the whole file
   */
  public long forEachLine(String hash, long after, Sink<Line> sink)
      throws IOException, BadEventException {
    long events = 0;
    try (FileInputStream stored = new FileInputStream(file.toFile());
        JsonLines lines =
            new JsonLines(PlainOrGzip.decompressed(stored), JsonLines.LONGEST_IN_FILES)) {
      for (byte[] line = next(lines); line != null; line = next(lines)) {
        if (lines.number() > after) {
          Event event = event(line, hash, lines.number());
          sink.accept(new Line(lines.number(), stored.getChannel().position(), event));
          events++;
        }
      }
    }
    return events;
  }

  /** Returns the time of the latest event, shifted as the events are; empty for an empty file. */
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
      Optional<SignalWeights.Objection> objection = check.objection(event);
      if (objection.isPresent()) {
        throw new BadEventException(objection.get().field(), objection.get().why());
      }
      return event.at(event.time().plus(shift));
    } catch (BadEventException e) {
      throw e.at(place(number));
    }
  }

  private String place(long line) {
    return file + " line " + line;
  }

  /** Returns the SHA-256 of the stored file's bytes, in hexadecimal. */
  public String hash() throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(file.toString(), null, "no such file of events");
    }
    return Sha256.hex(file);
  }
}
