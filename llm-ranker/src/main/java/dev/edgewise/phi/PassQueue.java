/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import dev.edgewise.phi.token.ModelException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The queue of work for a model, and the platform threads that compute it (native calls would pin
 * virtual threads). A free thread takes the first work by {@link Priority}, of equal ones the
 * oldest. Other work of the same kind, interactive or background alike, joins the same pass while
 * there is room (continuous batching: Yu et al., "Orca", OSDI 2022). So concurrent requests share
 * passes, and no request waits for a batch to fill up. Thread-safe.
 */
final class PassQueue implements AutoCloseable {
  private final Runnable prepare;
  private final int limit;
  private final List<ModelWork<?>> interactive = new ArrayList<>();
  private final List<ModelWork<?>> background = new ArrayList<>();
  private final PassPace pace = new PassPace();
  private final List<Thread> threads = new ArrayList<>();
  private boolean closed;

  /**
   * Starts the threads.
   *
   * @param threadCount number of passes that are computed at the same time
   * @param prepare runs once in each thread
   * @param limit number of interactive and of background works that may wait
   */
  PassQueue(int threadCount, Runnable prepare, int limit) {
    this.prepare = prepare;
    this.limit = limit;
    for (int i = 0; i < threadCount; i++) {
      Thread thread = new Thread(this::computePasses, "phi-inference");
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  /** Runs a computation in a pass of its own; see {@link #await}. */
  <T> T run(Priority priority, Callable<T> computation) {
    return run(priority, computation, unwanted -> {});
  }

  /** Runs a computation in a pass of its own; see {@link #await}. */
  <T> T run(Priority priority, Callable<T> computation, Consumer<T> discard) {
    return await(new SingleWork<>(priority, 0, false, computation), discard);
  }

  /**
   * Adds work and waits for its result. An interrupt cancels the work that no pass has taken yet.
   *
   * @param discard receives the result if it arrives after an interrupt
   * @throws ModelBusyException when too many works of this priority wait
   * @throws ModelException when the queue is closed, the thread is interrupted or the work fails
   */
  <T> T await(ModelWork<T> work, Consumer<T> discard) {
    add(work);
    try {
      return work.result().get();
    } catch (InterruptedException e) {
      remove(work);
      var unused = work.result().thenAccept(discard);
      Thread.currentThread().interrupt();
      throw new ModelException("Interrupted while the model computed", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ModelException known) {
        throw known;
      }
      throw new ModelException("The model failed: " + e.getCause(), e);
    }
  }

  private synchronized void add(ModelWork<?> work) {
    if (closed) {
      throw new ModelException("This model is closed");
    }
    List<ModelWork<?>> queue = queue(work);
    if (queue.size() >= limit && !work.continuesCall()) {
      throw new ModelBusyException(queue.size());
    }
    int place = queue.size();
    while (place > 0 && work.priority().before(queue.get(place - 1).priority())) {
      place--;
    }
    queue.add(place, work);
    notify();
  }

  private synchronized void remove(ModelWork<?> work) {
    queue(work).remove(work);
  }

  private List<ModelWork<?>> queue(ModelWork<?> work) {
    return work.priority().interactive() ? interactive : background;
  }

  /** Returns how long tokens take when nothing else waits; 0 before the first measurement. */
  long nanosFor(int tokens) {
    return pace.nanosFor(tokens) / threads.size();
  }

  private void computePasses() {
    prepare.run();
    for (ModelWork.Pass pass = next(); pass != null; pass = next()) {
      pace.compute(pass);
    }
  }

  /** Waits for work and returns the next pass; null after close. */
  private synchronized ModelWork.@Nullable Pass next() {
    boolean interrupted = false;
    try {
      while (true) {
        if (!interactive.isEmpty() || !background.isEmpty()) {
          return begin(interactive.isEmpty() ? background : interactive);
        }
        if (closed) {
          return null;
        }
        try {
          wait();
        } catch (InterruptedException e) {
          interrupted = true; // only close ends these threads
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private ModelWork.Pass begin(List<ModelWork<?>> queue) {
    ModelWork.Pass pass = queue.get(0).newPass();
    queue.removeIf(work -> pass.join(work) && work.begun());
    if (!queue.isEmpty()) {
      notify();
    }
    return pass;
  }

  /** Rejects new work, and returns when all waiting work is computed. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
