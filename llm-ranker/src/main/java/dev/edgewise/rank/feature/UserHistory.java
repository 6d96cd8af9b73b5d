/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.feature;

/**
 * What a user did, with numbered items, oldest first. Immutable by convention: don't change the
 * arrays.
 *
 * @param items numbers of distinct items
 * @param opinion the latest opinion on each, from -1 to 1; 0 when there is none
 * @param interest how much each counts as chosen by the user, from 0 to 1; 0 for disliked items
 * @param times of the latest event with each, in seconds since 1970
 * @param wanted numbers of categories that the user stated to like
 * @param unwanted numbers of categories that the user stated to dislike
 */
@SuppressWarnings("ArrayRecordComponent") // made for one request and never compared
public record UserHistory(
    int[] items, float[] opinion, float[] interest, long[] times, int[] wanted, int[] unwanted) {
  /** The history of a user who did nothing. */
  public static final UserHistory NOTHING =
      new UserHistory(new int[0], new float[0], new float[0], new long[0], new int[0], new int[0]);

  /** Returns the history of a user who chose one item at this time, in seconds since 1970. */
  public static UserHistory of(int item, long second) {
    return new UserHistory(
        new int[] {item},
        new float[] {1},
        new float[] {1},
        new long[] {second},
        new int[0],
        new int[0]);
  }

  /** Returns the number of items. */
  public int size() {
    return items.length;
  }

  /** Returns this history without one of its items. */
  UserHistory without(int place) {
    int[] kept = new int[items.length - 1];
    float[] opinions = new float[kept.length];
    float[] interests = new float[kept.length];
    long[] when = new long[kept.length];
    for (int i = 0; i < kept.length; i++) {
      int from = i < place ? i : i + 1;
      kept[i] = items[from];
      opinions[i] = opinion[from];
      interests[i] = interest[from];
      when[i] = times[from];
    }
    return new UserHistory(kept, opinions, interests, when, wanted, unwanted);
  }

  /** Returns the weights of the latest items that the user chose, the others 0. */
  float[] recentWeights(Recency recency) {
    float[] weights = new float[items.length];
    double weight = 1;
    int left = recency.length();
    for (int i = items.length - 1; i >= 0 && left > 0; i--) {
      if (interest[i] > 0) {
        weights[i] = (float) (weight * interest[i]);
        weight *= recency.decay();
        left--;
      }
    }
    return weights;
  }
}
