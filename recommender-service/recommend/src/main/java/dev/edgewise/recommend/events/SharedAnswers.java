/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.events;

import dev.edgewise.profile.document.DocumentStore;
import dev.edgewise.profile.store.ProfileStoreException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers that all instances share through the document store, with this process's own answers as a
 * first level. When the store is unreachable, only this process's answers are known; events are
 * accepted all the same.
 */
public final class SharedAnswers implements AnswerStore {
  private static final Logger LOG = LoggerFactory.getLogger(SharedAnswers.class);
  private static final String OWNER = "idempotency:";
  private static final String NAME = "answer";
  private static final Duration TIMEOUT = Duration.ofMillis(300);

  private final AnswerStore own;
  private final DocumentStore documents;
  private final Duration window;

  /** Creates the store; the caller closes both of its parts. */
  public SharedAnswers(AnswerStore own, DocumentStore documents, Duration window) {
    this.own = own;
    this.documents = documents;
    this.window = window;
  }

  @Override
  public Optional<Answer> find(String key) {
    Optional<Answer> known = own.find(key);
    return known.isPresent() ? known : shared(key);
  }

  private Optional<Answer> shared(String key) {
    try {
      byte[] stored =
          documents.getAsync(OWNER + key, NAME).get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      return stored == null ? Optional.empty() : read(new String(stored, StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | ProfileStoreException e) {
      LOG.debug("answers of other instances can't be read", e);
    }
    return Optional.empty();
  }

  private static Optional<Answer> read(String stored) {
    String[] parts = stored.split("\n", 2);
    return parts.length < 2 ? Optional.empty() : Optional.of(new Answer(parts[0], parts[1]));
  }

  @Override
  public void keep(String key, Answer answer) {
    own.keep(key, answer);
    byte[] stored = (answer.request() + '\n' + answer.body()).getBytes(StandardCharsets.UTF_8);
    try {
      var _ =
          documents
              .putAsync(OWNER + key, NAME, stored, window)
              .whenComplete((done, failure) -> {
                if (failure != null) {
                  LOG.debug("an answer can't be stored for other instances", failure);
                }
              });
    } catch (ProfileStoreException e) {
      LOG.debug("an answer can't be stored for other instances", e);
    }
  }
}
