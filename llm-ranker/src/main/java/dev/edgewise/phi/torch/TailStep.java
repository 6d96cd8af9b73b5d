/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.torch;

import java.util.Arrays;

/**
 * The input of one step that extends the texts behind one prefix.
 *
 * @param cache keys and values of the prefix
 * @param prefix number of the prefix's tokens
 * @param tails keys and values of the texts
 * @param lengths number of tokens in each text's tail before this step
 * @param inputs new tokens of each text; none for a finished text
 * @param everywhere whether logits are computed at each new token, or only at each text's last
 */
// Instances are never compared, so arrays as components do no harm.
@SuppressWarnings("ArrayRecordComponent")
public record TailStep(
    SharedMemory cache,
    int prefix,
    SharedMemory tails,
    int[] lengths,
    int[][] inputs,
    boolean everywhere) {

  /** Number of new tokens. */
  public int rows() {
    return Arrays.stream(inputs).mapToInt(input -> input.length).sum();
  }

  /** Number of new tokens whose logits are computed. */
  public int ends() {
    return everywhere ? rows() : (int) Arrays.stream(inputs).filter(i -> i.length > 0).count();
  }
}
