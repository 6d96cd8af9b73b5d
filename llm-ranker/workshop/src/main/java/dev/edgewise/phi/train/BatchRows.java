/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.train;

import java.util.Arrays;
import java.util.List;

/**
 * Numbers for the distinct tokens of a batch, so that embedding, gradient and optimiser touch only
 * those rows: the labels first, then the others in order of appearance.
 */
final class BatchRows {
  private final int[] rowOf;
  private long[] tokens = new long[256];
  private int rows;

  BatchRows(List<TrainingRequest> batch, int vocab, int yes, int no) {
    rowOf = new int[vocab];
    Arrays.fill(rowOf, -1);
    add(yes);
    add(no);
    for (TrainingRequest request : batch) {
      add(request.prefix());
      request.branches().forEach(this::add);
    }
  }

  private void add(int... ids) {
    for (int id : ids) {
      if (rowOf[id] == -1) {
        if (rows == tokens.length) {
          tokens = Arrays.copyOf(tokens, 2 * rows);
        }
        tokens[rows] = id;
        rowOf[id] = rows++;
      }
    }
  }

  /** The row of a token of the batch. */
  int of(int token) {
    return rowOf[token];
  }

  /** The token of each row. */
  long[] tokens() {
    return Arrays.copyOf(tokens, rows);
  }
}
