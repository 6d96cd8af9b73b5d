/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates;

import dev.edgewise.recommend.candidates.source.CandidateSource;
import dev.edgewise.recommend.candidates.source.ScoredItem;
import dev.edgewise.recommend.candidates.source.SourceResult;
import dev.edgewise.recommend.candidates.source.Sources;
import dev.edgewise.recommend.candidates.source.UserTaste;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Asks all sources for items for one user, and merges their results into one list. */
final class CandidateGatherer {
  private static final double QUERY_WEIGHT = 4; // a query outweighs all other sources

  /** The share of new items among the candidates, if there are enough new items. */
  private static final double NEW_SHARE = 0.05;

  /** The score of items that no source found; below the score of any found item. */
  private static final double MIN_SCORE = 1e-6;

  private final Sources sources;
  private final UserTaste taste;
  private final IntPredicate open;

  /** Creates a gatherer for one user, to whom {@code open} items may be recommended. */
  CandidateGatherer(Sources sources, UserTaste taste, IntPredicate open) {
    this.sources = sources;
    this.taste = taste;
    this.open = open;
  }

  /**
   * The best items of all sources together.
   *
   * @param query what the user searches for, or null
   * @param rest items that fill the list if the sources find too few
   */
  List<ScoredItem> best(@Nullable String query, SourceWeights weights, IntStream rest, int limit) {
    WeightedMerge merge = new WeightedMerge();
    double strangeness = SourceWeights.strangeness(taste.items().length);
    if (query != null) {
      merge.add(sources.content().find(query, open, limit), QUERY_WEIGHT);
    }
    SourceResult newItems = found(sources.newcomers(), limit);
    SourceResult similar = found(sources.content(), limit);
    for (CandidateSource source : sources.all()) {
      double weight = weights.of(source, strangeness);
      if (source == sources.newcomers()) {
        merge.add(newItems, weight);
      } else if (source == sources.content()) {
        merge.add(similar, weight);
      } else if (weight != 0) {
        merge.add(found(source, limit), weight);
      }
    }
    return filled(withNewItems(merge.best(limit), newItems, similar, limit), rest, limit);
  }

  /** The items that one source finds. */
  SourceResult found(CandidateSource source, int most) {
    return source.find(taste, open, most);
  }

  /** Replaces the last items by new ones if there are too few new ones. */
  private List<ScoredItem> withNewItems(
      List<ScoredItem> best, SourceResult newItems, SourceResult similar, int limit) {
    List<ScoredItem> merged = new ArrayList<>(best);
    Set<Integer> present = items(best);
    long missing =
        (long) Math.ceil(NEW_SHARE * limit)
            - best.stream().filter(one -> newItems.score().applyAsDouble(one.item()) > 0).count();
    List<ScoredItem> added =
        newItems.best().stream()
            .filter(one -> !present.contains(one.item()))
            .sorted(Comparator.comparingDouble(one -> -priority(one, similar)))
            .limit(Math.max(0, missing))
            .toList();
    int kept = Math.max(0, Math.min(merged.size(), limit - added.size()));
    merged.subList(kept, merged.size()).clear();
    added.forEach(one -> merged.add(new ScoredItem(one.item(), MIN_SCORE)));
    return merged;
  }

  /** The priority of a new item rises with its similarity to the items that the user likes. */
  private static double priority(ScoredItem newItem, SourceResult similar) {
    double similarity = similar.score().applyAsDouble(newItem.item());
    return newItem.score() * Math.exp(SourceWeights.feature(similarity, similar.top()));
  }

  private List<ScoredItem> filled(List<ScoredItem> found, IntStream rest, int limit) {
    if (found.size() >= limit) {
      return found;
    }
    Set<Integer> present = items(found);
    List<ScoredItem> filled = new ArrayList<>(found);
    rest.filter(item -> !present.contains(item) && open.test(item))
        .limit(limit - found.size())
        .forEach(item -> filled.add(new ScoredItem(item, MIN_SCORE / (filled.size() + 1))));
    return filled;
  }

  private static Set<Integer> items(List<ScoredItem> scored) {
    return scored.stream().map(ScoredItem::item).collect(Collectors.toSet());
  }
}
