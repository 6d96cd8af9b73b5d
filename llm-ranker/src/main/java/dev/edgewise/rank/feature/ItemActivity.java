/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.feature;

import java.util.Arrays;

/**
 * What users did with each item: counts of users, also lately, the time of the first event, and the
 * mean opinion. Times are in seconds since 1970. Not thread-safe: allow many readers or one writer.
 */
public final class ItemActivity {
  /** An item with fewer users is cold: they tell little about it. */
  public static final int WARM_USERS = 5;

  private static final double DAY = 86_400;

  /** What is trending. */
  private final DecayedCounts trending = new DecayedCounts(3 * DAY);

  /** What was popular lately. */
  private final DecayedCounts lately = new DecayedCounts(14 * DAY);

  private int[] users = {};
  private int[] opinions = {};
  private float[] opinionSums = {};
  private long[] first = {};
  private int mostUsers;
  private long latest = Long.MIN_VALUE;

  /** Records the first event of a user with an item, unless it is a negative one. */
  public void record(int item, long second) {
    grow(item);
    trending.count(item, second);
    lately.count(item, second);
    first[item] = users[item] == 0 ? second : Math.min(first[item], second);
    users[item]++;
    mostUsers = Math.max(mostUsers, users[item]);
    see(second);
  }

  /** Moves the present to this time, if it is later. */
  public void see(long second) {
    latest = Math.max(latest, second);
  }

  /**
   * Records a user's opinion about an item, from -1 to 1.
   *
   * @param earlier the user's opinion until now, which it replaces; NaN if there was none
   */
  public void judge(int item, double opinion, double earlier) {
    grow(item);
    boolean isFirst = Double.isNaN(earlier);
    opinions[item] += isFirst ? 1 : 0;
    opinionSums[item] += (float) (isFirst ? opinion : opinion - earlier);
  }

  private void grow(int item) {
    if (item >= users.length) {
      int room = Math.max(item + 1, users.length + users.length / 2);
      users = Arrays.copyOf(users, room);
      opinions = Arrays.copyOf(opinions, room);
      opinionSums = Arrays.copyOf(opinionSums, room);
      first = Arrays.copyOf(first, room);
    }
  }

  /** Returns the time of the latest event, which is the present for these data; 0 without any. */
  public long now() {
    return latest == Long.MIN_VALUE ? 0 : latest;
  }

  /** Returns how many users met the item. */
  public int users(int item) {
    return item >= 0 && item < users.length ? users[item] : 0;
  }

  /** Returns the logarithm of how many users met the item, relative to the most, from 0 to 1. */
  public double logUserShare(int item) {
    return Math.log1p(users(item)) / Math.log1p(Math.max(1, mostUsers));
  }

  /** Returns how little users tell about an item: 1 without any users, 0 from five on. */
  float coldness(int item) {
    return Math.max(0, 1 - users(item) / (float) WARM_USERS);
  }

  /** Returns the largest number of users of any item. */
  public int mostUsers() {
    return mostUsers;
  }

  /** Returns how popular the item is at present, relative to the most popular one, from 0 to 1. */
  public double trendingShare(int item) {
    return trending.relative(item);
  }

  /** Returns how many users met the item, relative to the item with most users, from 0 to 1. */
  public double userShare(int item) {
    return item < 0 || mostUsers == 0 ? 0 : users(item) / (double) mostUsers;
  }

  /** Sets each element to the item's count with a half-life of three days. */
  void fillTrending(float[] to) {
    trending.fill(to, now());
  }

  /** Sets each element to the item's count with a half-life of fourteen days. */
  void fillLately(float[] to) {
    lately.fill(to, now());
  }

  /** Returns how many days before {@code second} the item had its first event; from 0. */
  double ageAt(int item, long second) {
    return users(item) == 0 ? 0 : Math.max(0, second - first[item]) / DAY;
  }

  /** Returns the number of opinions about the item. */
  public int opinions(int item) {
    return item >= 0 && item < opinions.length ? opinions[item] : 0;
  }

  /**
   * Returns the mean opinion, from -1 to 1, drawn towards 0 as if three more users were neutral.
   */
  public double meanOpinion(int item) {
    return item >= 0 && item < opinions.length ? opinionSums[item] / (opinions[item] + 3.0) : 0;
  }
}
