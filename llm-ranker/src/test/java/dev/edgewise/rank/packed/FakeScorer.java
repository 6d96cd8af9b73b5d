/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.packed;

import dev.edgewise.phi.Priority;
import dev.edgewise.phi.TokenListener;
import dev.edgewise.phi.WritingTask;
import dev.edgewise.phi.WrittenText;
import dev.edgewise.rank.prompt.Verbalizer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleBiFunction;

/** A model whose scores are a known function of the tokens, and which advances its own clock. */
final class FakeScorer implements BranchScorer {
  final AtomicLong clock = new AtomicLong();
  final AtomicInteger prefills = new AtomicInteger();
  final AtomicInteger open = new AtomicInteger();
  volatile long nanosPerToken;
  volatile long pace;
  volatile ToDoubleBiFunction<int[], int[]> answer = FakeScorer::hashed;

  /** Returns a hash between -1 and 1. */
  static double hashed(int[] prefix, int[] branch) {
    long mixed = (31L * Arrays.hashCode(prefix) + Arrays.hashCode(branch)) * 0x9E3779B97F4A7C15L;
    return (mixed >> 11) / (double) (1L << 52);
  }

  @Override
  public Prompted prefill(int[] prefix, Priority priority) {
    prefills.incrementAndGet();
    open.incrementAndGet();
    compute(prefix.length);
    return new Read(prefix);
  }

  private void compute(int tokens) {
    clock.addAndGet(nanosPerToken * tokens);
    pace = nanosPerToken;
  }

  /** As a real model, it knows its pace once it has computed something. */
  @Override
  public long nanosFor(int tokens) {
    return pace * tokens;
  }

  @Override
  public void close() {}

  private final class Read implements Prompted {
    private final int[] prefix;
    private volatile boolean closed;

    Read(int[] prefix) {
      this.prefix = prefix;
    }

    @Override
    public double[] score(List<int[]> branches, Verbalizer verbalizer, Priority priority) {
      if (closed) {
        throw new IllegalStateException("This prefix is closed");
      }
      compute(branches.stream().mapToInt(branch -> branch.length).sum());
      return branches.stream()
          .mapToDouble(branch -> answer.applyAsDouble(prefix, branch))
          .toArray();
    }

    @Override
    public List<WrittenText> write(
        List<WritingTask> texts, TokenListener listener, Priority priority) {
      throw new UnsupportedOperationException("It only scores");
    }

    @Override
    public long bytes() {
      return 1;
    }

    @Override
    public void close() {
      if (closed) {
        throw new IllegalStateException("Closed twice");
      }
      closed = true;
      open.decrementAndGet();
    }
  }
}
