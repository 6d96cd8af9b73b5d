/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import dev.edgewise.phi.token.ModelException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one queue before a model, and the few platform threads that compute what waits in it: native
 * calls would pin virtual threads. Whenever a thread is free it takes what has waited longest, the
 * interactive before the background, and lets others' work of the same kind and priority join the
 * same pass as far as there is room (continuous batching: Yu et al., "Orca", OSDI 2022). So
 * requests side by side share passes, and nobody waits for a batch to fill up. Thread-safe.
 */
final class PassQueue implements AutoCloseable {
  private final Runnable prepare;
  private final int limit;
  private final Map<Priority, Deque<ModelWork<?>>> waiting = new EnumMap<>(Priority.class);
  private final List<Thread> threads = new ArrayList<>();
  private boolean closed;

  /**
   * A queue.
   *
   * @param count passes at once
   * @param prepare run once by each of its threads
   * @param limit how many calls of one priority may wait
   */
  PassQueue(int count, Runnable prepare, int limit) {
    this.prepare = prepare;
    this.limit = limit;
    for (Priority priority : Priority.values()) {
      waiting.put(priority, new ArrayDeque<>());
    }
    for (int i = 0; i < count; i++) {
      Thread thread = new Thread(this::work, "phi-inference");
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  /** Computes alone. */
  <T> T run(Priority priority, Callable<T> computation) {
    return run(priority, computation, unwanted -> {});
  }

  /**
   * Computes alone.
   *
   * @param discard what to do with a result that nobody waits for any more
   */
  <T> T run(Priority priority, Callable<T> computation, Consumer<T> discard) {
    return await(priority, new SingleWork<>(computation), discard);
  }

  /** Waits for work; an interrupt gives up what of it wasn't begun. */
  <T> T await(Priority priority, ModelWork<T> work, Consumer<T> discard) {
    add(priority, work);
    try {
      return work.result().get();
    } catch (InterruptedException e) {
      remove(priority, work);
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

  private synchronized void add(Priority priority, ModelWork<?> work) {
    if (closed) {
      throw new ModelException("This model is closed");
    }
    Deque<ModelWork<?>> queue = queue(priority);
    if (queue.size() >= limit && !work.goesOn()) {
      throw new ModelBusyException(queue.size());
    }
    queue.add(work);
    notify();
  }

  private synchronized void remove(Priority priority, ModelWork<?> work) {
    queue(priority).remove(work);
  }

  private Deque<ModelWork<?>> queue(Priority priority) {
    Deque<ModelWork<?>> queue = waiting.get(priority);
    if (queue == null) {
      throw new IllegalStateException("each priority has a queue");
    }
    return queue;
  }

  private void work() {
    prepare.run();
    ModelWork.Pass pass = next();
    while (pass != null) {
      pass.compute();
      pass = next();
    }
  }

  /** The next pass, as soon as there is anything to do; null when that is over. */
  private synchronized ModelWork.@Nullable Pass next() {
    boolean interrupted = false;
    try {
      while (true) {
        for (Priority priority : Priority.values()) {
          if (!queue(priority).isEmpty()) {
            return begin(queue(priority));
          }
        }
        if (closed) {
          return null;
        }
        try {
          wait();
        } catch (InterruptedException e) {
          interrupted = true; // nobody but close ends these threads
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private ModelWork.Pass begin(Deque<ModelWork<?>> queue) {
    ModelWork.Pass pass = queue.getFirst().newPass();
    Iterator<ModelWork<?>> works = queue.iterator();
    while (works.hasNext()) {
      ModelWork<?> work = works.next();
      if (pass.join(work) && work.begun()) {
        works.remove();
      }
    }
    if (!queue.isEmpty()) {
      notify();
    }
    return pass;
  }

  /** Lets what waits be computed, takes nothing new. */
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
