/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.learn;

import dev.edgewise.phi.torch.SymmetricInverse;
import dev.edgewise.rank.feature.ItemMatrices;
import dev.edgewise.rank.feature.ItemMatrix;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Learns the matrices of items by items from all users' histories. Of each user only the latest
 * {@value #LONGEST} chosen items count, and of each row only the strongest entries are kept.
 */
public final class MatrixLearning {
  static final int LONGEST = 500;
  private static final double DAMPING = 0.4;
  private static final double NEXT_DECAY = 0.9;
  private static final int NEXT_GAP = 20;
  private static final double NEXT_SHRINKAGE = 20;

  /** EASE covers the most chosen items: its time grows with the third power of their number. */
  private static final int EASE_ITEMS = 5_000;

  private static final int EASE_USERS = 3;
  private static final double EASE_RIDGE = 100;
  private static final int EASE_KEPT = 1_000;
  private static final int ABSENT = -1;

  private final int itemCount;

  /** By user the chosen items, oldest first. */
  private final int[][] chosen;

  /** By item the users who chose it, and the item's place in each user's history. */
  private final int[][] usersOf;

  private final int[][] placesOf;

  private MatrixLearning(Interactions interactions) {
    this.itemCount = interactions.items();
    this.chosen = new int[interactions.users()][];
    int[] counts = new int[itemCount];
    for (int user = 0; user < chosen.length; user++) {
      chosen[user] = latest(interactions, user);
      for (int item : chosen[user]) {
        counts[item]++;
      }
    }
    this.usersOf = new int[itemCount][];
    this.placesOf = new int[itemCount][];
    Arrays.setAll(usersOf, item -> new int[counts[item]]);
    Arrays.setAll(placesOf, item -> new int[counts[item]]);
    int[] next = new int[itemCount];
    for (int user = 0; user < chosen.length; user++) {
      for (int place = 0; place < chosen[user].length; place++) {
        int item = chosen[user][place];
        usersOf[item][next[item]] = user;
        placesOf[item][next[item]++] = place;
      }
    }
  }

  private static int[] latest(Interactions interactions, int user) {
    int[] all =
        IntStream.range(interactions.start(user), interactions.start(user + 1))
            .filter(interactions::chosen)
            .map(interactions::item)
            .toArray();
    return all.length <= LONGEST ? all : Arrays.copyOfRange(all, all.length - LONGEST, all.length);
  }

  /** Learns all matrices. Long: seconds for a hundred thousand interactions. */
  public static ItemMatrices learn(Interactions interactions) {
    MatrixLearning learning = new MatrixLearning(interactions);
    return learning.learn();
  }

  private ItemMatrices learn() {
    Rows cosine = new Rows();
    Rows rp3beta = new Rows();
    Rows next = new Rows();
    double[] nextTo = nextTo();
    double[] co = new double[itemCount];
    double[] walks = new double[itemCount];
    double[] after = new double[itemCount];
    int[] touched = new int[itemCount];
    boolean[] isTouched = new boolean[itemCount];
    for (int item = 0; item < itemCount; item++) {
      int count = 0;
      double afterSum = 0;
      for (int i = 0; i < usersOf[item].length; i++) {
        int[] items = chosen[usersOf[item][i]];
        int place = placesOf[item][i];
        double step = 1.0 / usersOf[item].length / items.length;
        for (int other = 0; other < items.length; other++) {
          int to = items[other];
          if (to == item) {
            continue;
          }
          if (!isTouched[to]) {
            isTouched[to] = true;
            touched[count++] = to;
          }
          co[to]++;
          walks[to] += step;
          int gap = other - place;
          if (gap > 0 && gap <= NEXT_GAP) {
            double weight = Math.pow(NEXT_DECAY, gap - 1);
            after[to] += weight;
            afterSum += weight;
          }
        }
      }
      int from = item;
      double fromSum = afterSum;
      int[] found = Arrays.copyOf(touched, count);
      cosine.keep(
          item,
          found,
          ItemMatrices.KEPT,
          to -> co[to] / (Math.sqrt(1.0 * users(from) * users(to)) + ItemMatrices.SHRINKAGE));
      rp3beta.keep(item, found, ItemMatrices.KEPT, to -> walks[to] / Math.pow(users(to), DAMPING));
      next.keep(
          item,
          found,
          ItemMatrices.KEPT,
          to -> after[to] / (fromSum + NEXT_SHRINKAGE) / Math.sqrt(nextTo[to] + NEXT_SHRINKAGE));
      for (int to : found) {
        co[to] = 0;
        walks[to] = 0;
        after[to] = 0;
        isTouched[to] = false;
      }
    }
    return new ItemMatrices(cosine.matrix(), rp3beta.matrix(), ease(), next.matrix());
  }

  private int users(int item) {
    return usersOf[item].length;
  }

  /** The weight with which each item was chosen soon after others. */
  private double[] nextTo() {
    double[] sums = new double[itemCount];
    for (int item = 0; item < itemCount; item++) {
      for (int place : placesOf[item]) {
        int gaps = Math.min(NEXT_GAP, place);
        sums[item] += (1 - Math.pow(NEXT_DECAY, gaps)) / (1 - NEXT_DECAY);
      }
    }
    return sums;
  }

  /** The strength of an entry of a row. */
  private interface Strength {
    double of(int to);
  }

  /** The rows of a matrix, of which only the strongest entries are kept. */
  private final class Rows {
    private final int[][] columns = new int[itemCount][];
    private final float[][] weights = new float[itemCount][];

    void keep(int item, int[] found, int most, Strength strength) {
      double[] strengths = new double[found.length];
      Arrays.setAll(strengths, i -> strength.of(found[i]));
      int[] kept = strongest(strengths, most).filter(i -> strengths[i] != 0).toArray();
      int[] places =
          Arrays.stream(kept)
              .boxed()
              .sorted(Comparator.comparingInt(i -> found[i]))
              .mapToInt(i -> i)
              .toArray();
      columns[item] = new int[places.length];
      weights[item] = new float[places.length];
      for (int i = 0; i < places.length; i++) {
        columns[item][i] = found[places[i]];
        weights[item][i] = (float) strengths[places[i]];
      }
    }

    ItemMatrix matrix() {
      return new ItemMatrix(columns, weights);
    }
  }

  /** The indexes of the values that are largest in size. */
  private static IntStream strongest(double[] values, int most) {
    if (values.length <= most) {
      return IntStream.range(0, values.length);
    }
    double[] sizes = Arrays.stream(values).map(Math::abs).sorted().toArray();
    double least = sizes[sizes.length - most];
    IntStream larger = IntStream.range(0, values.length).filter(i -> Math.abs(values[i]) > least);
    IntStream equal = IntStream.range(0, values.length).filter(i -> Math.abs(values[i]) == least);
    return IntStream.concat(larger, equal).limit(most);
  }

  /**
   * The weights B = I - P / diag(P), where P is the inverse of the items' Gram matrix plus ridge.
   */
  private ItemMatrix ease() {
    int[] itemOf =
        IntStream.range(0, itemCount)
            .filter(item -> users(item) >= EASE_USERS)
            .boxed()
            .sorted(
                Comparator.comparingInt((Integer item) -> -users(item)).thenComparingInt(i -> i))
            .limit(EASE_ITEMS)
            .mapToInt(Integer::intValue)
            .sorted()
            .toArray();
    if (itemOf.length == 0) {
      return ItemMatrix.EMPTY;
    }
    float[][] inverse = SymmetricInverse.of(gram(itemOf));
    double[] diagonal = new double[inverse.length];
    Arrays.setAll(diagonal, i -> inverse[i][i]);
    Rows rows = new Rows();
    Arrays.fill(rows.columns, new int[0]);
    Arrays.fill(rows.weights, new float[0]);
    int[] places = IntStream.range(0, itemOf.length).toArray();
    for (int row = 0; row < itemOf.length; row++) {
      float[] values = inverse[row];
      int own = row;
      rows.keep(row, places, EASE_KEPT, to -> to == own ? 0 : -values[to] / diagonal[to]);
    }
    return numbered(rows, itemOf);
  }

  /** The matrix whose rows and columns have item numbers, in place of places in {@code itemOf}. */
  private ItemMatrix numbered(Rows rows, int[] itemOf) {
    int[][] columns = new int[itemCount][];
    float[][] weights = new float[itemCount][];
    Arrays.fill(columns, new int[0]);
    Arrays.fill(weights, new float[0]);
    for (int row = 0; row < itemOf.length; row++) {
      columns[itemOf[row]] = Arrays.stream(rows.columns[row]).map(place -> itemOf[place]).toArray();
      weights[itemOf[row]] = rows.weights[row];
    }
    return new ItemMatrix(columns, weights);
  }

  private float[][] gram(int[] itemOf) {
    int[] rowOf = new int[itemCount];
    Arrays.fill(rowOf, ABSENT);
    for (int row = 0; row < itemOf.length; row++) {
      rowOf[itemOf[row]] = row;
    }
    float[][] gram = new float[itemOf.length][itemOf.length];
    for (int[] items : chosen) {
      int[] rows = Arrays.stream(items).map(item -> rowOf[item]).filter(r -> r != ABSENT).toArray();
      for (int row : rows) {
        for (int column : rows) {
          gram[row][column]++;
        }
      }
    }
    for (int i = 0; i < gram.length; i++) {
      gram[i][i] += (float) EASE_RIDGE;
    }
    return gram;
  }
}
