/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.stored;

import dev.edgewise.profile.document.DocumentStore;
import dev.edgewise.profile.store.ProfileStoreException;
import dev.edgewise.rank.Deadline;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole lists behind first pages, each kept for a while under the id of its request, so that
 * later pages go on in the same list. They are documents of their users and go with them.
 * Thread-safe.
 */
public final class PagedLists {
  private static final Logger LOG = LoggerFactory.getLogger(PagedLists.class);

  /** Lists on their way into the store; while there are so many, more are not kept. */
  private static final int MOST_UNDER_WAY = 1000;

  private final DocumentStore documents;
  private final Duration timeToLive;
  private final Executor threads;
  private final ConcurrentMap<String, UnderWay> underWay = new ConcurrentHashMap<>();
  private volatile boolean losing;

  /**
   * Lists in a store.
   *
   * @param timeToLive how long they are kept; zero: they aren't
   * @param threads where they are written: as many as there are requests
   */
  public PagedLists(DocumentStore documents, Duration timeToLive, Executor threads) {
    this.documents = documents;
    this.timeToLive = timeToLive;
    this.threads = threads;
  }

  /** A UUID's dashes would make it longer than names may be. */
  private static String name(String requestId) {
    return "list-" + requestId.replace("-", "");
  }

  private record UnderWay(String user, StoredRanking list) {}

  /** How long a list is kept. */
  public Duration timeToLive() {
    return timeToLive;
  }

  /**
   * Keeps a list and returns at once; whether it gets into the store shows when it is looked for.
   *
   * @param requestId the id of a request, a UUID
   */
  public void keep(String user, String requestId, StoredRanking list) {
    if (timeToLive.isZero() || underWay.size() >= MOST_UNDER_WAY) {
      return;
    }
    underWay.put(requestId, new UnderWay(user, list));
    try {
      threads.execute(() -> write(user, requestId, list));
    } catch (RejectedExecutionException e) {
      written(requestId, e);
    }
  }

  private void write(String user, String requestId, StoredRanking list) {
    try {
      var _ =
          documents
              .putAsync(user, name(requestId), packed(list.bytes()), timeToLive)
              .whenComplete((done, failure) -> written(requestId, failure));
    } catch (RuntimeException e) {
      written(requestId, e);
    }
  }

  private void written(String requestId, @Nullable Throwable failure) {
    underWay.remove(requestId);
    if (failure != null && !losing) {
      LOG.warn("lists can't be kept for later pages: {}", failure.getMessage());
    }
    losing = failure != null;
  }

  /**
   * The list of a request of this user; empty when there is none, or none any more.
   *
   * @param requestId the id of a request, a UUID
   * @throws ProfileStoreException when the store doesn't answer by the deadline
   */
  public Optional<StoredRanking> find(String user, String requestId, Deadline deadline) {
    UnderWay early = underWay.get(requestId);
    if (early != null) {
      return early.user.equals(user) ? Optional.of(early.list) : Optional.empty();
    }
    try {
      long wait = Math.max(0, deadline.remaining().toNanos());
      byte[] bytes = documents.getAsync(user, name(requestId)).get(wait, TimeUnit.NANOSECONDS);
      return Optional.ofNullable(bytes).map(packed -> StoredRanking.read(unpacked(packed)));
    } catch (ExecutionException | TimeoutException e) {
      throw new ProfileStoreException("the list could not be read in time", e);
    } catch (IllegalArgumentException | UncheckedIOException e) {
      return Optional.empty(); // of another version
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProfileStoreException("interrupted while reading a list", e);
    }
  }

  /** A list repeats itself: a quarter of its size is left. */
  private static byte[] packed(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(bytes.length / 3);
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("memory can be written to", e);
    }
    return packed.toByteArray();
  }

  private static byte[] unpacked(byte[] packed) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("no list", e);
    }
  }
}
