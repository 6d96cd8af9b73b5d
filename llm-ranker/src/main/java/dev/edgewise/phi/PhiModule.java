/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import dev.edgewise.phi.torch.CacheBudget;
import dev.edgewise.phi.torch.PackedRows;
import dev.edgewise.phi.torch.SharedMemory;
import dev.edgewise.phi.torch.TailStep;
import java.util.Arrays;
import java.util.List;

/**
 * A loaded model's computations, and the native memory that holds its weights. The weights stay as
 * the archive has them, whatever is computed. Only inference threads may call the methods.
 */
interface PhiModule extends AutoCloseable {
  /** What computes, for example "avx512". */
  String kernel();

  /** The largest number of tokens in a pass, so that others needn't wait long for theirs. */
  int rowsPerPass();

  /**
   * Allocates memory for the keys and values of a prefix.
   *
   * @throws ModelException when the budget has too few bytes left
   */
  SharedMemory newCache(CacheBudget budget, int tokens);

  /**
   * Allocates memory for the keys and values of texts.
   *
   * @param room number of positions for each text
   * @throws ModelException when the budget has too few bytes left
   */
  SharedMemory newTails(CacheBudget budget, int texts, int room);

  /**
   * Reads tokens into a cache, from position {@code at} on.
   *
   * @return for each of the tokens, the logits of the whole vocabulary; empty unless {@code logits}
   */
  float[][] prefill(SharedMemory cache, int[] tokens, int at, boolean stretched, boolean logits);

  /**
   * Computes the logits of labels at the end of each branch.
   *
   * @param caches keys and values of each group's prefix
   * @return for each group and branch, the logits of its labels
   */
  float[][][] score(List<SharedMemory> caches, boolean stretched, List<PackedRows.Group> groups);

  /**
   * Extends texts by the rows of the steps, and stores the rows' keys and values in the tails.
   *
   * @param stretched whether all steps use the frequencies for long texts
   * @return for each step's ends in order, the logits of the whole vocabulary
   */
  float[][] extend(List<TailStep> steps, boolean stretched);

  /** Logits that follow each other, as rows of the vocabulary's length. */
  static float[][] rows(float[] logits, int vocab) {
    float[][] rows = new float[logits.length / vocab][];
    Arrays.setAll(rows, i -> Arrays.copyOfRange(logits, i * vocab, (i + 1) * vocab));
    return rows;
  }

  @Override
  void close();
}
