/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.feature;

import dev.edgewise.rank.WorkCancelledException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The features of items for one user, from a ranking context and the user's history: what each
 * source says, how popular and old the item is, and how it fits the user's items and categories.
 * Service, evaluation, training and devices all use this class. For one thread.
 */
public final class Features {
  private static final Source[] SOURCES =
      Stream.concat(
              Source.OF_MATRICES.stream(),
              Stream.of(
                  Source.SEQUENCE,
                  Source.CONTENT,
                  Source.TRENDING,
                  Source.LATELY,
                  Source.POPULARITY,
                  Source.CATEGORY))
          .toArray(Source[]::new);

  private static final double CATEGORY_PRIOR = 5;
  private static final int LATEST = 5;
  private static final int LATEST_YEARS = 3;
  private static final double DAY = 86_400;
  private static final float[] EMPTY = {};

  /** The names of the features, in the order of a feature vector. */
  public static final List<String> NAMES = names();

  private final UserScores scores;
  private final RankingContext context;
  private final UserHistory user;
  private final double[] whole;
  private final double[] latest;
  private final double[] ofUser = new double[6];
  private final double latestYear;
  private final double[] shares;
  private final double sharesSum;

  private final Map<Source, float[]> pools = new EnumMap<>(Source.class);

  /**
   * Prepares the features of a user's items.
   *
   * @param pool numbers of the user's candidates, to which ranks are relative
   */
  public Features(UserScores scores, int[] pool) {
    for (Source source : SOURCES) {
      float[] all = new float[pool.length];
      for (int i = 0; i < pool.length; i++) {
        all[i] = scores.of(source, pool[i]);
      }
      Arrays.sort(all);
      pools.put(source, all);
    }
    this.scores = scores;
    this.context = scores.context();
    this.user = scores.user();
    ItemContent content = context.content();
    double[] all = new double[content.categoryCount()];
    double sum = CategoryLift.liked(user, content, all, Integer.MAX_VALUE, 1);
    this.whole = CategoryLift.logRatios(all, sum, context.shares(), CATEGORY_PRIOR, 0);
    this.shares = all;
    this.sharesSum = sum;
    double[] last = new double[content.categoryCount()];
    double lastSum = CategoryLift.liked(user, content, last, LATEST, 1);
    this.latest = CategoryLift.logRatios(last, lastSum, context.shares(), CATEGORY_PRIOR, 0);
    this.latestYear = year(LATEST_YEARS);
    describeUser();
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>();
    for (Source source : SOURCES) {
      names.add(source.label());
      names.add("log " + source.label());
      names.add("rank " + source.label());
    }
    Collections.addAll(
        names,
        "year",
        "user items",
        "user idle",
        "user opinion",
        "user popularity",
        "user year",
        "user age",
        "year distance",
        "latest year distance",
        "popularity distance",
        "category lift",
        "best category lift",
        "category share",
        "latest category lift",
        "latest best category lift",
        "decayed category lift",
        "decayed best category lift",
        "category popularity",
        "dislike");
    return Collections.unmodifiableList(names);
  }

  private void describeUser() {
    ItemActivity activity = context.activity();
    int n = user.size();
    double opinions = 0;
    double popularity = 0;
    double age = 0;
    long last = Long.MIN_VALUE;
    for (int i = 0; i < n; i++) {
      int item = user.items()[i];
      opinions += user.opinion()[i];
      popularity += activity.logUserShare(item);
      age += Math.log1p(activity.ageAt(item, user.times()[i]));
      last = Math.max(last, user.times()[i]);
    }
    int some = Math.max(1, n);
    ofUser[0] = Math.log1p(n);
    ofUser[1] = n == 0 ? 0 : Math.log1p(Math.max(0, activity.now() - last) / DAY);
    ofUser[2] = opinions / some;
    ofUser[3] = popularity / some;
    ofUser[4] = year(n);
    ofUser[5] = age / some;
  }

  /** Returns the mean year of the user's latest items; NaN if no year is known. */
  private double year(int most) {
    double sum = 0;
    int known = 0;
    for (int i = user.size() - 1; i >= Math.max(0, user.size() - most); i--) {
      double year = context.content().year(user.items()[i]);
      if (!Double.isNaN(year)) {
        sum += year;
        known++;
      }
    }
    return known == 0 ? Double.NaN : sum / known;
  }

  /** Returns the features of items, by feature in the order of {@link #NAMES}, then by item. */
  float[][] columns(int[] items) {
    float[][] columns = new float[NAMES.size()][items.length];
    for (int i = 0; i < items.length; i++) {
      WorkCancelledException.check();
      float[] one = of(items[i]);
      for (int feature = 0; feature < columns.length; feature++) {
        columns[feature][i] = one[feature];
      }
    }
    return columns;
  }

  /** Returns the features of an item, in the order of {@link #NAMES}. */
  public float[] of(int item) {
    float[] to = new float[NAMES.size()];
    int at = 0;
    for (Source source : SOURCES) {
      to[at++] = (float) scores.share(source, item);
      to[at++] = (float) scores.evidence(source, item);
      to[at++] = rank(source, item);
    }
    double year = context.content().year(item);
    to[at++] = Double.isNaN(year) ? 0 : (float) year;
    for (double one : ofUser) {
      to[at++] = Double.isNaN(one) ? 0 : (float) one;
    }
    at = distances(item, to, at);
    categories(item, to, at);
    return to;
  }

  /** Returns the logarithm of one more than the number of candidates with a higher score. */
  private float rank(Source source, int item) {
    float[] pool = pools.getOrDefault(source, EMPTY);
    float score = scores.of(source, item);
    int low = 0;
    int high = pool.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (pool[middle] > score) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return (float) TabulatedMath.log(1.0 + pool.length - low);
  }

  private int distances(int item, float[] to, int start) {
    double year = context.content().year(item);
    int at = start;
    to[at++] = distance(year, ofUser[4]);
    to[at++] = distance(year, latestYear);
    to[at++] = (float) Math.abs(context.activity().logUserShare(item) - ofUser[3]);
    return at;
  }

  private static float distance(double one, double other) {
    return Double.isNaN(one) || Double.isNaN(other) ? 0 : (float) Math.abs(one - other);
  }

  private void categories(int item, float[] to, int start) {
    int[] categories = context.content().categories(item);
    int at = start;
    to[at++] = (float) CategoryLift.mean(categories, whole);
    to[at++] = (float) CategoryLift.most(categories, whole);
    to[at++] =
        sharesSum == 0
            ? 0
            : (float) (CategoryLift.mean(categories, shares) * categories.length / sharesSum);
    to[at++] = (float) CategoryLift.mean(categories, latest);
    to[at++] = (float) CategoryLift.most(categories, latest);
    to[at++] = (float) scores.lift().mean(item);
    to[at++] = (float) scores.lift().most(item);
    to[at++] = (float) Math.log(Math.max(1e-3, scores.of(Source.CATEGORY, item)));
    to[at] = (float) scores.lift().dislike(item);
  }

  /** Returns how well the item's categories fit the user: half the mean lift, half the largest. */
  public double fit(int item) {
    return scores.lift().fit(item);
  }

  /** Returns how strongly a source speaks for an item, from 0 to about 1. */
  public double evidence(Source source, int item) {
    return scores.evidence(source, item);
  }

  /** Returns how much the user dislikes a category of the item, from 0 to 1. */
  public double dislike(int item) {
    return scores.lift().dislike(item);
  }
}
