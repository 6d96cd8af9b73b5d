/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.events;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Runs the work of a request with an idempotency key once, and gives later requests with the same
 * key the same answer. Thread-safe. A request in progress is known within this process only: if two
 * instances run the same request at once, source and id still keep each event from being stored
 * twice.
 */
public final class Idempotency {
  private final AnswerStore answers;
  private final Set<String> inProgress = ConcurrentHashMap.newKeySet();

  public Idempotency(AnswerStore answers) {
    this.answers = answers;
  }

  /**
   * The result of the work.
   *
   * @param body the answer
   * @param kept whether later requests with the key get this answer; false lets the next one try
   *     again
   */
  public record Done(String body, boolean kept) {}

  /** An answer; {@code replayed} if an earlier request stored it. */
  public record Reply(String body, boolean replayed) {}

  /** The key can't be used for this request. */
  public static final class KeyException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final boolean underWay;

    private KeyException(boolean underWay, String message) {
      super(message, null, false, false);
      this.underWay = underWay;
    }

    /** Whether the first request with this key is in progress; false if it was another request. */
    public boolean underWay() {
      return underWay;
    }
  }

  /**
   * Answers a request.
   *
   * @param key identifies the request, for all callers
   * @param request fingerprint of the request
   * @param work makes the answer; its exceptions are passed on, and nothing is stored then
   * @throws KeyException when the key belongs to a different request, or is in use now
   */
  public Reply reply(String key, String request, Supplier<Done> work) {
    if (!inProgress.add(key)) {
      throw new KeyException(true, "a request with this Idempotency-Key is still under way");
    }
    try {
      Optional<AnswerStore.Answer> earlier = answers.find(key);
      return earlier.isPresent() ? replay(earlier.get(), request) : first(key, request, work.get());
    } finally {
      inProgress.remove(key);
    }
  }

  private static Reply replay(AnswerStore.Answer earlier, String request) {
    if (!earlier.request().equals(request)) {
      throw new KeyException(
          false, "this Idempotency-Key was used for another request; use a new one for each");
    }
    return new Reply(earlier.body(), true);
  }

  private Reply first(String key, String request, Done done) {
    if (done.kept) {
      answers.keep(key, new AnswerStore.Answer(request, done.body));
    }
    return new Reply(done.body, false);
  }
}
