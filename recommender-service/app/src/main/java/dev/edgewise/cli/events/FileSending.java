/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.events;

import dev.edgewise.ingest.event.BadEventException;
import dev.edgewise.ingest.event.EventArchive;
import dev.edgewise.lab.progress.Progress;
import dev.edgewise.profile.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Sends the events of a file in batches, one batch after the other, so that each user's events keep
 * their order. For one thread.
 */
final class FileSending {
  private static final int BATCH = 1_000;
  private static final int BATCH_BYTES = 1 << 19;
  private static final int NAMED_REJECTIONS = 10;

  private final Path file;
  private final EventPoster poster;
  private final SendState state;
  private final Progress progress;
  private final UnaryOperator<Event> change;
  private final List<EventPoster.Outgoing> batch = new ArrayList<>();
  private long batchBytes;
  private long events;
  private long accepted;
  private long repeated;
  private long rejected;

  /** Creates the sending of a file; {@code change} is applied to each event first. */
  FileSending(
      Path file,
      EventPoster poster,
      SendState state,
      Progress progress,
      UnaryOperator<Event> change) {
    this.file = file;
    this.poster = poster;
    this.state = state;
    this.progress = progress;
    this.change = change;
  }

  /**
   * The summary of a run.
   *
   * @param after the number of the line after which the run began
   * @param line the number of the last line that the service accepted or rejected
   */
  record Result(
      String file,
      long after,
      long line,
      long events,
      long accepted,
      long repeated,
      long rejected) {}

  /**
   * Sends the events that earlier runs did not send.
   *
   * @param hash of the archive
   * @throws BadEventException at a line that is not an event; the events before it were sent
   */
  Result send(EventArchive archive, String hash) throws IOException, BadEventException {
    long after = state.line();
    if (after > 0) {
      progress.note("going on after line %d; --restart would send all lines again", after);
    }
    long size = Files.size(file);
    try {
      archive.forEachLine(hash, after, line -> add(line, size));
    } finally {
      flush();
    }
    progress.note(
        "%,d events sent: %,d accepted, %,d of them repeated, and %,d rejected",
        events, accepted, repeated, rejected);
    return new Result(file.toString(), after, state.line(), events, accepted, repeated, rejected);
  }

  private void add(EventArchive.Line line, long size) throws IOException {
    EventPoster.Outgoing event = EventPoster.Outgoing.of(line.number(), change.apply(line.event()));
    batch.add(event);
    batchBytes += event.size();
    if (batch.size() == BATCH || batchBytes >= BATCH_BYTES) {
      flush();
      progress.say("events sent:", events, line.read(), size);
    }
  }

  private void flush() throws IOException {
    if (batch.isEmpty()) {
      return;
    }
    List<EventPoster.Outgoing> full = List.copyOf(batch);
    batch.clear();
    batchBytes = 0;
    EventPoster.Answer answer = poster.post(full);
    events += full.size();
    accepted += answer.accepted();
    repeated += answer.repeated();
    answer.rejected().forEach(this::countRejected);
    state.remember(full.getLast().line());
  }

  private void countRejected(EventPoster.Rejected event) {
    rejected++;
    if (rejected <= NAMED_REJECTIONS) {
      progress.note("%s line %d: %s", file, event.line(), event.why());
    }
  }
}
