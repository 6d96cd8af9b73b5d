/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest;

import dev.edgewise.profile.PositionedEvent;
import dev.edgewise.profile.ProfileStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Hands batches to the store, many users at once so that their round trips overlap; the events of
 * one user stay one call, in order.
 */
final class UserBatches implements AutoCloseable {
  private static final int IN_FLIGHT = 128;

  private final ProfileStore store;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore room = new Semaphore(IN_FLIGHT);

  UserBatches(ProfileStore store) {
    this.store = store;
  }

  /** Applies what is pending and takes out what succeeded; true when nothing is left. */
  boolean apply(PendingBatch pending, Progress progress) {
    Map<String, Future<?>> calls = new LinkedHashMap<>();
    pending.events().forEach((user, events) -> calls.put(user, submit(user, events)));
    List<String> done = new ArrayList<>(calls.size());
    Throwable failure = null;
    for (Map.Entry<String, Future<?>> call : calls.entrySet()) {
      Throwable failed = failureOf(call.getValue());
      if (failed == null) {
        done.add(call.getKey());
      } else {
        failure = failed;
      }
    }
    int before = pending.size();
    pending.done(done);
    progress.applied(before - pending.size());
    report(failure, progress);
    return failure == null;
  }

  private Future<?> submit(String user, List<PositionedEvent> events) {
    room.acquireUninterruptibly();
    return threads.submit(() -> {
      try {
        store.apply(user, events);
      } finally {
        room.release();
      }
    });
  }

  private static @Nullable Throwable failureOf(Future<?> call) {
    try {
      call.get();
      return null;
    } catch (ExecutionException e) {
      return e.getCause() == null ? e : e.getCause();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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

  @Override
  public void close() {
    threads.shutdown();
  }
}
