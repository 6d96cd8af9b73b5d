/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.history;

import java.util.Arrays;

/**
 * What one user did, an entry for each item in the order in which they were first met, at most
 * {@value #MOST}: then the oldest goes. Longer than what a profile lists, since that is short for
 * the sake of Redis.
 */
public final class History {
  static final int MOST = 1000;

  private int[] items = new int[4];
  private float[] liking = new float[4];
  private long[] seconds = new long[4];
  private int size;

  /** How many items. */
  public int size() {
    return size;
  }

  public int item(int index) {
    return items[index];
  }

  /** How much the item is liked, from -1 to 1. */
  public double liking(int index) {
    return liking[index];
  }

  public boolean liked(int index) {
    return liking[index] > 0;
  }

  /** When it was first met, in seconds since 1970. */
  public long time(int index) {
    return seconds[index];
  }

  /** Where an item is, or -1. */
  public int find(int item) {
    for (int i = size - 1; i >= 0; i--) {
      if (items[i] == item) {
        return i;
      }
    }
    return -1;
  }

  /** How many items are liked. */
  public int likes() {
    int likes = 0;
    for (int i = 0; i < size; i++) {
      likes += liked(i) ? 1 : 0;
    }
    return likes;
  }

  /**
   * Notes that an item was met; what says nothing of liking leaves what is known of that.
   *
   * @return whether it is liked from now on and was not before
   */
  public boolean meet(int item, double weight, long time) {
    int at = find(item);
    if (at < 0) {
      append(item, weight, time);
      return weight > 0;
    }
    boolean before = liked(at);
    if (weight != 0) {
      liking[at] = (float) weight;
    }
    return !before && liked(at);
  }

  private void append(int item, double weight, long time) {
    if (size == MOST) {
      System.arraycopy(items, 1, items, 0, size - 1);
      System.arraycopy(liking, 1, liking, 0, size - 1);
      System.arraycopy(seconds, 1, seconds, 0, size - 1);
      size--;
    } else if (size == items.length) {
      int room = Math.min(MOST, 2 * size);
      items = Arrays.copyOf(items, room);
      liking = Arrays.copyOf(liking, room);
      seconds = Arrays.copyOf(seconds, room);
    }
    items[size] = item;
    liking[size] = (float) weight;
    seconds[size] = time;
    size++;
  }
}
