/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.train;

import dev.edgewise.phi.token.ModelException;
import dev.edgewise.phi.torch.Torch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Platform threads on each of which libtorch computes by itself, without helpers of its own. */
final class Workers implements AutoCloseable {
  private final ExecutorService executor;

  Workers(int count) {
    executor =
        Executors.newFixedThreadPool(
            count,
            task -> {
              Thread thread = new Thread(task, "phi-training");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Does something with each input, side by side; gives the results in the inputs' order. */
  <I, O> List<O> run(List<I> inputs, Function<I, O> work) {
    List<Future<O>> futures = new ArrayList<>();
    for (I input : inputs) {
      futures.add(executor.submit(() -> alone(input, work)));
    }
    List<O> results = new ArrayList<>();
    for (Future<O> future : futures) {
      results.add(await(future));
    }
    return results;
  }

  private static <I, O> O alone(I input, Function<I, O> work) {
    Torch.useThisThread(1);
    return work.apply(input);
  }

  // Memory that a worker uses must not be freed under it, so an interrupt waits for its end.
  private static <O> O await(Future<O> future) {
    boolean interrupted = false;
    while (true) {
      try {
        O result = future.get();
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
        return result;
      } catch (InterruptedException e) {
        interrupted = true;
      } catch (ExecutionException e) {
        throw new ModelException("Training failed: " + e.getCause(), e);
      }
    }
  }

  @Override
  public void close() {
    executor.shutdown();
  }
}
