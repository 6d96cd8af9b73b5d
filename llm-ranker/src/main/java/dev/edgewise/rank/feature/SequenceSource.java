/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.feature;

import java.util.Arrays;

/**
 * A sequential model and the numbers of its items in this process. Immutable, so safe for use by
 * many threads.
 */
public final class SequenceSource {
  private static final int NONE = -1;

  private final SequenceModel model;
  private final int[] itemOf;
  private final int[] rowOf;

  /**
   * Creates the source.
   *
   * @param itemOf for each row of the model the number of its item; -1 if it has none
   */
  public SequenceSource(SequenceModel model, int[] itemOf) {
    this.model = model;
    this.itemOf = itemOf.clone();
    this.rowOf = new int[Arrays.stream(itemOf).max().orElse(NONE) + 1];
    Arrays.fill(rowOf, NONE);
    for (int row = 0; row < itemOf.length; row++) {
      if (itemOf[row] != NONE) {
        rowOf[itemOf[row]] = row;
      }
    }
  }

  /**
   * Sets the items' scores for a user: how likely each comes next, relative to the likeliest. They
   * stay 0 when the user chose no item that the model knows.
   */
  void fill(UserHistory user, float[] to) {
    int[] rows = new int[user.size()];
    int known = 0;
    for (int i = 0; i < rows.length; i++) {
      int item = user.items()[i];
      if (user.interest()[i] > 0 && item < rowOf.length && rowOf[item] != NONE) {
        rows[known++] = rowOf[item];
      }
    }
    if (known == 0) {
      return;
    }
    float[] shares = model.shares(Arrays.copyOf(rows, known));
    for (int row = 0; row < shares.length; row++) {
      if (itemOf[row] != NONE && itemOf[row] < to.length) {
        to[itemOf[row]] = shares[row];
      }
    }
  }
}
