/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.source;

import dev.edgewise.recommend.candidates.history.ItemEvent;
import java.util.Arrays;
import java.util.function.IntPredicate;

/** The most liked items of all time: the simplest baseline. */
public final class Popularity implements CandidateSource {
  private double[] likes = {};
  private double most = 1;

  @Override
  public String name() {
    return "popularity";
  }

  /** The item's number of likes relative to the most liked item, from 0 to 1. */
  public double share(int item) {
    return item < 0 || item >= likes.length ? 0 : likes[item] / most;
  }

  @Override
  public SourceResult find(UserTaste taste, IntPredicate open, int wanted) {
    return SourceResult.in(likes, new TopItems(wanted, open));
  }

  @Override
  public void record(ItemEvent like) {
    if (like.newlyLiked()) {
      if (like.item() >= likes.length) {
        likes = Arrays.copyOf(likes, Math.max(like.item() + 1, likes.length + likes.length / 2));
      }
      likes[like.item()]++;
      most = Math.max(most, likes[like.item()]);
    }
  }
}
