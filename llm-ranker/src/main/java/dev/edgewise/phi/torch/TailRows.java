/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.torch;

import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * A {@link TailStep} as libtorch's operators take it. A row is one new token of one text.
 *
 * @param longest the largest number of tokens in a tail before the step
 * @param width number of places that each text has in the grid
 * @param ids token of each row
 * @param positions position of each row
 * @param lengths number of tokens in each text's tail before the step
 * @param grid row in each place of each text, {@code width} places for each text
 * @param slots place in the grid of each row
 * @param destinations index in the tails for each row's keys and values
 * @param ends rows whose logits are computed
 */
// Instances are never compared, so arrays as components do no harm.
@SuppressWarnings("ArrayRecordComponent")
public record TailRows(
    int longest,
    int width,
    long[] ids,
    long[] positions,
    long[] lengths,
    long[] grid,
    long[] slots,
    long[] destinations,
    long[] ends) {

  /** The rows of a step. */
  public static TailRows of(TailStep step) {
    int[][] inputs = step.inputs();
    int[] lengths = step.lengths();
    int width = Arrays.stream(inputs).mapToInt(input -> input.length).max().orElse(1);
    int rows = step.rows();
    long[] ids = new long[rows];
    long[] positions = new long[rows];
    long[] grid = new long[inputs.length * width];
    long[] slots = new long[rows];
    long[] destinations = new long[rows];
    LongStream.Builder ends = LongStream.builder();
    int row = 0;
    for (int b = 0; b < inputs.length; b++) {
      for (int t = 0; t < inputs[b].length; t++) {
        long placeInTail = (long) lengths[b] + t;
        ids[row] = inputs[b][t];
        positions[row] = step.prefix() + placeInTail;
        grid[b * width + t] = row;
        slots[row] = (long) b * width + t;
        destinations[row] = (long) b * step.tails().room() + placeInTail;
        if (step.everywhere() || t == inputs[b].length - 1) {
          ends.add(row);
        }
        row++;
      }
    }
    return new TailRows(
        Arrays.stream(lengths).max().orElse(0),
        width,
        ids,
        positions,
        Arrays.stream(lengths).asLongStream().toArray(),
        grid,
        slots,
        destinations,
        ends.build().toArray());
  }
}
