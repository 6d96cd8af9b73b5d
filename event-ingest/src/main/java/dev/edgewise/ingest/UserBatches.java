/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest;

import dev.edgewise.profile.PositionedEvent;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.ProfileStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands batches to the store, a bounded number of users at once so that their round trips overlap;
 * the events of one user stay one call, in order.
 */
final class UserBatches {
  private static final int IN_FLIGHT = 256;

  private static final Logger LOG = LoggerFactory.getLogger(ProfileUpdater.class);

  private final ProfileStore store;
  private final Consumer<Profile> onApplied;
  private final Semaphore room = new Semaphore(IN_FLIGHT);

  UserBatches(ProfileStore store, Consumer<Profile> onApplied) {
    this.store = store;
    this.onApplied = onApplied;
  }

  /** Applies what is pending and takes out what succeeded; true when nothing is left. */
  boolean apply(PendingBatch pending, Progress progress) {
    Map<String, CompletableFuture<Profile>> calls = new LinkedHashMap<>();
    pending.events().forEach((user, events) -> calls.put(user, begin(user, events)));
    List<String> done = new ArrayList<>(calls.size());
    Throwable failure = null;
    for (Map.Entry<String, CompletableFuture<Profile>> call : calls.entrySet()) {
      Throwable failed = failureOf(call.getValue());
      if (failed == null) {
        done.add(call.getKey());
      } else {
        failure = failed;
      }
    }
    progress.applied(pending.done(done));
    tell(done, calls);
    if (!calls.isEmpty()) {
      report(failure, progress);
    }
    return failure == null;
  }

  /** What the listener throws is its own fault, and said once a batch. */
  private void tell(List<String> users, Map<String, CompletableFuture<Profile>> calls) {
    RuntimeException thrown = null;
    for (String user : users) {
      CompletableFuture<Profile> call = calls.get(user);
      try {
        if (call != null) {
          onApplied.accept(call.join());
        }
      } catch (RuntimeException e) {
        thrown = e;
      }
    }
    if (thrown != null) {
      LOG.error("a listener failed at an applied batch", thrown);
    }
  }

  private CompletableFuture<Profile> begin(String user, List<PositionedEvent> events) {
    room.acquireUninterruptibly();
    try {
      return store
          .applyAsync(user, List.copyOf(events))
          .whenComplete((profile, failure) -> room.release());
    } catch (RuntimeException e) { // a store that fails before it has a future to fail
      room.release();
      return CompletableFuture.failedFuture(e);
    }
  }

  private static @Nullable Throwable failureOf(CompletableFuture<Profile> call) {
    try {
      call.join();
      return null;
    } catch (CompletionException e) {
      return e.getCause() == null ? e : e.getCause();
    } catch (CancellationException e) {
      return e;
    }
  }

  private static void report(@Nullable Throwable failure, Progress progress) {
    if (failure == null) {
      progress.storeAnswered();
    } else {
      progress.storeFailed(failure);
    }
  }
}
