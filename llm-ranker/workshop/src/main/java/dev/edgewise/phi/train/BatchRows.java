/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.train;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Row numbers for the distinct tokens of a batch, so embedding, gradient and optimiser touch only
 * the rows of these tokens. The labels come first, then the other tokens in order of appearance.
 */
final class BatchRows {
  private final int[] rowOf;
  private final long[] tokens;

  BatchRows(List<TrainingRequest> batch, int vocab, int yes, int no) {
    tokens =
        IntStream.concat(IntStream.of(yes, no), batch.stream().flatMapToInt(BatchRows::tokens))
            .distinct()
            .asLongStream()
            .toArray();
    rowOf = new int[vocab];
    for (int row = 0; row < tokens.length; row++) {
      rowOf[(int) tokens[row]] = row;
    }
  }

  private static IntStream tokens(TrainingRequest request) {
    return IntStream.concat(
        IntStream.of(request.prefix()), request.branches().stream().flatMapToInt(IntStream::of));
  }

  /** The row of a token of the batch. */
  int of(int token) {
    return rowOf[token];
  }

  /** The token of each row. */
  long[] tokens() {
    return tokens;
  }
}
