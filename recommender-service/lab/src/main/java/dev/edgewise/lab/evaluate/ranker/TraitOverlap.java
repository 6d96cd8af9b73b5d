/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.ranker;

import dev.edgewise.lab.evaluate.split.TrainingCounts;
import dev.edgewise.profile.Profile;
import dev.edgewise.recommend.catalogue.Catalogue;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Two trivial baselines that follow a profile: what an item's traits have in common with the liked
 * ones, times the item's popularity. Items with nothing in common follow by popularity alone.
 */
public final class TraitOverlap implements EvaluatedRanker {
  /** The sum of the profile's affinities for the item's traits, times the trending count. */
  public static final String AFFINITY_TRENDING = "affinity-trending";

  /** The number of the item's categories that the profile likes, times the log of popularity. */
  public static final String GENRE_POPULAR = "genre-popular";

  private final BestOf order;
  private final double[] popularity;
  private final int[][] traits;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final DoubleUnaryOperator part;

  /**
   * An order.
   *
   * @param items the most popular first, which breaks ties
   * @param popularity of an item, the factor of its score
   * @param traits of an item that count
   * @param part what an affinity contributes to the overlap
   */
  private TraitOverlap(
      List<String> items,
      ToDoubleFunction<String> popularity,
      Function<String, List<String>> traits,
      DoubleUnaryOperator part) {
    this.order = new BestOf(items);
    this.popularity = items.stream().mapToDouble(popularity).toArray();
    this.traits =
        items.stream()
            .map(item -> traits.apply(item).stream().mapToInt(this::number).toArray())
            .toArray(int[][]::new);
    this.part = part;
  }

  private int number(String trait) {
    return numbers.computeIfAbsent(trait, unknown -> numbers.size());
  }

  /** The ranker {@value #AFFINITY_TRENDING}. */
  public static TraitOverlap affinityTrending(TrainingCounts counts, Catalogue catalogue) {
    List<String> items =
        counts.mostPopular().stream()
            .sorted(Comparator.comparingDouble(counts::trending).reversed())
            .toList();
    return new TraitOverlap(items, counts::trending, catalogue::traitsOf, affinity -> affinity);
  }

  /** The ranker {@value #GENRE_POPULAR}. */
  public static TraitOverlap genrePopular(TrainingCounts counts, Catalogue catalogue) {
    String category = catalogue.description().categories() + ":";
    return new TraitOverlap(
        counts.mostPopular(),
        item -> Math.log1p(counts.of(item)),
        item ->
            catalogue.traitsOf(item).stream().filter(trait -> trait.startsWith(category)).toList(),
        affinity -> affinity > 0 ? 1 : 0);
  }

  @Override
  public List<String> rank(Profile profile, Predicate<String> open, int most) {
    double[] parts = new double[numbers.size()];
    profile
        .affinities()
        .forEach((trait, affinity) -> {
          Integer number = numbers.get(trait);
          if (number != null) {
            parts[number] = part.applyAsDouble(affinity);
          }
        });
    return order.select(i -> Math.max(0, overlap(parts, i)) * popularity[i], open, most);
  }

  private double overlap(double[] parts, int item) {
    double sum = 0;
    for (int trait : traits[item]) {
      sum += parts[trait];
    }
    return sum;
  }
}
