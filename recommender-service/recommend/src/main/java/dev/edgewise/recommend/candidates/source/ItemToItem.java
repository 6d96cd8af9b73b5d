/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.source;

import dev.edgewise.recommend.candidates.history.History;
import dev.edgewise.recommend.candidates.history.ItemCounts;
import dev.edgewise.recommend.candidates.history.ItemEvent;
import dev.edgewise.recommend.candidates.history.LikeMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Items that the same people like. A like adds to the pairs of its item with the user's other
 * likes, so a new item has neighbours with its second like; only the best neighbours of an item are
 * kept. Rebuilding makes the counts exact that pruning and growing histories left rough.
 */
public final class ItemToItem implements CandidateSource {
  /** The name of the source that {@link #knn} makes. */
  static final String KNN = "itemknn";

  /** Neighbours of an item after rebuilding; twice as many before they are pruned. */
  static final int NEIGHBOURS = 300;

  private static final double GAP_HALF_LIFE_SECONDS = 730 * 86_400.0;

  private final String name;
  private final PairWeight weight;
  private final Similarity similarity;
  private final RowNeighbours nearest = new RowNeighbours(this::row, this::similarity);
  private ItemCounts[] rows = {};
  private int[] likes = {};
  private double[] own = {};
  private double[] others = {};

  /** What one user's liking of two items counts. */
  interface PairWeight {
    /**
     * The count.
     *
     * @param gap seconds between the two likes
     * @param likes how many items the user likes
     */
    double of(long gap, int likes);
  }

  /** What a pair's count says of how near the other item is. */
  interface Similarity {
    /** What the number of likes of the item that is asked about has to say, computed once. */
    double own(int likes);

    /** The same for the item that is near it. */
    double other(int likes);

    /** The similarity, from the summed weights and those two. */
    double of(double count, double own, double other);
  }

  private record Cosine(double shrinkage) implements Similarity {
    @Override
    public double own(int likes) {
      return Math.sqrt(likes);
    }

    @Override
    public double other(int likes) {
      return Math.sqrt(likes);
    }

    @Override
    public double of(double count, double own, double other) {
      return count / (own * other + shrinkage);
    }
  }

  private record Walk(double alpha, double beta) implements Similarity {
    @Override
    public double own(int likes) {
      return Math.pow(likes, -alpha);
    }

    @Override
    public double other(int likes) {
      return Math.pow(likes, -beta);
    }

    @Override
    public double of(double count, double own, double other) {
      return count * own * other;
    }
  }

  private ItemToItem(String name, PairWeight weight, Similarity similarity) {
    this.name = name;
    this.weight = weight;
    this.similarity = similarity;
  }

  /**
   * Cosine of co-occurrence counts, shrunk towards 0 where little is known (Sarwar et al.,
   * "Item-based collaborative filtering recommendation algorithms", WWW 2001). A pair counts less
   * the further apart in time the two likes were.
   */
  static ItemToItem knn() {
    return new ItemToItem(
        KNN, (gap, likes) -> Math.exp(-Math.log(2) * gap / GAP_HALF_LIFE_SECONDS), new Cosine(10));
  }

