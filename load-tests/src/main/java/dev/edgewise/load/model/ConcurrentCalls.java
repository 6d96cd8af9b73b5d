/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.model;

import static dev.edgewise.load.report.Medians.timeOf;

import dev.edgewise.load.report.Medians;
import dev.edgewise.load.report.Report;
import dev.edgewise.phi.PhiModel;
import dev.edgewise.phi.Prefix;
import dev.edgewise.phi.Sampler;
import dev.edgewise.phi.TokenListener;
import dev.edgewise.phi.TokenMask;
import dev.edgewise.phi.WritingTask;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Eight calls of a model at once, compared with the same calls one after another. Each caller has a
 * cached prefix of its own. Used by one thread.
 */
final class ConcurrentCalls implements AutoCloseable {
  private static final int CALLERS = 8;
  private static final int CANDIDATES = 20;
  private static final int WORDS = 30_000;
  private static final int[] LABELS = {3869, 1939};

  private final PhiModel model;
  private final List<Prefix> prefixes;
  private final ExecutorService threads = Executors.newFixedThreadPool(CALLERS);

  /** Reads one prefix of the given length for each caller. */
  ConcurrentCalls(PhiModel model, int prefixTokens) {
    this.model = model;
    this.prefixes = callers().mapToObj(i -> model.prefill(words(prefixTokens, i))).toList();
  }

  /** Measures calls that score twenty candidates each, and reports the times. */
  void rank(Report report, String what, int branchTokens, int rounds) throws IOException {
    List<List<int[]>> branches = callers().mapToObj(i -> branches(i, branchTokens)).toList();
    compare(report, what, rounds, i -> model.score(prefixes.get(i), branches.get(i), LABELS));
  }

  /** Measures calls that write one text each, and reports the times. */
  void write(Report report, String what, int tokens, int rounds) throws IOException {
    compare(report, what, rounds, i -> text(prefixes.get(i), words(5, i), tokens));
  }

  private static List<int[]> branches(int caller, int tokens) {
    IntStream seeds = IntStream.range(0, CANDIDATES).map(i -> 100 * (caller + 1) + i);
    return seeds.mapToObj(seed -> words(tokens, seed)).toList();
  }

  private Object text(Prefix prefix, int[] prompt, int tokens) {
    WritingTask task =
        new WritingTask(prompt, tokens, new int[0], Sampler.greedy(), TokenMask.ANY, 0);
    return model.write(prefix, List.of(task), TokenListener.NONE).get(0).tokens();
  }

  private void compare(Report report, String what, int rounds, IntFunction<Object> call)
      throws IOException {
    Object[][] results = new Object[2][];
    Medians.Timed inTurn = () -> results[0] = callers().mapToObj(call).toArray();
    Medians.Timed atOnce = () -> results[1] = atOnce(call);
    double[] millis = Medians.inTurns(1, rounds, timeOf(inTurn), timeOf(atOnce));
    report.add(what + " one after another", millis[0], "ms");
    report.add(what + " side by side", millis[1], "ms");
    report.add(what + ": throughput side by side", millis[0] / millis[1], "x");
    if (!Arrays.deepEquals(results[0], results[1])) {
      report.fault(what + " gave other results side by side");
    }
  }

  private Object[] atOnce(IntFunction<Object> call) {
    return callers()
        .mapToObj(i -> CompletableFuture.supplyAsync(() -> call.apply(i), threads))
        .toList()
        .stream()
        .map(CompletableFuture::join)
        .toArray();
  }

  private static IntStream callers() {
    return IntStream.range(0, CALLERS);
  }

  private static int[] words(int count, int seed) {
    return new Random(seed).ints(count, 0, WORDS).toArray();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    prefixes.forEach(Prefix::close);
  }
}
