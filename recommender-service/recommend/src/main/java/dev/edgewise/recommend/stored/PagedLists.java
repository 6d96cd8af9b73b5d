/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.stored;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.edgewise.profile.document.DocumentStore;
import dev.edgewise.profile.store.ProfileStoreException;
import dev.edgewise.rank.Deadline;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the whole list behind each first page for a while, under the id of its request, so that
 * later pages continue the same list. The lists are documents of their users and are deleted with
 * them. Thread-safe.
 */
public final class PagedLists {
  private static final Logger LOG = LoggerFactory.getLogger(PagedLists.class);

  /** The largest number of lists that are being written; further lists are not kept. */
  private static final int MAX_BEING_WRITTEN = 1000;

  /**
   * The largest number of lists of one user; cleaning up more would hold up Redis for all users.
   */
  private static final int MOST_OF_A_USER = 250;

  private static final int MOST_USERS_COUNTED = 10_000;

  private final DocumentStore documents;
  private final Duration timeToLive;
  private final Executor threads;
  private final ConcurrentMap<String, BeingWritten> beingWritten = new ConcurrentHashMap<>();
  private final Cache<String, AtomicInteger> kept;
  private volatile boolean failing;

  /**
   * Creates lists that are kept for {@code timeToLive}, zero for none; {@code threads} write them.
   */
  public PagedLists(DocumentStore documents, Duration timeToLive, Executor threads) {
    this.documents = documents;
    this.timeToLive = timeToLive;
    this.threads = threads;
    this.kept =
        Caffeine.newBuilder().maximumSize(MOST_USERS_COUNTED).expireAfterWrite(timeToLive).build();
  }

  /** Without the dashes of the UUID, since document names are limited in length. */
  private static String name(String requestId) {
    return "list-" + requestId.replace("-", "");
  }

  private record BeingWritten(String user, StoredRanking list) {}

  /** How long a list is kept. */
  public Duration timeToLive() {
    return timeToLive;
  }

  /**
   * Starts to store the list of a request, whose id is a UUID, and returns at once. After {@value
   * #MOST_OF_A_USER} lists of a user, further ones are not kept until the first of them expires.
   * Failures are logged, and show when the list is read.
   */
  public void keep(String user, String requestId, StoredRanking list) {
    if (timeToLive.isZero() || beingWritten.size() >= MAX_BEING_WRITTEN) {
      return;
    }
    if (kept.get(user, first -> new AtomicInteger()).incrementAndGet() > MOST_OF_A_USER) {
      return;
    }
    beingWritten.put(requestId, new BeingWritten(user, list));
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
              .putAsync(user, name(requestId), compress(list.bytes()), timeToLive)
              .whenComplete((done, failure) -> written(requestId, failure));
    } catch (RuntimeException e) {
      written(requestId, e);
    }
  }

  private void written(String requestId, @Nullable Throwable failure) {
    beingWritten.remove(requestId);
    if (failure != null && !failing) {
      LOG.warn("lists can't be kept for later pages: {}", failure.getMessage());
    }
    failing = failure != null;
  }

  /**
   * The list of a user's request; empty when there is none, or it has expired.
   *
   * @param requestId the id of a request, a UUID
   * @throws ProfileStoreException when the store doesn't answer by the deadline
   */
  public Optional<StoredRanking> find(String user, String requestId, Deadline deadline) {
    BeingWritten unsaved = beingWritten.get(requestId);
    if (unsaved != null) {
      return unsaved.user.equals(user) ? Optional.of(unsaved.list) : Optional.empty();
    }
    try {
      long wait = Math.max(0, deadline.remaining().toNanos());
      byte[] bytes = documents.getAsync(user, name(requestId)).get(wait, TimeUnit.NANOSECONDS);
      return Optional.ofNullable(bytes).map(list -> StoredRanking.read(decompress(list)));
    } catch (ExecutionException | TimeoutException e) {
      throw new ProfileStoreException("the list could not be read in time", e);
    } catch (IllegalArgumentException | UncheckedIOException e) {
      return Optional.empty(); // stored by another version of this program
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProfileStoreException("interrupted while reading a list", e);
    }
  }

  /** Lists are repetitive: even fast compression reduces them to a quarter. */
  private static byte[] compress(byte[] bytes) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream(bytes.length / 3);
    Deflater fast = new Deflater(Deflater.BEST_SPEED);
    try (OutputStream out = new DeflaterOutputStream(compressed, fast)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory can't fail", e);
    } finally {
      fast.end();
    }
    return compressed.toByteArray();
  }

  private static byte[] decompress(byte[] compressed) {
    try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(compressed))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("not a stored list", e);
    }
  }
}
