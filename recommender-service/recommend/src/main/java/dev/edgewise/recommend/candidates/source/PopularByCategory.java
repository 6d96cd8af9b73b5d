/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.source;

import dev.edgewise.rank.feature.RankingContext;
import dev.edgewise.rank.feature.ScoredItem;
import dev.edgewise.rank.feature.TopItems;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The items with most users in each category, as they were when it was made. Immutable. */
final class PopularByCategory {
  private static final int MOST = 60;

  private final List<List<ScoredItem>> best;

  private PopularByCategory(List<List<ScoredItem>> best) {
    this.best = best;
  }

  static PopularByCategory of(RankingContext context) {
    List<TopItems> tops = new ArrayList<>();
    for (int i = 0; i < context.content().categoryCount(); i++) {
      tops.add(new TopItems(MOST, any -> true));
    }
    for (int item = 0; item < context.size(); item++) {
      for (int category : context.content().categories(item)) {
        tops.get(category).offer(item, context.activity().users(item));
      }
    }
    return new PopularByCategory(tops.stream().map(TopItems::list).toList());
  }

  /** The items with most users in some categories, at most {@code each} of every category. */
  IntStream in(int[] categories, int each) {
    return IntStream.of(categories)
        .filter(category -> category < best.size())
        .mapToObj(category -> best.get(category).stream().limit(each))
        .flatMapToInt(items -> items.mapToInt(ScoredItem::item));
  }
}
