/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.history;

import dev.edgewise.recommend.learn.Interactions;
import java.util.Arrays;

/**
 * The items that one user interacted with, in the order of the first interaction. Holds at most
 * {@value #MOST} items and drops the oldest beyond that. It is longer than the list in a profile,
 * which is kept short to save space in Redis. Not thread-safe.
 */
public final class History {
  static final int MOST = 1000;

  private int[] items = new int[4];
  private float[] opinions = new float[4];
  private float[] interests = new float[4];
  private long[] opinionTimes = new long[4];
  private long[] firstTimes = new long[4];
  private int size;

  public int size() {
    return size;
  }

  /** Whether the user chose the item at this index: the latest opinion isn't negative. */
  private boolean chosen(int index) {
    return opinions[index] >= 0 && interests[index] > 0;
  }

  private int find(int item) {
    for (int i = size - 1; i >= 0; i--) {
      if (items[i] == item) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Records an interaction. The latest opinion on an item counts.
   *
   * @param signal what the event says
   * @param second its time, in seconds since 1970
   * @return whether the item is chosen now and wasn't before
   */
  public boolean record(int item, Signal signal, long second) {
    int at = find(item);
    boolean before = at >= 0 && chosen(at);
    if (at < 0) {
      at = append(item, second);
    }
    interests[at] = (float) Math.max(interests[at], signal.interest());
    if (signal.isOpinion() && second >= opinionTimes[at]) {
      opinions[at] = (float) signal.liking();
      opinionTimes[at] = second;
    }
    return !before && chosen(at);
  }

  /** The latest opinion on an item, from -1 to 1; NaN if there is none. */
  public float opinion(int item) {
    int at = find(item);
    return at < 0 || opinionTimes[at] == Long.MIN_VALUE ? Float.NaN : opinions[at];
  }

  private int append(int item, long second) {
    if (size == MOST) {
      System.arraycopy(items, 1, items, 0, size - 1);
      System.arraycopy(opinions, 1, opinions, 0, size - 1);
      System.arraycopy(interests, 1, interests, 0, size - 1);
      System.arraycopy(opinionTimes, 1, opinionTimes, 0, size - 1);
      System.arraycopy(firstTimes, 1, firstTimes, 0, size - 1);
      size--;
    } else if (size == items.length) {
      int room = Math.min(MOST, 2 * size);
      items = Arrays.copyOf(items, room);
      opinions = Arrays.copyOf(opinions, room);
      interests = Arrays.copyOf(interests, room);
      opinionTimes = Arrays.copyOf(opinionTimes, room);
      firstTimes = Arrays.copyOf(firstTimes, room);
    }
    items[size] = item;
    opinions[size] = 0;
    interests[size] = 0;
    opinionTimes[size] = Long.MIN_VALUE;
    firstTimes[size] = second;
    return size++;
  }

  /** Adds the items to a snapshot, in the order of the first interaction. */
  void addTo(Interactions.Builder snapshot) {
    for (int i = 0; i < size; i++) {
      double interest = opinions[i] < 0 ? 0 : interests[i];
      snapshot.add(items[i], firstTimes[i], opinions[i], interest);
    }
    snapshot.endUser();
  }
}
