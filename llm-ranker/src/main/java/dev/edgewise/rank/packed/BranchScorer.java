/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.packed;

import dev.edgewise.phi.Priority;
import dev.edgewise.phi.TokenListener;
import dev.edgewise.phi.WritingTask;
import dev.edgewise.phi.WrittenText;
import dev.edgewise.rank.prompt.Verbalizer;
import java.util.List;

/**
 * What packed ranking asks of a model. Thread-safe. It stands between so that ranking is tested
 * with a model whose scores and failures are known.
 */
interface BranchScorer extends AutoCloseable {
  /** Branches that go through the model at once; fewer cost as much. */
  int GROUP = 16;

  /** Reads a prefix and keeps it until closed. */
  Prompted prefill(int[] prefix, Priority priority);

  @Override
  void close();

  /** A prefix that was read. */
  interface Prompted extends AutoCloseable {
    /** What the verbalizer reads at the end of each branch, whatever stands beside it. */
    double[] score(List<int[]> branches, Verbalizer verbalizer, Priority priority);

    /** Writes texts behind it. */
    List<WrittenText> write(List<WritingTask> texts, TokenListener listener, Priority priority);

    /** Memory that it holds. */
    long bytes();

    @Override
    void close();
  }
}
