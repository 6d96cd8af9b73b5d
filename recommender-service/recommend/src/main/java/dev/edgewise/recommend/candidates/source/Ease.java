/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.source;

import dev.edgewise.phi.torch.SymmetricInverse;
import dev.edgewise.recommend.candidates.history.LikeMatrix;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * EASE: the linear model that best predicts each like from the user's other likes, in closed form
 * (Steck, "Embarrassingly Shallow Autoencoders for Sparse Data", WWW 2019). A user's new like
 * counts at once. The weights between items are learnt when the source is rebuilt, for the {@value
 * #MOST} most liked items that at least two users like.
 */
public final class Ease implements CandidateSource {
  static final int MOST = 15_000;
  private static final double RIDGE = 300;
  private static final int MIN_LIKES = 2;

  /** With more items than this, only the strongest weights of each item are kept. */
  private static final int MAX_DENSE = 4096;

  private static final int KEPT = 500;
  private static final int ABSENT = -1;

  /** The row of each item number, or {@link #ABSENT}. */
  private final int[] rowOf;

  /** The item number of each row. */
  private final int[] itemOf;

  /** The row numbers of each row's weights; empty if a row has all weights in order. */
  private final int[][] columns;

  private final float[][] weights;

  /** Creates a source that has learnt nothing yet. */
  public Ease() {
    this(new int[0], new int[0]);
  }

  private Ease(int[] rowOf, int[] itemOf) {
    this.rowOf = rowOf;
    this.itemOf = itemOf;
    this.columns = new int[itemOf.length][];
    this.weights = new float[itemOf.length][];
  }

  @Override
  public String name() {
    return "ease";
  }

  @Override
  public SourceResult find(UserTaste taste, IntPredicate open, int most) {
    double[] sums = new double[itemOf.length];
    for (int i = 0; i < taste.items().length; i++) {
      int item = taste.items()[i];
      int row = item < rowOf.length ? rowOf[item] : ABSENT;
      if (row != ABSENT && taste.liking()[i] != 0) {
        add(sums, row, taste.liking()[i]);
      }
    }
    TopItems best = new TopItems(most, open);
    best.offerAll(sums, row -> itemOf[row]);
    return new SourceResult(best, item -> score(sums, item));
  }

  private double score(double[] sums, int item) {
    return item < rowOf.length && rowOf[item] != ABSENT ? sums[rowOf[item]] : 0;
  }

  private void add(double[] sums, int row, double liking) {
    float[] values = weights[row];
    int[] places = columns[row];
    for (int i = 0; i < values.length; i++) {
      sums[places.length == 0 ? i : places[i]] += liking * values[i];
    }
  }

  @Override
  public Ease rebuilt(LikeMatrix likes) {
    int[] itemOf = mostLiked(likes);
    int[] rowOf = new int[likes.items()];
    Arrays.fill(rowOf, ABSENT);
    for (int row = 0; row < itemOf.length; row++) {
      rowOf[itemOf[row]] = row;
    }
    Ease fresh = new Ease(rowOf, itemOf);
    if (itemOf.length > 0) {
      float[][] inverse = SymmetricInverse.of(fresh.gram(likes));
      double[] diagonal = new double[inverse.length];
      Arrays.setAll(diagonal, i -> inverse[i][i]);
      for (int row = 0; row < inverse.length; row++) {
        fresh.keep(row, inverse[row], diagonal);
      }
    }
    return fresh;
  }

  private static int[] mostLiked(LikeMatrix likes) {
    TopItems best = new TopItems(MOST, any -> true);
    for (int item = 0; item < likes.items(); item++) {
      best.offer(item, likes.count(item) >= MIN_LIKES ? likes.count(item) : 0);
    }
    return best.list().stream().mapToInt(ScoredItem::item).sorted().toArray();
  }

  /** The number of users who like both items, plus the ridge on the diagonal. */
  private float[][] gram(LikeMatrix likes) {
    float[][] gram = new float[itemOf.length][itemOf.length];
    for (int user = 0; user < likes.users(); user++) {
      for (int one = likes.start(user); one < likes.start(user + 1); one++) {
        int row = rowOf[likes.item(one)];
        for (int other = likes.start(user);
            row != ABSENT && other < likes.start(user + 1);
            other++) {
          int column = rowOf[likes.item(other)];
          if (column != ABSENT) {
            gram[row][column]++;
          }
        }
      }
    }
    for (int i = 0; i < gram.length; i++) {
      gram[i][i] += (float) RIDGE;
    }
    return gram;
  }

  /** The weights are the columns of B = I - P / diag(P), where P is the inverse. */
  private void keep(int row, float[] inverse, double[] diagonal) {
    for (int i = 0; i < inverse.length; i++) {
      inverse[i] = i == row ? 0 : (float) (-inverse[i] / diagonal[i]);
    }
    if (inverse.length <= MAX_DENSE) {
      columns[row] = new int[0];
      weights[row] = inverse;
      return;
    }
    TopItems best = new TopItems(KEPT, any -> true);
    for (int i = 0; i < inverse.length; i++) {
      best.offer(i, Math.abs(inverse[i]));
    }
    columns[row] = best.list().stream().mapToInt(ScoredItem::item).sorted().toArray();
    weights[row] = new float[columns[row].length];
    for (int i = 0; i < weights[row].length; i++) {
      weights[row][i] = inverse[columns[row][i]];
    }
  }
}
