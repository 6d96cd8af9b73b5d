/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.events;

import dev.edgewise.ingest.kafka.EventTooLargeException;
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
 * The events of one request while they are published to the log. A window bounds how many of them
 * wait for the log, so a request can have any number of events. For one thread; closing it releases
 * the room that was reserved for events that never came.
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

  /** Creates an empty batch, of which {@code window} events may wait for the log at once. */
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

  /** Receives each event that the log did not take, on the batch's own thread. */
  @FunctionalInterface
  public interface FailureListener {
    void failed(long index, IngestException why);
  }

  private record Sent(long index, String user, RepeatedEvents.Taken taken) {}

  /**
   * The result of a request.
   *
   * @param accepted how many events are in the log, including those sent earlier
   * @param repeated how many of these had been sent earlier
   * @param token the positions of the events; empty if they belong to too many users
   * @param failure why some are not in the log yet; null when sending again is no use
   */
  public record Outcome(
      long accepted, long repeated, Optional<ReadToken> token, @Nullable IngestException failure) {}

  /** Publishes a valid event; {@code index} is its index in the request. */
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

  /** Waits until the log has taken or refused every event. */
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
      if (lastOfUser.size() <= ReadToken.MOST_USERS) { // more users get no token
        lastOfUser.merge(one.user, position, EventBatch::later);
      }
    } catch (CompletionException e) {
      if (!(e.getCause() instanceof IngestException known)) {
        throw e;
      }
      failed(one.index, known);
    }
  }

  /** A repeated event has its earlier position, perhaps before other events of this request. */
  private static EventPosition later(EventPosition earlier, EventPosition latest) {
    boolean comparable =
        earlier.topicId().equals(latest.topicId()) && earlier.partition() == latest.partition();
    return comparable && earlier.offset() > latest.offset() ? earlier : latest;
  }

  private void failed(long index, IngestException why) {
    failure = why instanceof EventTooLargeException ? failure : why;
    failures.failed(index, why);
  }

  @Override
  public void close() {
    admission.close();
  }
}
