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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

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
  private final Earlier earlier;
  private final Progress progress;
  private final UnaryOperator<Event> change;
  private final List<EventPoster.Outgoing> batch = new ArrayList<>();
  private final List<Long> learnt = new ArrayList<>();
  private long batchBytes;
  private long lastLine;
  private long sentBefore;
  private long events;
  private long accepted;
  private long repeated;
  private long rejected;
  private final Set<String> noted = new HashSet<>();

  /** Creates the sending of a file; {@code change} is applied to each event first. */
  FileSending(
      Path file,
      EventPoster poster,
      SendState state,
      Earlier earlier,
      Progress progress,
      UnaryOperator<Event> change) {
    this.file = file;
    this.poster = poster;
    this.state = state;
    this.earlier = earlier;
    this.progress = progress;
    this.change = change;
  }

  /**
   * The lines that are not sent since an earlier run sent them.
   *
   * @param restart whether even these are sent
   * @param lines the number of the first lines of which this is known without the state
   */
  record Earlier(boolean restart, long lines) {}

  /**
   * The summary of a run.
   *
   * @param line the number of the last line that the service accepted or rejected; 0 for none
   * @param sentBefore the number of events that earlier runs sent
   */
  record Result(
      String file,
      long line,
      long sentBefore,
      long events,
      long accepted,
      long repeated,
      long rejected) {}

  /**
   * Sends the events that no earlier run sent with success.
   *
   * @throws BadEventException when the file has another format, or at a line that is not an event;
   *     the events before it were sent
   */
  Result send(EventArchive archive) throws IOException, BadEventException {
    long size = Files.size(file);
    try {
      archive.forEachLine(0, line -> add(line, size));
    } finally {
      try {
        flush();
      } finally {
        printSummary();
      }
    }
    return new Result(file.toString(), lastLine, sentBefore, events, accepted, repeated, rejected);
  }

  private void printSummary() {
    if (sentBefore > 0) {
      progress.note("%,d events were sent before; --restart would send all again", sentBefore);
    }
    progress.note(
        "%,d events sent%s: %,d accepted, %,d of them repeated, and %,d rejected%s",
        events,
        lastLine > 0 ? ", the last one in line " + lastLine : "",
        accepted,
        repeated,
        rejected,
        rejected > 0 ? "; the next run sends the rejected ones again" : "");
  }

  private void add(EventArchive.Line line, long size) throws IOException {
    EventPoster.Outgoing event = EventPoster.Outgoing.of(line.number(), change.apply(line.event()));
    if (wasSent(event)) {
      sentBefore++;
      return;
    }
    batch.add(event);
    batchBytes += event.size();
    if (batch.size() == BATCH || batchBytes >= BATCH_BYTES) {
      flush();
      progress.say("events sent:", events, line.read(), size);
    }
  }

  private boolean wasSent(EventPoster.Outgoing event) throws IOException {
    if (earlier.restart) {
      return false;
    }
    boolean known = state.contains(event.key());
    if (!known && event.line() <= earlier.lines) {
      learnt.add(event.key());
      if (learnt.size() == BATCH) {
        flush();
      }
      return true;
    }
    return known;
  }

  private void flush() throws IOException {
    if (!learnt.isEmpty()) {
      state.add(learnt);
      learnt.clear();
    }
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
    answer.notes().stream().filter(noted::add).forEach(note -> progress.note("%s", note));
    lastLine = full.getLast().line();
    Set<Long> left =
        answer.rejected().stream().map(EventPoster.Rejected::line).collect(Collectors.toSet());
    state.add(
        full.stream()
            .filter(event -> !left.contains(event.line()))
            .map(EventPoster.Outgoing::key)
            .toList());
  }

  private void countRejected(EventPoster.Rejected event) {
    rejected++;
    if (rejected <= NAMED_REJECTIONS) {
      progress.note("%s line %d: %s", file, event.line(), event.why());
    }
  }
}
