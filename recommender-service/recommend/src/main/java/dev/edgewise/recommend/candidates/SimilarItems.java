/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates;

import dev.edgewise.rank.WorkCancelledException;
import dev.edgewise.rank.feature.CategoryLift;
import dev.edgewise.rank.feature.ItemNeighbourhood;
import dev.edgewise.rank.feature.LearnedRanker;
import dev.edgewise.rank.feature.ScoredItem;
import dev.edgewise.rank.feature.SimilarityWeights;
import dev.edgewise.rank.feature.TopItems;
import dev.edgewise.rank.feature.UserHistory;
import dev.edgewise.recommend.candidates.history.ItemNumbers;
import dev.edgewise.recommend.candidates.source.Sources;
import dev.edgewise.recommend.catalogue.Item;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * Finds the items that are similar to one item, or to several together. Indexes find some hundred
 * candidates, so that the time hardly grows with the catalogue; the similarity of these is exact.
 * For readers of the sources.
 */
final class SimilarItems {
  /** How many candidates of each kind an item brings; several items bring fewer each. */
  private static final int EACH = 60;

  private static final int FEWEST = 15;

  private final Sources sources;
  private final SimilarityWeights weights;

  SimilarItems(Sources sources, SimilarityWeights weights) {
    this.sources = sources;
    this.weights = weights;
  }

  /**
   * The open items that are most similar to given ones in the mean, best first. Without a user's
   * taste their scores are from 0 to 1: for one item the similarity, for several ones the mean
   * share of the most similar item's.
   *
   * @param starts none of them is found
   * @param user whose taste counts
   * @param personal how much the taste counts, from 0 (not at all) to 1
   */
  List<ScoredItem> to(
      List<Item> starts, UserHistory user, double personal, IntPredicate open, int limit) {
    Set<Integer> own =
        starts.stream()
            .map(item -> sources.number(item.id()))
            .filter(number -> number != ItemNumbers.NONE) // the item is being put
            .collect(Collectors.toSet());
    IntPredicate others = item -> !own.contains(item) && open.test(item);
    List<ItemNeighbourhood> near =
        own.stream().map(item -> new ItemNeighbourhood(sources.context(), item)).toList();
    CategoryLift taste =
        CategoryLift.of(user, sources.context().content(), sources.context().shares());
    int[] items = candidates(starts, others, limit);
    double[] similarities = new double[items.length];
    for (ItemNeighbourhood one : near) {
      add(one, items, near.size(), similarities);
    }
    TopItems top = new TopItems(limit, any -> true);
    for (int i = 0; i < items.length; i++) {
      double fit = taste.fit(items[i]) - LearnedRanker.DISLIKE * taste.dislike(items[i]);
      top.offer(items[i], similarities[i] * Math.exp(personal * fit));
    }
    return top.list();
  }

  /**
   * Adds the part of one of the starts. Of several ones, each counts relative to its best item, so
   * that one with close relatives doesn't hide the others.
   */
  private void add(ItemNeighbourhood near, int[] items, int starts, double[] sums) {
    double[] own = new double[items.length];
    double most = 0;
    for (int i = 0; i < items.length; i++) {
      WorkCancelledException.check();
      own[i] = weights.similarity(near.with(items[i]));
      most = Math.max(most, own[i]);
    }
    double unit = starts == 1 || most == 0 ? 1 : most * starts;
    for (int i = 0; i < items.length; i++) {
      sums[i] += own[i] / unit;
    }
  }

  private int[] candidates(List<Item> starts, IntPredicate open, int limit) {
    int each = Math.max(limit, Math.max(FEWEST, (int) (EACH / Math.sqrt(starts.size()))));
    return starts.stream()
        .filter(item -> sources.number(item.id()) != ItemNumbers.NONE)
        .flatMapToInt(item -> sources.near(item, open, each))
        .distinct()
        .toArray();
  }
}
