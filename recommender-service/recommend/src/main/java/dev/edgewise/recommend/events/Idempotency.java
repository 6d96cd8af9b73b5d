/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.events;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Does what a request with a key asks for once, and gives later ones with the same key the same
 * answer. Thread-safe; that one is under way is known within this process only, and should two
 * instances be at it at once, then source and id still keep each event single.
 */
public final class Idempotency {
  private final AnswerStore answers;
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();

  public Idempotency(AnswerStore answers) {
    this.answers = answers;
  }

  /**
   * What was done.
   *
   * @param body the answer
   * @param kept whether the same key is to get it again; false lets the next one try anew
   */
  public record Done(String body, boolean kept) {}

  /**
   * An answer.
   *
   * @param replayed whether it is that of an earlier request
   */
  public record Reply(String body, boolean replayed) {}

  /** The key can't be used for this request. */
  public static final class KeyException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final boolean underWay;

    private KeyException(boolean underWay, String message) {
      super(message, null, false, false);
      this.underWay = underWay;
    }

    /** True when the first request with this key isn't done yet, false when it was another one. */
    public boolean underWay() {
      return underWay;
    }
  }

  /**
   * The answer to a request.
   *
   * @param key names the request, for all callers
   * @param request fingerprint of what it asks for
   * @param work does that; what it throws is thrown, and nothing is kept
   * @throws KeyException when the key stands for another request, or is in use right now
   */
  public Reply reply(String key, String request, Supplier<Done> work) {
    if (!underWay.add(key)) {
      throw new KeyException(true, "a request with this Idempotency-Key is still under way");
    }
    try {
      Optional<AnswerStore.Answer> earlier = answers.find(key);
      return earlier.isPresent() ? replay(earlier.get(), request) : first(key, request, work.get());
    } finally {
      underWay.remove(key);
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
