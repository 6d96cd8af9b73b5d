/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.packed;

import java.util.List;

/**
 * What packed ranking asks of a model. Thread-safe. It stands between so that ranking is tested
 * with a model whose scores and failures are known.
 */
interface BranchScorer extends AutoCloseable {
  /** Branches that go through the model at once; fewer cost as much. */
  int GROUP = 16;

  /** Reads a prefix and keeps it until closed. */
  Prompted prefill(int[] prefix);

  @Override
  void close();

  /** A prefix that was read. */
  interface Prompted extends AutoCloseable {
    /** s = logit(Yes) - logit(No) at the end of each branch, whatever stands beside it. */
    double[] score(List<int[]> branches);

    /** Memory that it holds. */
    long bytes();

    @Override
    void close();
  }
}
