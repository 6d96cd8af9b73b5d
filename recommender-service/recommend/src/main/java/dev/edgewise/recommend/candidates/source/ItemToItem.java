/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.source;

import dev.edgewise.recommend.candidates.history.History;
import dev.edgewise.recommend.candidates.history.ItemCounts;
import dev.edgewise.recommend.candidates.history.ItemEvent;
import dev.edgewise.recommend.candidates.history.LikeMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds items that the same users like. A like adds to the pairs of its item with the user's other
 * likes, so a new item has neighbours after its second like. Only the best neighbours of an item
 * are kept. Incremental counts are approximate, because of pruning and growing histories;
 * rebuilding makes them exact.
 */
public final class ItemToItem implements CandidateSource {
  /** The name of the source that {@link #knn} creates. */
  static final String KNN = "itemknn";

  /** The neighbours that an item keeps when it is pruned, which happens at twice as many. */
  static final int NEIGHBOURS = 300;

  private static final int NEAREST = 5;
  private static final double GAP_HALF_LIFE_SECONDS = 730 * 86_400.0;

  private final String name;
  private final PairWeight weight;
  private final Similarity similarity;

  /** Cache of {@link #nearest}, until a value that the result depends on changes. */
  private final Map<Integer, List<ScoredItem>> nearest = new ConcurrentHashMap<>();

  private ItemCounts[] rows = {};
  private int[] likes = {};
  private double[] own = {};
  private double[] others = {};

  /** The weight of a pair of items that one user likes. */
  interface PairWeight {
    /**
     * The weight.
     *
     * @param gap seconds between the two likes
     * @param likes how many items the user likes
     */
    double of(long gap, int likes);
  }

  /** The similarity of two items that share users. */
  interface Similarity {
    /** The factor of the first item's number of likes, which is computed once. */
    double own(int likes);

    /** The factor of the other item's number of likes. */
    double other(int likes);

    /** The similarity from the sum of pair weights and the two factors. */
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
   * Cosine of co-occurrence counts, shrunk towards 0 for small counts (Sarwar et al., "Item-based
   * collaborative filtering recommendation algorithms", WWW 2001). The weight of a pair falls with
   * the time between the two likes.
   */
  static ItemToItem knn() {
    return new ItemToItem(
        KNN, (gap, likes) -> Math.exp(-Math.log(2) * gap / GAP_HALF_LIFE_SECONDS), new Cosine(10));
  }

  /**
   * Three steps of a random walk from the item over its users, damped by the popularity of the last
   * item (Paudel et al., "Updatable, accurate, diverse, and scalable recommendations for
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

  private void add(double[] sums, ItemCounts row, double ownFactor, double liking) {
    for (int entry = 0; entry < row.size(); entry++) {
      int other = row.item(entry);
      sums[other] += liking * similarity.of(row.sum(entry), ownFactor, others[other]);
    }
  }

  /** The five items nearest to this one, best first. Many threads may call it at once. */
  public List<ScoredItem> nearest(int item) {
    return nearest.computeIfAbsent(item, this::findNearest);
  }

  private List<ScoredItem> findNearest(int item) {
    ItemCounts row = row(item);
    return row == null ? List.of() : best(item, row, NEAREST).list();
  }

  /** The similarity of two items; 0 when no user likes both. */
  public double similarity(int one, int other) {
    ItemCounts row = row(one);
    return row == null || !row.has(other)
        ? 0
        : similarity.of(row.of(other), own[one], others[other]);
  }

  private @Nullable ItemCounts row(int item) {
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
    forgetNearest(item);
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

  /** Clears the cached items that depend on the number of likes of this item. */
  private void forgetNearest(int item) {
    nearest.remove(item);
    ItemCounts row = row(item);
    if (row != null && !nearest.isEmpty()) {
      for (int entry = 0; entry < row.size(); entry++) {
        nearest.remove(row.item(entry));
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

  private void count(int item, int newLikes) {
    likes[item] = newLikes;
    own[item] = similarity.own(newLikes);
    others[item] = similarity.other(newLikes);
  }

  private void add(int item, int other, double count) {
    ItemCounts row = rows[item];
    if (row == null) {
      row = new ItemCounts(1);
      rows[item] = row;
    }
    row.add(other, count);
    nearest.remove(item);
    if (row.size() > 2 * NEIGHBOURS) {
      prune(item, row);
    }
  }

  private void prune(int item, ItemCounts row) {
    ItemCounts kept = new ItemCounts(NEIGHBOURS);
    best(item, row, NEIGHBOURS).eachItem(other -> kept.add(other, row.of(other)));
    rows[item] = kept;
  }

  private TopItems best(int item, ItemCounts row, int most) {
    TopItems best = new TopItems(most, any -> true);
    for (int entry = 0; entry < row.size(); entry++) {
      int other = row.item(entry);
      best.offer(other, similarity.of(row.sum(entry), own[item], others[other]));
    }
    return best;
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

  /** Sums the pairs of an item into {@code counts}; returns the number of {@code touched} items. */
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
