/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.ingest;

import java.io.IOException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asynchronous calls, of which at most 256 are under way at once. Used by one thread. */
final class BoundedCalls {
  private static final int MOST = 256;

  private final Semaphore room = new Semaphore(MOST);
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  /** Starts a call, as soon as there is room for it. */
  void start(Supplier<CompletionStage<?>> call) {
    room.acquireUninterruptibly();
    var _ =
        call.get()
            .whenComplete((result, failed) -> {
              failure.compareAndSet(null, failed);
              room.release();
            });
  }

  /** Waits until all calls are done, and throws when one of them failed. */
  void await() throws IOException {
    room.acquireUninterruptibly(MOST);
    room.release(MOST);
    Throwable failed = failure.get();
    if (failed != null) {
      throw new IOException("a call to Redis failed: " + failed.getMessage(), failed);
    }
  }
}
