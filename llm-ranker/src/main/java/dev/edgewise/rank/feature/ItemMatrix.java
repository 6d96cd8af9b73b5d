/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.feature;

import java.util.Arrays;

/**
 * A sparse matrix of items by items: how strongly a user's item speaks for each other item. Items
 * are identified by their numbers. Immutable, so safe for use by many threads.
 */
public final class ItemMatrix {
  /** A matrix without entries. */
  public static final ItemMatrix EMPTY = new ItemMatrix(new int[0][], new float[0][]);

  private static final int[] NO_ITEMS = {};
  private static final float[] NO_WEIGHTS = {};

  private final int[][] columns;
  private final float[][] weights;

  /**
   * Creates a matrix from its rows; takes over the arrays.
   *
   * @param columns for each item the numbers of the items that it speaks for, ascending
   * @param weights the weight of each of them
   */
  public ItemMatrix(int[][] columns, float[][] weights) {
    this.columns = columns;
    this.weights = weights;
  }

  /** Adds {@code factor} times the row of an item to the sums by item number. */
  void addRow(int item, float factor, float[] sums) {
    if (item >= columns.length) {
      return;
    }
    int[] row = columns[item];
    float[] values = weights[item];
    for (int i = 0; i < row.length; i++) {
      sums[row[i]] += factor * values[i];
    }
  }

  /** Returns the weight from one item to another; 0 if the matrix has none. */
  public float weight(int from, int to) {
    int at = Arrays.binarySearch(neighbours(from), to);
    return at < 0 ? 0 : weights[from][at];
  }

  /** Returns the smallest weight from an item to those that it speaks for; 0 without any. */
  float least(int item) {
    float least = Float.POSITIVE_INFINITY;
    for (float weight : item >= 0 && item < weights.length ? weights[item] : NO_WEIGHTS) {
      least = Math.min(least, weight);
    }
    return least == Float.POSITIVE_INFINITY ? 0 : least;
  }

  /** Returns the largest weight from an item to another; 0 without a positive one. */
  float most(int item) {
    float most = 0;
    for (float weight : item >= 0 && item < weights.length ? weights[item] : NO_WEIGHTS) {
      most = Math.max(most, weight);
    }
    return most;
  }

  /**
   * Returns the numbers of the items that an item speaks for, ascending; don't change the array.
   */
  public int[] neighbours(int item) {
    return item >= 0 && item < columns.length ? columns[item] : NO_ITEMS;
  }

  /**
   * Returns the numbers of the {@code most} items that an item speaks for most, strongest first.
   */
  public int[] strongest(int item, int most) {
    int[] row = neighbours(item);
    TopItems strongest = new TopItems(most, any -> true);
    for (int i = 0; i < row.length; i++) {
      strongest.offer(row[i], weights[item][i]);
    }
    return strongest.list().stream().mapToInt(ScoredItem::item).toArray();
  }
}
