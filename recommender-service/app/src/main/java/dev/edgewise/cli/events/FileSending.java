/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.cli.events;

import dev.edgewise.ingest.event.BadEventException;
import dev.edgewise.ingest.event.EventArchive;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends a file of events batch by batch, one after the other, so that each user's events keep their
 * order, and says how it gets on. For one thread.
 */
final class FileSending {
  private static final int BATCH = 1_000;
  private static final int BATCH_BYTES = 1 << 19;
  private static final int NAMED = 10;
  private static final long REPORT_NANOS = Duration.ofSeconds(2).toNanos();

  private final Path file;
  private final EventPoster poster;
  private final SendState state;
  private final PrintStream err;
  private final List<EventPoster.Outgoing> batch = new ArrayList<>();
  private final long began = System.nanoTime();
  private long batchBytes;
  private long events;
  private long accepted;
  private long repeated;
  private long rejected;
  private long reported = began;

  FileSending(Path file, EventPoster poster, SendState state, PrintStream err) {
    this.file = file;
    this.poster = poster;
    this.state = state;
    this.err = err;
  }

  /**
   * What was done.
   *
   * @param after the line after which it began
   * @param line the last one that is settled
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
   * Sends what wasn't sent yet.
   *
   * @param hash of the archive
   * @throws BadEventException at a line that is no event; those before it were sent
   */
  Result send(EventArchive archive, String hash) throws IOException, BadEventException {
    long after = state.line();
    if (after > 0) {
      err.println("edgewise: going on after line " + after + "; --restart would send all again");
    }
    long size = Files.size(file);
    try {
      archive.forEachLine(hash, after, line -> add(line, size));
    } finally {
      flush();
    }
    err.printf(
        "edgewise: %,d events sent: %,d accepted, of which %,d again, and %,d rejected%n",
        events, accepted, repeated, rejected);
    return new Result(file.toString(), after, state.line(), events, accepted, repeated, rejected);
  }

  private void add(EventArchive.Line line, long size) throws IOException {
    EventPoster.Outgoing event = EventPoster.Outgoing.of(line.number(), line.event());
    batch.add(event);
    batchBytes += event.size();
    if (batch.size() == BATCH || batchBytes >= BATCH_BYTES) {
      flush();
      report(line.read(), size);
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
    answer.rejected().forEach(this::name);
    state.remember(full.getLast().line());
  }

  private void name(EventPoster.Rejected one) {
    rejected++;
    if (rejected <= NAMED) {
      err.println("edgewise: " + file + " line " + one.line() + ": " + one.why());
    }
  }

  private void report(long read, long size) {
    long now = System.nanoTime();
    if (now - reported >= REPORT_NANOS) {
      reported = now;
      double seconds = (now - began) / 1e9;
      err.printf(
          "edgewise: %,d events, %d %%, %,.0f events/s%n",
          events, size == 0 ? 100 : 100 * read / size, events / seconds);
    }
  }
}
