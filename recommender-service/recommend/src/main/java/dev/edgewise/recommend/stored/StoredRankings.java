/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.stored;

import dev.edgewise.profile.document.DocumentStore;
import dev.edgewise.profile.store.ProfileStoreException;
import dev.edgewise.rank.Deadline;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The precomputed rankings, one for each user; they expire after a while. Thread-safe. */
public final class StoredRankings {
  private static final Logger LOG = LoggerFactory.getLogger(StoredRankings.class);

  /** The name of the document. */
  public static final String NAME = "ranking";

  private final DocumentStore documents;
  private final Duration timeToLive;

  /** Creates the rankings over a store, each of which is kept for {@code timeToLive}. */
  public StoredRankings(DocumentStore documents, Duration timeToLive) {
    this.documents = documents;
    this.timeToLive = timeToLive;
  }

  /** A lookup that is in progress. */
  public interface Lookup {
    /** The ranking, if it was made from exactly this version and the store answers in time. */
    Optional<StoredRanking> matching(ListVersion version, Deadline deadline);
  }

  /** Starts to read a user's ranking, so that the store works while the profile is read. */
  public Lookup lookUp(String user) {
    CompletableFuture<byte @Nullable []> bytes;
    try {
      bytes = documents.getAsync(user, NAME);
    } catch (ProfileStoreException e) {
      return (version, deadline) -> Optional.empty();
    }
    return (version, deadline) ->
        read(bytes, deadline).filter(ranking -> ranking.stamp().equals(version));
  }

  private static Optional<StoredRanking> read(
      CompletableFuture<byte @Nullable []> bytes, Deadline deadline) {
    try {
      long wait = Math.max(0, deadline.remaining().toNanos());
      return Optional.ofNullable(bytes.get(wait, TimeUnit.NANOSECONDS)).map(StoredRanking::read);
    } catch (ExecutionException | TimeoutException | IllegalArgumentException e) {
      return Optional.empty(); // the request makes a new list instead
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Starts to store a user's ranking, and returns at once. A failure is logged for debugging. */
  public void start(String user, StoredRanking ranking) {
    try {
      var _ =
          documents
              .putAsync(user, NAME, ranking.bytes(), timeToLive)
              .exceptionally(failure -> notStored(failure));
    } catch (ProfileStoreException e) {
      notStored(e);
    }
  }

  private static @Nullable Void notStored(Throwable failure) {
    LOG.debug("a ranking was not stored; the next request makes it again", failure);
    return null;
  }

  /**
   * Stores a user's ranking.
   *
   * @throws ProfileStoreException when the store can't be reached
   */
  public void put(String user, StoredRanking ranking) {
    try {
      documents.putAsync(user, NAME, ranking.bytes(), timeToLive).get(10, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new ProfileStoreException("a ranking could not be stored: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProfileStoreException("interrupted while a ranking was stored", e);
    }
  }
}
