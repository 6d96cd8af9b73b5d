/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates;

import dev.edgewise.rank.feature.CandidatePool;
import dev.edgewise.rank.feature.EvidenceRanker;
import dev.edgewise.rank.feature.Features;
import dev.edgewise.rank.feature.ItemRanker;
import dev.edgewise.rank.feature.ScoredItem;
import dev.edgewise.rank.feature.Source;
import dev.edgewise.rank.feature.UserScores;
import dev.edgewise.rank.order.ColdPlaces;
import dev.edgewise.recommend.candidates.source.Sources;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Gathers the candidates for one user from all sources, and orders them by the ranker. */
final class CandidateGatherer {
  private static final double QUERY_WEIGHT = 4; // a query outweighs everything else
  private static final double QUERY_FLOOR = 0.01;

  /** A match of at least this share of the best one is a good one: it has most of the words. */
  private static final double GOOD_MATCH = 0.45;

  private static final double BEHIND = 0.1;

  /** What fits a stated liking wholly scores higher by this, on a logarithmic scale. */
  private static final double STATED = 2.5;

  /** The share of new items among the candidates, if there are enough new items. */
  private static final double NEW_SHARE = 0.05;

  /** The score of items that no source found; below the score of any found item. */
  private static final double MIN_SCORE = 1e-12;

  private final Sources sources;
  private final UserScores scores;
  private final String user;
  private final IntPredicate open;

  /** Creates a gatherer for one user, to whom {@code open} items may be recommended. */
  CandidateGatherer(Sources sources, UserScores scores, String user, IntPredicate open) {
    this.sources = sources;
    this.scores = scores;
    this.user = user;
    this.open = open;
  }

  /**
   * What a user asks for in words.
   *
   * @param typed the items that the words of the query find, best first
   * @param alike the items like those that the query compares with, best first
   * @param stated how well items fit what the user states to like, from 0 to 1, by number
   */
  record Asked(List<ScoredItem> typed, List<ScoredItem> alike, Map<Integer, Double> stated) {
    static final Asked NOTHING = new Asked(List.of(), List.of(), Map.of());
  }

  /**
   * The best items, best first, with positive scores. Those that match the typed words well come
   * before those that match a little, and these before all others, whatever the ranker says.
   *
   * @param personal from 0 (what most users choose) to 1 (only what fits this user)
   * @param rest items that fill the list if the sources find too few
   */
  List<ScoredItem> best(
      Asked asked, ItemRanker ranker, double personal, IntStream rest, int limit) {
    int[] pool = CandidatePool.of(scores, open, CandidatePool.each(limit));
    Features features = new Features(scores, pool);
    int[] items =
        Stream.of(
                IntStream.of(pool),
                Stream.concat(asked.typed.stream(), asked.alike.stream())
                    .mapToInt(ScoredItem::item),
                asked.stated.keySet().stream().mapToInt(Integer::intValue).sorted())
            .flatMapToInt(some -> some)
            .distinct()
            .toArray();
    double[] logScores = ranker.scores(features, items, personal);
    if (!asked.stated.isEmpty()) {
      for (int i = 0; i < items.length; i++) {
        logScores[i] += STATED * asked.stated.getOrDefault(items[i], 0.0);
      }
    }
    if (!asked.alike.isEmpty()) {
      add(shares(asked.alike), items, logScores);
    }
    if (!asked.typed.isEmpty()) {
      Map<Integer, Double> matches = shares(asked.typed);
      add(matches, items, logScores);
      putBehind(items, logScores, item -> matches.getOrDefault(item, 0.0) >= GOOD_MATCH);
      putBehind(items, logScores, matches::containsKey);
    }
    List<ScoredItem> top = CandidatePool.top(items, logScores, limit).list();
    return filled(withNewItems(top, limit), rest, limit);
  }

  private static void add(Map<Integer, Double> shares, int[] items, double[] logScores) {
    for (int i = 0; i < items.length; i++) {
      logScores[i] += QUERY_WEIGHT * Math.log(shares.getOrDefault(items[i], 0.0) + QUERY_FLOOR);
    }
  }

  /** Lowers the scores of all items but some, so that these come first. */
  private static void putBehind(int[] items, double[] logScores, IntPredicate some) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < items.length; i++) {
      if (some.test(items[i])) {
        least = Math.min(least, logScores[i]);
      } else {
        most = Math.max(most, logScores[i]);
      }
    }
    double above = most - least + BEHIND;
    if (Double.isFinite(above) && above > 0) {
      for (int i = 0; i < items.length; i++) {
        logScores[i] -= some.test(items[i]) ? 0 : above;
      }
    }
  }

  /** The cold items that fit the user, best first, whatever the ranker says of them. */
  List<ScoredItem> cold() {
    return scores.coldItems(open, ColdPlaces.MOST);
  }

  /** The best items of some sources together; newest items fill the list of new ones. */
  List<ScoredItem> of(List<String> names, double personal, IntStream newest, int limit) {
    if (names.equals(List.of(Candidates.NEW))) {
      return filled(newItems(limit), newest, limit);
    }
    Map<Source, Double> weights = new EnumMap<>(Source.class);
    names.forEach(name -> weights.put(Source.of(name), 1.0 / names.size()));
    Set<Integer> pool = new LinkedHashSet<>();
    int each = Math.max(CandidatePool.each(limit), limit / names.size());
    weights.keySet().forEach(source -> found(source, each).forEach(one -> pool.add(one.item())));
    int[] items = pool.stream().mapToInt(Integer::intValue).toArray();
    Features features = new Features(scores, items);
    EvidenceRanker ranker = new EvidenceRanker(weights);
    double[] logScores = ranker.scores(features, items, 0);
    for (int i = 0; i < items.length; i++) {
      logScores[i] += personal * features.fit(items[i]);
    }
    return CandidatePool.top(items, logScores, limit).list();
  }

  /** How well items match, relative to the best match. */
  private static Map<Integer, Double> shares(List<ScoredItem> found) {
    Map<Integer, Double> shares = new HashMap<>();
    found.forEach(one -> shares.put(one.item(), one.score() / found.getFirst().score()));
    return shares;
  }

  /** The items that one source finds, best first. */
  List<ScoredItem> found(Source source, int most) {
    return CandidatePool.best(scores, source, open, most).list();
  }

  /** The new items for the user, best first. */
  List<ScoredItem> newItems(int most) {
    return sources.newcomers().find(user, open, most).list();
  }

  /** Replaces the last items by new ones if there are too few new ones. */
  private List<ScoredItem> withNewItems(List<ScoredItem> best, int limit) {
    List<ScoredItem> merged = new ArrayList<>(best);
    Set<Integer> present = items(best);
    long missing =
        (long) Math.ceil(NEW_SHARE * limit)
            - best.stream().filter(one -> sources.newcomers().has(one.item())).count();
    List<ScoredItem> added =
        newItems(limit).stream()
            .filter(one -> !present.contains(one.item()))
            .sorted(Comparator.comparingDouble(one -> -priority(one)))
            .limit(Math.max(0, missing))
            .toList();
    int kept = Math.max(0, Math.min(merged.size(), limit - added.size()));
    merged.subList(kept, merged.size()).clear();
    added.forEach(one -> merged.add(new ScoredItem(one.item(), MIN_SCORE)));
    return merged;
  }

  /** The priority of a new item rises with its similarity to the items that the user likes. */
  private double priority(ScoredItem newItem) {
    return newItem.score() * (1 + scores.evidence(Source.CONTENT, newItem.item()));
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
