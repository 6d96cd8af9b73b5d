/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * The few platform threads on which a model computes: native calls would pin virtual threads, and
 * libtorch keeps a team of workers for each thread that calls it.
 */
final class InferenceThreads implements AutoCloseable {
  private final ExecutorService executor;

  InferenceThreads(int count) {
    executor =
        Executors.newFixedThreadPool(
            count,
            task -> {
              Thread thread = new Thread(() -> startPlainly(task), "phi-inference");
              thread.setDaemon(true);
              return thread;
            });
  }

  private static void startPlainly(Runnable task) {
    Torch.runPlainlyOnThisThread();
    task.run();
  }

  /**
   * Runs a computation and waits for it. An interrupt gives up waiting, and the computation too if
   * it hasn't begun.
   */
  <T> T run(Callable<T> computation) {
    Future<T> future = submit(computation);
    try {
      return future.get();
    } catch (InterruptedException e) {
      future.cancel(false);
      Thread.currentThread().interrupt();
      throw new ModelException("Interrupted while the model computed", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ModelException known) {
        throw known;
      }
      throw new ModelException("The model failed: " + e.getCause(), e);
    }
  }

  private <T> Future<T> submit(Callable<T> computation) {
    try {
      return executor.submit(computation);
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
