/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.candidates;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** What most users like, of all time: the plainest of all recommendations. */
final class Popularity implements CandidateSource {
  private int[] likes = {};
  private int most = 1;

  @Override
  public String name() {
    return "popularity";
  }

  /** How many like an item, as a share of those who like the most liked one. */
  double share(int item) {
    return item < 0 || item >= likes.length ? 0 : likes[item] / (double) most;
  }

  @Override
  public Found find(Taste taste, IntPredicate open, int wanted) {
    Best best = new Best(wanted, open);
    for (int item = 0; item < likes.length; item++) {
      best.offer(item, likes[item]);
    }
    return new Found(best.list(), item -> item < likes.length ? likes[item] : 0);
  }

  @Override
  public void record(Occurrence like) {
    if (like.newlyLiked()) {
      if (like.item() >= likes.length) {
        likes = Arrays.copyOf(likes, Math.max(like.item() + 1, likes.length + likes.length / 2));
      }
      likes[like.item()]++;
      most = Math.max(most, likes[like.item()]);
    }
  }
}
