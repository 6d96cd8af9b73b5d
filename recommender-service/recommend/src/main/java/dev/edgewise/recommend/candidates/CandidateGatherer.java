/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates;

import dev.edgewise.recommend.candidates.source.CandidateSource;
import dev.edgewise.recommend.candidates.source.ScoredItem;
import dev.edgewise.recommend.candidates.source.SourceResult;
import dev.edgewise.recommend.candidates.source.Sources;
import dev.edgewise.recommend.candidates.source.UserTaste;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Asks the sources for one user and makes one list of their answers. */
final class CandidateGatherer {
  /** What was asked for outweighs what is liked in general. */
  private static final double QUERY_WEIGHT = 4;

  /** The share of candidates that are newcomers, as long as there are any. */
  private static final double NEW_SHARE = 0.05;

  /** Below whatever a source gives. */
  private static final double UNFOUND = 1e-6;

  private final Sources sources;
  private final UserTaste taste;
  private final IntPredicate open;

  /**
   * For one user.
   *
   * @param open which items may be recommended to the user
   */
  CandidateGatherer(Sources sources, UserTaste taste, IntPredicate open) {
    this.sources = sources;
    this.taste = taste;
    this.open = open;
  }

  /**
   * The best items by all sources.
   *
   * @param query what the user is looking for, or null
   * @param rest items that follow where the sources bring too few
   */
  List<ScoredItem> best(@Nullable String query, SourceWeights weights, IntStream rest, int limit) {
    WeightedMerge merge = new WeightedMerge();
    double strangeness = SourceWeights.strangeness(taste.items().length);
    if (query != null) {
      merge.add(sources.content().find(query, open, limit), QUERY_WEIGHT);
    }
    SourceResult newcomers = found(sources.newcomers(), limit);
    SourceResult alike = found(sources.content(), limit);
    for (CandidateSource source : sources.all()) {
      double weight = weights.of(source, strangeness);
      if (source == sources.newcomers()) {
        merge.add(newcomers, weight);
      } else if (source == sources.content()) {
        merge.add(alike, weight);
      } else if (weight != 0) {
        merge.add(found(source, limit), weight);
      }
    }
    return filled(withNewcomers(merge.best(limit), newcomers, alike, limit), rest, limit);
  }

  /** What one source finds. */
  SourceResult found(CandidateSource source, int most) {
    return source.find(taste, open, most);
  }

  /** The first ones, the last of which give way where too few are newcomers. */
  private List<ScoredItem> withNewcomers(
      List<ScoredItem> best, SourceResult newcomers, SourceResult alike, int limit) {
    List<ScoredItem> first = new ArrayList<>(best);
    Set<Integer> there = new HashSet<>();
    first.forEach(one -> there.add(one.item()));
    long missing =
        (long) Math.ceil(NEW_SHARE * limit)
            - first.stream().filter(one -> newcomers.score().applyAsDouble(one.item()) > 0).count();
    List<ScoredItem> others =
        newcomers.best().stream()
            .filter(one -> !there.contains(one.item()))
            .sorted(Comparator.comparingDouble(one -> -turn(one, alike)))
            .limit(Math.max(0, missing))
            .toList();
    int kept = Math.max(0, Math.min(first.size(), limit - others.size()));
    first.subList(kept, first.size()).clear();
    others.forEach(one -> first.add(new ScoredItem(one.item(), UNFOUND)));
    return first;
  }

  /** The more a newcomer is like what the user likes, the sooner its turn comes. */
  private static double turn(ScoredItem newcomer, SourceResult alike) {
    double likeness = alike.score().applyAsDouble(newcomer.item());
    return newcomer.score() * Math.exp(SourceWeights.feature(likeness, alike.top()));
  }

  private List<ScoredItem> filled(List<ScoredItem> found, IntStream rest, int limit) {
    if (found.size() >= limit) {
      return found;
    }
    Set<Integer> there = new HashSet<>();
    found.forEach(one -> there.add(one.item()));
    List<ScoredItem> filled = new ArrayList<>(found);
    rest.filter(item -> !there.contains(item) && open.test(item))
        .limit(limit - found.size())
        .forEach(item -> filled.add(new ScoredItem(item, UNFOUND / (filled.size() + 1))));
    return filled;
  }
}
