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

/** Platform threads for training. On each of them, libtorch computes with that one thread only. */
final class Workers implements AutoCloseable {
  private final ExecutorService executor;

  Workers(int count) {
    executor =
        Executors.newFixedThreadPool(
            count, Thread.ofPlatform().daemon().name("phi-training").factory());
  }

  /** Runs a function on all inputs in parallel, and returns the results in the inputs' order. */
  <I, O> List<O> run(List<I> inputs, Function<I, O> work) {
    List<Future<O>> futures = new ArrayList<>();
    for (I input : inputs) {
      futures.add(
          executor.submit(() -> {
            Torch.useThisThread(1);
            return work.apply(input);
          }));
    }
    return futures.stream().map(Workers::await).toList();
  }

  // An interrupt must wait for the worker, or the caller would free memory that it uses.
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
