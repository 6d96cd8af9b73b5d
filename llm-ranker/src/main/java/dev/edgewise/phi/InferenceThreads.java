/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * The few platform threads on which a model computes, each by itself: native calls would pin
 * virtual threads. One request's tiles, and several requests, share them.
 */
final class InferenceThreads implements AutoCloseable {
  private final ExecutorService executor;
  private final int helpers;

  /**
   * Threads for a model.
   *
   * @param count computations at once
   * @param helpers processor threads that each may use
   */
  InferenceThreads(int count, int helpers) {
    this.helpers = helpers;
    executor =
        Executors.newFixedThreadPool(
            count,
            task -> {
              Thread thread = new Thread(task, "phi-inference");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Runs a computation and waits for it; see {@link #runAll}. */
  <T> T run(Callable<T> computation) {
    return runAll(List.of(computation)).get(0);
  }

  /**
   * Runs computations and waits for them; results come in their order. An interrupt or a failure
   * gives up those that haven't begun.
   */
  <T> List<T> runAll(List<Callable<T>> computations) {
    List<Future<T>> futures = new ArrayList<>();
    List<T> results = new ArrayList<>();
    try {
      computations.forEach(computation -> futures.add(submit(computation)));
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ModelException("Interrupted while the model computed", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ModelException known) {
        throw known;
      }
      throw new ModelException("The model failed: " + e.getCause(), e);
    } finally {
      futures.forEach(future -> future.cancel(false));
    }
  }

  private <T> Future<T> submit(Callable<T> computation) {
    try {
      return executor.submit(() -> {
        Torch.useThisThread(helpers);
        return computation.call();
      });
    } catch (RejectedExecutionException e) {
      throw new ModelException("This model is closed", e);
    }
  }

  /** Lets what was begun end, takes nothing new. */
  @Override
  public void close() {
    executor.shutdown();
    boolean interrupted = false;
    while (true) {
      try {
        if (executor.awaitTermination(1, TimeUnit.MINUTES)) {
          break;
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
