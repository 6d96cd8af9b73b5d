/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.feature;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A small catalogue and its users, for tests. */
final class SmallWorld {
  static final long DAY = 86_400;
  static final long NOW = 1_700_000_000;

  final ItemContent content = new ItemContent();
  final ItemActivity activity = new ItemActivity();
  ItemMatrices matrices = ItemMatrices.EMPTY;
  ColdItems cold = ColdItems.NONE;
  private int size;

  /** Adds an item, and as many users who chose it this many days ago; returns its number. */
  int add(String title, double year, int users, int daysAgo, String... categories) {
    content.put(size, List.of(categories), List.of(title), year);
    for (int user = 0; user < users; user++) {
      activity.record(size, NOW - daysAgo * DAY);
    }
    activity.see(NOW);
    return size++;
  }

  /** Uses one matrix for all sources. */
  void together(ItemMatrix matrix) {
    matrices = new ItemMatrices(matrix, matrix, matrix, matrix);
  }

  RankingContext context() {
    double[] shares = RankingContext.shares(content, activity, size);
    return new RankingContext(
        size, content, activity, matrices, Recency.STANDARD, shares, cold, null);
  }

  /** A context that knew the items before this one only. */
  RankingContext contextBefore(int item) {
    return context().withSize(item);
  }

  UserScores scores(UserHistory user) {
    return UserScores.of(context(), user);
  }

  /** The features of a user to whom all items are candidates. */
  Features features(UserHistory user) {
    return new Features(scores(user), IntStream.range(0, size).toArray());
  }

  /** A user who liked these items, one a day, the last one now. */
  static UserHistory likes(int... items) {
    return history(1, items);
  }

  /** A user who disliked these items. */
  static UserHistory dislikes(int... items) {
    return history(-1, items);
  }

  private static UserHistory history(float opinion, int... items) {
    float[] opinions = new float[items.length];
    Arrays.fill(opinions, opinion);
    return history(items, opinions);
  }

  /** A user with these opinions. */
  static UserHistory history(int[] items, float[] opinions) {
    float[] interest = new float[items.length];
    long[] times = new long[items.length];
    for (int i = 0; i < items.length; i++) {
      interest[i] = opinions[i] < 0 ? 0 : 1;
      times[i] = NOW - (items.length - 1 - i) * DAY;
    }
    return new UserHistory(items, opinions, interest, times, new int[0], new int[0]);
  }

  /** A user who did nothing, but stated to like and dislike categories. */
  static UserHistory states(int[] wanted, int[] unwanted) {
    return new UserHistory(new int[0], new float[0], new float[0], new long[0], wanted, unwanted);
  }

  /** A matrix from its rows. */
  static ItemMatrix matrix(float[][] rows) {
    int[][] columns = new int[rows.length][];
    float[][] weights = new float[rows.length][];
    for (int row = 0; row < rows.length; row++) {
      float[] values = rows[row];
      columns[row] = IntStream.range(0, values.length).filter(i -> values[i] != 0).toArray();
      weights[row] = new float[columns[row].length];
      for (int i = 0; i < weights[row].length; i++) {
        weights[row][i] = values[columns[row][i]];
      }
    }
    return new ItemMatrix(columns, weights);
  }
}
