/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.archive;

import dev.edgewise.phi.token.ModelException;

/**
 * The conversion of one row of weights to 4 bits; see {@link StoredMatrix} for the format. The
 * largest value of a group suggests the group's factor. That factor and its two neighbours are
 * tried, and the one with the least squared error is taken.
 */
public final class Int4Row {
  /** Largest absolute value of a group's factor. */
  static final int MAX_FACTOR = 10;

  /** Largest absolute value of an unpacked weight, {@code 8 * MAX_FACTOR}. */
  public static final int MAX_INT4 = 80;

  private static final int[] GROUPS = {64, 32, 16, 8, 4, 2};
  private static final int LOWEST = -8;
  private static final int HIGHEST = 7;

  private final float[] values;
  private final int from;
  private final int columns;
  private final int group;

  Int4Row(float[] values, int from, int columns) {
    this.values = values;
    this.from = from;
    this.columns = columns;
    this.group = group(columns);
  }

  /** Writes the row's packed pairs and its factors, and returns its scale. */
  float write(byte[] pairs, int pairsFrom, byte[] factors, int factorsFrom) {
    float largest = 0;
    for (int i = from; i < from + columns; i++) {
      largest = Math.max(largest, Math.abs(values[i]));
    }
    float scale = largest == 0 ? 1 : largest / MAX_INT4;
    int half = columns / 2;
    for (int g = 0; g < columns / group; g++) {
      int factor = factor(from + g * group, scale);
      factors[factorsFrom + g] = (byte) factor;
      float inverse = 1 / (factor * scale);
      for (int i = g * group; i < (g + 1) * group; i++) {
        int q = nearest(values[from + i] * inverse);
        int at = pairsFrom + (i < half ? i : i - half);
        pairs[at] |= (byte) (i < half ? q << 4 : q & 15);
      }
    }
    return scale;
  }

  private int factor(int start, float scale) {
    float extreme = 0;
    for (int i = start; i < start + group; i++) {
      extreme = Math.abs(values[i]) > Math.abs(extreme) ? values[i] : extreme;
    }
    int suggested = Math.round(Math.abs(extreme) / (-LOWEST * scale));
    // the largest value becomes LOWEST, which is negative, so its sign decides the factor's sign
    int sign = extreme > 0 ? -1 : 1;
    int best = sign;
    float least = Float.POSITIVE_INFINITY;
    int top = Math.min(MAX_FACTOR, suggested + 1);
    for (int size = Math.max(1, suggested - 1); size <= Math.max(1, top); size++) {
      float error = error(start, sign * size * scale);
      if (error < least) {
        least = error;
        best = sign * size;
      }
    }
    return best;
  }

  private float error(int start, float step) {
    float inverse = 1 / step;
    float sum = 0;
    for (int i = start; i < start + group; i++) {
      float error = values[i] - nearest(values[i] * inverse) * step;
      sum += error * error;
    }
    return sum;
  }

  private static int nearest(float value) {
    int rounded = Math.round(value);
    return Math.min(HIGHEST, Math.max(LOWEST, rounded));
  }

  /** Number of neighbouring weights that share a factor in rows of this length. */
  static int group(int columns) {
    for (int size : GROUPS) {
      if (columns % size == 0) {
        return size;
      }
    }
    throw new ModelException(
        "A row of " + columns + " weights can't be stored in 4 bits: the number should be even");
  }
}
