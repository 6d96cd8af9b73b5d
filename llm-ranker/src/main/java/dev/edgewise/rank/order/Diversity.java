/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.order;

import dev.edgewise.rank.Ranking;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Spreads what is alike: the next place goes to the item of the greatest {@code (1 - lambda) *
 * score - lambda * similarity}, with the scores stretched to lie between 0 and 1 and the similarity
 * that to the most similar item placed before, as the Jaccard index of the items' traits (maximal
 * marginal relevance: Carbonell and Goldstein, "The Use of MMR, Diversity-Based Reranking for
 * Reordering Documents and Producing Summaries", SIGIR 1998). What the model ranked stays before
 * what it didn't. Items beyond three times as many as are asked for, or as 20, keep their places.
 * Deterministic; thread-safe when the traits' source is.
 */
public final class Diversity {
  private static final int LEAST = 20;
  private static final int TIMES = 3;

  private final double usual;
  private final Function<String, List<String>> traitsOf;

  /**
   * Diversity.
   *
   * @param usual lambda where none is wished for, from 0 (the ranking as it is) to 1 (whatever is
   *     least like the others)
   * @param traitsOf an item's traits, by its id
   */
  public Diversity(double usual, Function<String, List<String>> traitsOf) {
    if (!(usual >= 0 && usual <= 1)) {
      throw new IllegalArgumentException("diversity is from 0 to 1, not " + usual);
    }
    this.usual = usual;
    this.traitsOf = traitsOf;
  }

  double usual() {
    return usual;
  }

  /**
   * The ranking spread; the scores stay the items' own.
   *
   * @param wished lambda, or null for the usual one
   * @param limit how many items are asked for
   */
  List<Ranking.Entry> spread(List<Ranking.Entry> ranked, @Nullable Double wished, int limit) {
    double lambda = wished == null ? usual : wished;
    int part = Math.min(ranked.size(), TIMES * Math.max(limit, LEAST));
    if (lambda == 0 || part < 2) {
      return ranked;
    }
    List<Ranking.Entry> spread = new ArrayList<>();
    for (int i : order(ranked.subList(0, part), lambda)) {
      spread.add(ranked.get(i));
    }
    spread.addAll(ranked.subList(part, ranked.size()));
    return spread;
  }

  private int[] order(List<Ranking.Entry> ranked, double lambda) {
    int[][] traits = traits(ranked);
    double[] value = stretched(ranked);
    double[] similar = new double[ranked.size()];
    boolean[] placed = new boolean[ranked.size()];
    int[] order = new int[ranked.size()];
    for (int place = 0; place < order.length; place++) {
      int next = next(ranked, placed, value, similar, lambda);
      order[place] = next;
      placed[next] = true;
      for (int i = 0; i < similar.length; i++) {
        if (!placed[i]) {
          similar[i] = Math.max(similar[i], TraitSets.jaccard(traits[i], traits[next]));
        }
      }
    }
    return order;
  }

  /** Of equals the first in the ranking. */
  private static int next(
      List<Ranking.Entry> ranked,
      boolean[] placed,
      double[] value,
      double[] similar,
      double lambda) {
    int best = -1;
    double most = 0;
    for (int i = 0; i < placed.length; i++) {
      double marginal = (1 - lambda) * value[i] - lambda * similar[i];
      boolean mayBe =
          !placed[i] && (best < 0 || Logits.comparable(ranked.get(best), ranked.get(i)));
      if (mayBe && (best < 0 || marginal > most)) {
        best = i;
        most = marginal;
      }
    }
    return best;
  }

  /** Scores from 0 to 1 among those that can be compared; 1 where all are equal. */
  private static double[] stretched(List<Ranking.Entry> ranked) {
    DoubleSummaryStatistics model = range(ranked, false);
    DoubleSummaryStatistics firstStage = range(ranked, true);
    return ranked.stream()
        .mapToDouble(
            entry -> stretched(entry.score(), Logits.firstStage(entry) ? firstStage : model))
        .toArray();
  }

  private static DoubleSummaryStatistics range(List<Ranking.Entry> ranked, boolean firstStage) {
    return ranked.stream()
        .filter(entry -> Logits.firstStage(entry) == firstStage)
        .mapToDouble(Ranking.Entry::score)
        .summaryStatistics();
  }

  private static double stretched(double score, DoubleSummaryStatistics range) {
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
