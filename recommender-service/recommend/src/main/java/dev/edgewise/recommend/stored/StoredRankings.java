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

/** The rankings made ahead, one a user, which lapse after a while. Thread-safe. */
public final class StoredRankings {
  /** The name of the document. */
  public static final String NAME = "ranking";

  private final DocumentStore documents;
  private final Duration timeToLive;

  /** Rankings in a store, good for so long. */
  public StoredRankings(DocumentStore documents, Duration timeToLive) {
    this.documents = documents;
    this.timeToLive = timeToLive;
  }

  /** A look into the store that is under way. */
  public static final class Look {
    private final CompletableFuture<byte @Nullable []> bytes;

    private Look(CompletableFuture<byte @Nullable []> bytes) {
      this.bytes = bytes;
    }

    /**
     * The ranking, when there is one that was made from just this, and the store gives it in time.
     */
    public Optional<StoredRanking> matching(ListVersion version, Deadline deadline) {
      return read(bytes, deadline).filter(ranking -> ranking.stamp().equals(version));
    }
  }

  /** Asks the store, so that it answers while the profile is being read. */
  public Look look(String user) {
    try {
      return new Look(documents.getAsync(user, NAME));
    } catch (ProfileStoreException e) {
      return new Look(CompletableFuture.failedFuture(e));
    }
  }

  private static Optional<StoredRanking> read(
      CompletableFuture<byte @Nullable []> bytes, Deadline deadline) {
    try {
      long wait = Math.max(0, deadline.remaining().toNanos());
      return Optional.ofNullable(bytes.get(wait, TimeUnit.NANOSECONDS)).map(StoredRanking::read);
    } catch (ExecutionException | TimeoutException | IllegalArgumentException e) {
      return Optional.empty(); // it can be made anew
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /**
   * Stores a ranking.
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
