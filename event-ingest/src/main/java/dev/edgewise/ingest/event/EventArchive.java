/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.edgewise.file.FileFormatException;
import dev.edgewise.file.PlainOrGzip;
import dev.edgewise.ingest.json.JsonFields;
import dev.edgewise.ingest.json.SimilarName;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.SignalWeights;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A file of events as JSON Lines, plain or compressed with gzip, which is read as a stream. A line
 * without {@code id} gets one from its content and the number of equal lines before it, so that its
 * event stays the same when the file grows or is compressed. A line may also omit {@code source}.
 * Immutable.
 */
public final class EventArchive {
  private static final int MOST_NOTES = 20;

  private final Path file;
  private final String source;
  private final Duration shift;
  private final RecordDecoder.Check check;
  private final Consumer<String> notes;

  private EventArchive(
      Path file, String source, Duration shift, RecordDecoder.Check check, Consumer<String> notes) {
    this.file = file;
    this.source = source;
    this.shift = shift;
    this.check = check;
    this.notes = notes;
  }

  /**
   * The events of a file, which stays closed until a method reads it.
   *
   * @param source the source of events that name none
   */
  public static EventArchive of(Path file, String source) {
    return new EventArchive(file, source, Duration.ZERO, event -> Optional.empty(), note -> {});
  }

  /** Returns the same events, shifted by a duration. */
  public EventArchive shiftedBy(Duration later) {
    return new EventArchive(file, source, shift.plus(later), check, notes);
  }

  /** Returns the same events; reading fails at the first one to which the check objects. */
  public EventArchive checkedBy(RecordDecoder.Check objection) {
    return new EventArchive(file, source, shift, objection, notes);
  }

  /** Returns the same events; each reading gives a sentence about each unknown field to a sink. */
  public EventArchive noting(Consumer<String> sink) {
    return new EventArchive(file, source, shift, check, sink);
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
   * @throws BadEventException when the file has another format, at the first line that is not an
   *     event, or where gzip data break off, are damaged or end before the file does; names file
   *     and line
   * @throws IOException when the file can't be read, or when the sink throws it
   */
  public long forEach(Sink<Event> sink) throws IOException, BadEventException {
    return forEachLine(0, line -> sink.accept(line.event));
  }

  /**
   * Reads the file and gives the events behind some line to the sink, with their places.
   *
   * @param after the number of the line after which to begin; 0 for the whole file
   */
  public long forEachLine(long after, Sink<Line> sink) throws IOException, BadEventException {
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(file.toString(), null, "no such file of events");
    }
    long events = 0;
    ContentIds ids = new ContentIds();
    Set<String> noted = new HashSet<>();
    try (FileInputStream stored = new FileInputStream(file.toFile());
        JsonLines lines = open(stored)) {
      for (byte[] line = next(lines); line != null; line = next(lines)) {
        Event event = event(line, ids, noted, lines.number());
        if (lines.number() > after) {
          sink.accept(new Line(lines.number(), stored.getChannel().position(), event));
          events++;
        }
      }
    }
    return events;
  }

  private JsonLines open(FileInputStream stored) throws IOException, BadEventException {
    try {
      return new JsonLines(PlainOrGzip.decompressed(stored), JsonLines.LONGEST_IN_FILES);
    } catch (FileFormatException e) {
      throw new BadEventException("", String.valueOf(e.getMessage())).at(file.toString());
    } catch (EOFException | ZipException e) {
      throw brokenGzip(e, 1);
    }
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
    } catch (EOFException | ZipException e) {
      throw brokenGzip(e, lines.number());
    }
  }

  private BadEventException brokenGzip(IOException flaw, long line) {
    return new BadEventException(
            "", flaw.getMessage() + " here; the whole file is needed, as gzip wrote it")
        .at(place(line));
  }

  private Event event(byte[] line, ContentIds ids, Set<String> noted, long number)
      throws BadEventException {
    try {
      JsonNode json = EventCodec.parse(line);
      Event event = EventCodec.readLine(json, source);
      RecordDecoder.requirePast(event, Instant.now());
      Optional<SignalWeights.Objection> objection = check.objection(event);
      if (objection.isPresent()) {
        throw new BadEventException(objection.get().field(), objection.get().why());
      }
      note(json, noted, number);
      Event identified = event.id().isEmpty() ? ids.identified(event) : event;
      return identified.at(event.time().plus(shift));
    } catch (BadEventException e) {
      throw e.at(place(number));
    }
  }

  /** Gives a sentence about each unknown field to the sink, unless it has one already. */
  private void note(JsonNode json, Set<String> noted, long number) {
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      String name = field.getKey();
      if (!EventCodec.FIELDS.contains(name) && noted.size() < MOST_NOTES && noted.add(name)) {
        String hint = SimilarName.hint(name, EventCodec.FIELDS);
        notes.accept(
            "%s: the field '%s' is not known, so it is not read; %s"
                .formatted(place(number), JsonFields.quote(name), hint));
      }
    }
  }

  private String place(long line) {
    return file + " line " + line;
  }
}
