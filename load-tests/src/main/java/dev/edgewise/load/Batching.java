/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load;

import dev.edgewise.load.report.Medians;
import dev.edgewise.load.report.Report;
import dev.edgewise.phi.PhiModel;
import dev.edgewise.phi.Prefix;
import dev.edgewise.phi.Sampler;
import dev.edgewise.phi.TokenListener;
import dev.edgewise.phi.TokenMask;
import dev.edgewise.phi.Writing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Eight callers at once against the same calls one after another, behind prefixes read before. */
final class Batching implements AutoCloseable {
  private static final int CALLERS = 8;
  private static final int CANDIDATES = 20;
  private static final int WORDS = 30_000;
  private static final int[] LABELS = {3869, 1939};

  private final PhiModel model;
  private final List<Prefix> prefixes = new ArrayList<>();
  private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);

  /** Reads a prefix of so many tokens for each caller. */
  Batching(PhiModel model, int prefixTokens) {
    this.model = model;
    for (int caller = 0; caller < CALLERS; caller++) {
      prefixes.add(model.prefill(words(prefixTokens, caller)));
    }
  }

  /**
   * Times of eight calls.
   *
   * @param same whether both ways gave the same, to the last bit
   */
  record Times(double alone, double together, boolean same) {
    void into(Report report, String what) {
      report.add(what + " one after another", alone, "ms");
      report.add(what + " side by side", together, "ms");
      report.add(what + ": throughput side by side", alone / together, "x");
      if (!same) {
        report.fault(what + " gave something else side by side");
      }
    }
  }

  /** Each caller scores twenty candidates of so many tokens. */
  Times ranking(int branchTokens, int rounds) throws InterruptedException {
    List<List<int[]>> branches = new ArrayList<>();
    for (int caller = 0; caller < CALLERS; caller++) {
      int one = caller;
      branches.add(
          IntStream.range(0, CANDIDATES)
              .mapToObj(i -> words(branchTokens, 100 * (one + 1) + i))
              .toList());
    }
    return times(rounds, caller -> model.score(prefixes.get(caller), branches.get(caller), LABELS));
  }

  /** Each caller writes a text of so many tokens, without guesses ahead. */
  Times writing(int tokens, int rounds) throws InterruptedException {
    return times(
        rounds,
        caller -> {
          Writing text =
              new Writing(words(5, caller), tokens, new int[0], Sampler.greedy(), TokenMask.ANY, 0);
          return model
              .write(prefixes.get(caller), List.of(text), TokenListener.NONE)
              .get(0)
              .tokens();
        });
  }

  private interface Call {
    Object of(int caller);
  }

  private Times times(int rounds, Call call) throws InterruptedException {
    Object[] alone = new Object[CALLERS];
    Object[] together = new Object[CALLERS];
    double[] millis =
        Medians.millis(rounds, List.of(() -> oneByOne(call, alone), () -> atOnce(call, together)));
    return new Times(millis[0], millis[1], Arrays.deepEquals(alone, together));
  }

  private static void oneByOne(Call call, Object[] results) {
    for (int caller = 0; caller < CALLERS; caller++) {
      results[caller] = call.of(caller);
    }
  }

  private void atOnce(Call call, Object[] results) throws InterruptedException {
    List<Callable<Object>> calls = new ArrayList<>();
    for (int caller = 0; caller < CALLERS; caller++) {
      int one = caller;
      calls.add(() -> call.of(one));
    }
    int caller = 0;
    for (Future<Object> result : callers.invokeAll(calls)) {
      try {
        results[caller++] = result.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("a call side by side failed: " + e.getCause(), e);
      }
    }
  }

  private static int[] words(int count, int seed) {
    return new Random(seed).ints(count, 0, WORDS).toArray();
  }

  @Override
  public void close() {
    callers.shutdownNow();
    prefixes.forEach(Prefix::close);
  }
}
