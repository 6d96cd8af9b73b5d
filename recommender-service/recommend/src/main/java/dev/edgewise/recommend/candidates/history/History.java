/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.history;

import java.util.Arrays;

/**
 * The items that one user interacted with, in the order of the first interaction. Holds at most
 * {@value #MOST} items and drops the oldest beyond that. It is longer than the list in a profile,
 * which is kept short to save space in Redis.
 */
public final class History {
  static final int MOST = 1000;
  private static final long NEVER = Long.MIN_VALUE;

  private int[] items = new int[4];
  private float[] liking = new float[4];
  private long[] seconds = new long[4];
  private long[] opinionSeconds = new long[4];
  private int size;

  public int size() {
    return size;
  }

  public int item(int index) {
    return items[index];
  }

  /** The weight of the latest opinion on the item, or else the interest in it, from -1 to 1. */
  public double liking(int index) {
    return liking[index];
  }

  public boolean liked(int index) {
    return liking[index] > 0;
  }

  /** The time of the first interaction, in seconds since 1970. */
  public long time(int index) {
    return seconds[index];
  }

  /** The index of an item, or -1. */
  public int find(int item) {
    for (int i = size - 1; i >= 0; i--) {
      if (items[i] == item) {
        return i;
      }
    }
    return -1;
  }

  /** How many items the user likes. */
  public int likes() {
    int likes = 0;
    for (int i = 0; i < size; i++) {
      likes += liked(i) ? 1 : 0;
    }
    return likes;
  }

  /**
   * Records an interaction. The latest opinion decides the liking, in whatever order the events
   * come. Without one, the greatest interest does. Returns whether the item is liked now and was
   * not liked before.
   *
   * @param opinion whether the event tells an opinion; a view or click doesn't
   */
  public boolean record(int item, double weight, boolean opinion, long time) {
    int at = find(item);
    if (at < 0) {
      append(item, weight, opinion, time);
      return weight > 0;
    }
    boolean before = liked(at);
    if (opinion && time >= opinionSeconds[at]) {
      liking[at] = (float) weight;
      opinionSeconds[at] = time;
    } else if (!opinion && opinionSeconds[at] == NEVER) {
      liking[at] = Math.max(liking[at], (float) weight);
    }
    return !before && liked(at);
  }

  private void append(int item, double weight, boolean opinion, long time) {
    if (size == MOST) {
      System.arraycopy(items, 1, items, 0, size - 1);
      System.arraycopy(liking, 1, liking, 0, size - 1);
      System.arraycopy(seconds, 1, seconds, 0, size - 1);
      System.arraycopy(opinionSeconds, 1, opinionSeconds, 0, size - 1);
      size--;
    } else if (size == items.length) {
      int room = Math.min(MOST, 2 * size);
      items = Arrays.copyOf(items, room);
      liking = Arrays.copyOf(liking, room);
      seconds = Arrays.copyOf(seconds, room);
      opinionSeconds = Arrays.copyOf(opinionSeconds, room);
    }
    items[size] = item;
    liking[size] = (float) weight;
    seconds[size] = time;
    opinionSeconds[size] = opinion ? time : NEVER;
    size++;
  }
}
