/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.packed;

import dev.edgewise.phi.Priority;
import dev.edgewise.phi.TokenListener;
import dev.edgewise.phi.WritingTask;
import dev.edgewise.phi.WrittenText;
import dev.edgewise.rank.prompt.Verbalizer;
import java.util.List;

/**
 * The model as packed ranking uses it. Tests implement it with a model whose scores and failures
 * are known. Implementations are thread-safe.
 */
interface BranchScorer extends AutoCloseable {
  /** Reads a prefix and keeps it until it is closed. */
  Prompted prefill(int[] prefix, Priority priority);

  /** Returns how many nanoseconds tokens take when nothing else waits; 0 if that isn't known. */
  long nanosFor(int tokens);

  @Override
  void close();

  /** A prefix that the model has read. */
  interface Prompted extends AutoCloseable {
    /**
     * Returns the verbalizer's score at the end of each branch; branches don't see each other. Of
     * work that is due, it may return only the first scores.
     */
    double[] score(List<int[]> branches, Verbalizer verbalizer, Priority priority);

    /** Writes texts behind the prefix. */
    List<WrittenText> write(List<WritingTask> texts, TokenListener listener, Priority priority);

    /** Returns the memory that the prefix holds. */
    long bytes();

    @Override
    void close();
  }
}
