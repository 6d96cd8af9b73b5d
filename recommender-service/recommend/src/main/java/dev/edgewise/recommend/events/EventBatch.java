/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.events;

import dev.edgewise.ingest.kafka.IngestException;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventPosition;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The events of one request on their way into the log. What it holds of them is bounded by a
 * window, so their number isn't. For one thread; closing it gives up what was reserved for events
 * that never came.
 */
public final class EventBatch implements AutoCloseable {
  private final Function<Event, RepeatedEvents.Taken> sender;
  private final Admission admission;
  private final int window;
  private final FailureListener failures;
  private final Queue<Sent> sent = new ArrayDeque<>();
  private final Map<String, EventPosition> lastOfUser = new LinkedHashMap<>();
  private @Nullable IngestException failure;
  private long accepted;
  private long repeated;

  /**
   * An empty batch.
   *
   * @param sender puts one event into the log
   * @param window how many events may wait for the log at once
   */
  EventBatch(
      Function<Event, RepeatedEvents.Taken> sender,
      Admission admission,
      int window,
      FailureListener failures) {
    this.sender = sender;
    this.admission = admission;
    this.window = window;
    this.failures = failures;
  }

  /** Hears of each event that the log didn't take, on the batch's own thread. */
  @FunctionalInterface
  public interface FailureListener {
    void failed(long index, IngestException why);
  }

  private record Sent(long index, String user, RepeatedEvents.Taken taken) {}

  /**
   * What became of a request's events.
   *
   * @param accepted how many the log has, those sent before included
   * @param repeated how many of these were sent before
   * @param token where they stand, unless they are of too many users
   * @param failure why the log lacks some, null when it lacks none
   */
  public record Outcome(
      long accepted, long repeated, Optional<ReadToken> token, @Nullable IngestException failure) {}

  /**
   * Sends an event to which there is no objection on its way.
   *
   * @param index its place in the request, for {@link FailureListener}
   */
  public void add(long index, Event event) {
    IngestException refused = admission.next();
    if (refused != null) {
      failed(index, refused);
      return;
    }
    sent.add(new Sent(index, event.user(), sender.apply(event)));
    if (sent.size() > window) {
      settle(sent.remove());
    }
  }

  /** Returns when it is settled for every event whether the log has it. */
  public Outcome finish() {
    while (!sent.isEmpty()) {
      settle(sent.remove());
    }
    return new Outcome(accepted, repeated, ReadToken.of(lastOfUser), failure);
  }

  private void settle(Sent one) {
    try {
      EventPosition position = one.taken.position().join();
      accepted++;
      repeated += one.taken.repeated() ? 1 : 0;
      if (lastOfUser.size() <= ReadToken.MOST_USERS) { // with more there is no token
        lastOfUser.merge(one.user, position, EventBatch::later);
      }
    } catch (CompletionException e) {
      if (!(e.getCause() instanceof IngestException known)) {
        throw e;
      }
      failed(one.index, known);
    }
  }

  /** A repeated event stands where it stood, which may be before others of this request. */
  private static EventPosition later(EventPosition before, EventPosition now) {
    boolean comparable =
        before.topicId().equals(now.topicId()) && before.partition() == now.partition();
    return comparable && before.offset() > now.offset() ? before : now;
  }

  private void failed(long index, IngestException why) {
    failure = why;
    failures.failed(index, why);
  }

  @Override
  public void close() {
    admission.close();
  }
}
