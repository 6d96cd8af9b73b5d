/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.order;

import dev.edgewise.rank.Ranking;
import dev.edgewise.rank.WorkCancelledException;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Spreads out similar items by maximal marginal relevance (Carbonell and Goldstein, "The Use of
 * MMR, Diversity-Based Reranking for Reordering Documents and Producing Summaries", SIGIR 1998).
 * The next place goes to the item with the greatest {@code (1 - lambda) * score - lambda *
 * similarity}. The scores are scaled to 0 to 1; the similarity is the Jaccard index of the item's
 * traits with those of the most similar item placed before. Items that the model ranked stay before
 * the other items. Only the first items are reordered: three times the requested number, or three
 * times 20 if fewer are requested. Deterministic; thread-safe if the function for traits is.
 */
public final class Diversity {
  private static final int MIN_LIMIT = 20;
  private static final int REORDERED_LIMITS = 3;

  private final double defaultLambda;
  private final Function<String, List<String>> traitsOf;

  /**
   * Creates the step.
   *
   * @param defaultLambda lambda of requests that don't choose one, from 0 (keeps the ranking) to 1
   *     (always prefers the least similar item)
   * @param traitsOf returns an item's traits by the item's id
   */
  public Diversity(double defaultLambda, Function<String, List<String>> traitsOf) {
    if (!(defaultLambda >= 0 && defaultLambda <= 1)) {
      throw new IllegalArgumentException("diversity must be from 0 to 1, not " + defaultLambda);
    }
    this.defaultLambda = defaultLambda;
    this.traitsOf = traitsOf;
  }

  double defaultLambda() {
    return defaultLambda;
  }

  /**
   * Returns the ranking with similar items spread out; the scores don't change.
   *
   * @param requested lambda, or null for the default
   * @param limit how many items were requested
   */
  List<Ranking.Entry> spread(List<Ranking.Entry> ranked, @Nullable Double requested, int limit) {
    double lambda = requested == null ? defaultLambda : requested;
    int part = Math.min(ranked.size(), REORDERED_LIMITS * Math.max(limit, MIN_LIMIT));
    if (lambda == 0 || part < 2) {
      return ranked;
    }
    List<Ranking.Entry> spread = spread(ranked.subList(0, part), lambda);
    spread.addAll(ranked.subList(part, ranked.size()));
    return spread;
  }

  private List<Ranking.Entry> spread(List<Ranking.Entry> ranked, double lambda) {
    int[][] traits = traits(ranked);
    double[] scores = scaledScores(ranked);
    double[] similarities = new double[scores.length];
    IntToDoubleFunction relevance = i -> (1 - lambda) * scores[i] - lambda * similarities[i];
    Set<Integer> open = new LinkedHashSet<>();
    IntStream.range(0, scores.length).forEach(open::add);
    List<Ranking.Entry> spread = new ArrayList<>();
    while (!open.isEmpty()) {
      WorkCancelledException.check();
      Integer next = next(ranked, open, relevance);
      open.remove(next);
      spread.add(ranked.get(next));
      for (int i : open) {
        similarities[i] = Math.max(similarities[i], TraitSets.jaccard(traits[i], traits[next]));
      }
    }
    return spread;
  }

  /** Returns the most relevant open item; of equal items, the first. */
  private static Integer next(
      List<Ranking.Entry> ranked, Set<Integer> open, IntToDoubleFunction relevance) {
    Integer best = open.iterator().next();
    for (Integer i : open) {
      if (Logits.comparable(ranked.get(best), ranked.get(i))
          && relevance.applyAsDouble(i) > relevance.applyAsDouble(best)) {
        best = i;
      }
    }
    return best;
  }

  /** Scales the scores of each stage to 0 to 1, or to 1 if all of them are equal. */
  private static double[] scaledScores(List<Ranking.Entry> ranked) {
    DoubleSummaryStatistics model = range(ranked, false);
    DoubleSummaryStatistics firstStage = range(ranked, true);
    return ranked.stream()
        .mapToDouble(entry -> scaled(entry.score(), Logits.firstStage(entry) ? firstStage : model))
        .toArray();
  }

  private static DoubleSummaryStatistics range(List<Ranking.Entry> ranked, boolean firstStage) {
    return ranked.stream()
        .filter(entry -> Logits.firstStage(entry) == firstStage)
        .mapToDouble(Ranking.Entry::score)
        .summaryStatistics();
  }

  private static double scaled(double score, DoubleSummaryStatistics range) {
    double width = range.getMax() - range.getMin();
    return width > 0 ? (score - range.getMin()) / width : 1;
  }

  private int[][] traits(List<Ranking.Entry> ranked) {
    TraitSets sets = new TraitSets();
    return ranked.stream()
        .map(entry -> sets.of(traitsOf.apply(entry.candidate().id())))
        .toArray(int[][]::new);
  }
}