  /**
   * Three steps of a random walk from the item over its users, damped by the popularity of where it
   * ends (Paudel et al., "Updatable, accurate, diverse, and scalable recommendations for
   * interactive applications", ACM TiiS 2017): alpha 0.8, beta 0.3.
   */
  static ItemToItem rp3beta() {
    double alpha = 0.8;
    double beta = 0.3;
    return new ItemToItem(
        "rp3beta", (gap, likes) -> Math.pow(likes, -alpha), new Walk(alpha, beta));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public SourceResult find(UserTaste taste, IntPredicate open, int most) {
    double[] sums = new double[rows.length];
    for (int i = 0; i < taste.items().length; i++) {
      int item = taste.items()[i];
      double liking = taste.liking()[i];
      if (liking != 0 && item < rows.length && rows[item] != null) {
        add(sums, rows[item], own[item], liking);
      }
    }
    return SourceResult.in(sums, new TopItems(most, open));
  }

  private void add(double[] sums, ItemCounts row, double ours, double liking) {
    for (int entry = 0; entry < row.size(); entry++) {
      int other = row.item(entry);
      sums[other] += liking * similarity.of(row.sum(entry), ours, others[other]);
    }
  }

  /** The few items nearest to this one, best first. */
  public List<ScoredItem> nearest(int item) {
    return nearest.of(item);
  }

  /** How near one item is to another, 0 when nobody likes both. */
  public double similarity(int one, int other) {
    ItemCounts row = row(one);
    return row == null || !row.has(other)
        ? 0
        : similarity.of(row.of(other), own[one], others[other]);
  }

  @Nullable ItemCounts row(int item) {
    return item >= 0 && item < rows.length ? rows[item] : null;
  }

  @Override
  public void record(ItemEvent like) {
    if (!like.newlyLiked()) {
      return;
    }
    int item = like.item();
    grow(item);
    count(item, likes[item] + 1);
    nearest.forgetAround(item);
    History history = like.history();
    int at = history.find(item);
    int all = history.likes();
    for (int i = 0; i < at; i++) {
      if (history.liked(i)) {
        double count = weight.of(Math.abs(history.time(at) - history.time(i)), all);
        add(history.item(i), item, count);
        add(item, history.item(i), count);
      }
    }
  }

  private void grow(int item) {
    if (item >= rows.length) {
      int room = Math.max(item + 1, rows.length + rows.length / 2);
      rows = Arrays.copyOf(rows, room);
      likes = Arrays.copyOf(likes, room);
      own = Arrays.copyOf(own, room);
      others = Arrays.copyOf(others, room);
    }
  }

  private void count(int item, int now) {
    likes[item] = now;
    own[item] = similarity.own(now);
    others[item] = similarity.other(now);
  }

  private void add(int of, int other, double count) {
    ItemCounts row = rows[of];
    if (row == null) {
      row = new ItemCounts(1);
      rows[of] = row;
    }
    row.add(other, count);
    nearest.forget(of);
    if (row.size() > 2 * NEIGHBOURS) {
      prune(of, row);
    }
  }

  private void prune(int of, ItemCounts row) {
    TopItems best = new TopItems(NEIGHBOURS, any -> true);
    for (int entry = 0; entry < row.size(); entry++) {
      int other = row.item(entry);
      best.offer(other, similarity.of(row.sum(entry), own[of], others[other]));
    }
    ItemCounts kept = new ItemCounts(NEIGHBOURS);
    best.eachItem(other -> kept.add(other, row.of(other)));
    rows[of] = kept;
  }

  @Override
  public ItemToItem rebuilt(LikeMatrix all) {
    ItemToItem fresh = new ItemToItem(name, weight, similarity);
    if (all.items() > 0) {
      fresh.grow(all.items() - 1);
    }
    for (int item = 0; item < all.items(); item++) {
      fresh.count(item, all.count(item));
    }
    LikeMatrix.Transposed byItem = all.transposed();
    double[] counts = new double[all.items()];
    int[] touched = new int[all.items()];
    for (int item = 0; item < all.items(); item++) {
      int found = fresh.count(item, all, byItem, counts, touched);
      if (found > 0) {
        ItemCounts row = new ItemCounts(found);
        for (int i = 0; i < found; i++) {
          row.add(touched[i], counts[touched[i]]);
          counts[touched[i]] = 0;
        }
        fresh.rows[item] = row;
        if (found > NEIGHBOURS) {
          fresh.prune(item, row);
        }
      }
    }
    return fresh;
  }

  /** Sums the pairs of an item into {@code counts}; returns how many others it touched. */
  private int count(
      int item, LikeMatrix all, LikeMatrix.Transposed byItem, double[] counts, int[] touched) {
    int found = 0;
    for (int place = byItem.firsts()[item]; place < byItem.firsts()[item + 1]; place++) {
      int user = byItem.users()[place];
      long time = all.time(byItem.likes()[place]);
      int from = all.start(user);
      int until = all.start(user + 1);
      for (int like = from; like < until; like++) {
        int other = all.item(like);
        if (other != item) {
          if (counts[other] == 0) {
            touched[found++] = other;
          }
          counts[other] += weight.of(Math.abs(time - all.time(like)), until - from);
        }
      }
    }
    return found;
  }
}
