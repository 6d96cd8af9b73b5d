/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.update;

import dev.edgewise.profile.PositionedEvent;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.store.ProfileStore;
import dev.edgewise.profile.store.ProfileStoreException;
import dev.edgewise.profile.store.UnreadableProfileException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Applies batches to the store on a thread of its own. Calls for up to 256 users overlap to hide
 * their round trips; the events of one user form one call, in order. After the store's first
 * failure no more calls of that batch begin.
 */
final class UserBatches implements AutoCloseable {
  private static final int IN_FLIGHT = 256;

  private final ProfileStore store;
  private final Semaphore room = new Semaphore(IN_FLIGHT);
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("profile-updater-store").factory());

  UserBatches(ProfileStore store) {
    this.store = store;
  }

  /**
   * The outcome of a batch.
   *
   * @param applied the new profiles by user
   * @param refused the users whose events the store will never apply, and why
   * @param failure the reason why the other events were not applied, or null
   * @param nanos the duration
   */
  record Outcome(
      Map<String, Profile> applied,
      Map<String, RuntimeException> refused,
      @Nullable ProfileStoreException failure,
      long nanos) {}

  CompletableFuture<Outcome> begin(Map<String, List<PositionedEvent>> events, long generation) {
    return CompletableFuture.supplyAsync(() -> apply(events, generation), thread);
  }

  private Outcome apply(Map<String, List<PositionedEvent>> events, long generation) {
    long begin = System.nanoTime();
    AtomicReference<@Nullable ProfileStoreException> failure = new AtomicReference<>();
    Map<String, CompletableFuture<Profile>> calls = new LinkedHashMap<>();
    for (Map.Entry<String, List<PositionedEvent>> user : events.entrySet()) {
      if (failure.get() != null) {
        break;
      }
      calls.put(user.getKey(), call(user.getKey(), user.getValue(), generation, failure));
    }
    Map<String, Profile> applied = LinkedHashMap.newLinkedHashMap(calls.size());
    Map<String, RuntimeException> refused = new LinkedHashMap<>();
    calls.forEach((user, call) -> collect(user, call, applied, refused));
    return new Outcome(applied, refused, failure.get(), System.nanoTime() - begin);
  }

  private CompletableFuture<Profile> call(
      String user,
      List<PositionedEvent> events,
      long generation,
      AtomicReference<@Nullable ProfileStoreException> failure) {
    room.acquireUninterruptibly();
    CompletableFuture<Profile> call;
    try {
      call = store.applyAsync(user, events, generation);
    } catch (RuntimeException e) { // the store failed before it returned a future
      call = CompletableFuture.failedFuture(e);
    }
    return call.whenComplete((profile, failed) -> {
      if (failed != null && refusal(failed) == null) {
        failure.compareAndSet(null, outage(failed));
      }
      room.release();
    });
  }

  private static void collect(
      String user,
      CompletableFuture<Profile> call,
      Map<String, Profile> applied,
      Map<String, RuntimeException> refused) {
    try {
      applied.put(user, call.join());
    } catch (CompletionException | CancellationException e) {
      RuntimeException refusal = refusal(e);
      if (refusal != null) {
        refused.put(user, refusal);
      }
    }
  }

  /** Returns the failure if a repetition can't help, else null. */
  private static @Nullable RuntimeException refusal(Throwable failure) {
    Throwable cause = cause(failure);
    return cause instanceof UnreadableProfileException || cause instanceof IllegalArgumentException
        ? (RuntimeException) cause
        : null;
  }

  private static ProfileStoreException outage(Throwable failure) {
    Throwable cause = cause(failure);
    return cause instanceof ProfileStoreException known
        ? known
        : new ProfileStoreException(IngestState.oneLine(cause), cause);
  }

  private static Throwable cause(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }

  /** Ends the thread after its present batch. */
  @Override
  public void close() {
    thread.shutdown();
  }
}
