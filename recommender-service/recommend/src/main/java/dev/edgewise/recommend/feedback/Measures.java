/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.feedback;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Feedback rates of rankings, grouped by the maker of the ranking.
 *
 * @param since the start of the measured period
 * @param makers in the order of their first rankings
 * @param repeated how many events repeated an earlier outcome
 * @param unattributed how many events belong to no known ranking
 * @param remembered how many rankings can still receive feedback
 */
public record Measures(
    Instant since, List<Made> makers, long repeated, long unattributed, int remembered) {
  public Measures {
    makers = List.copyOf(makers);
  }

  /**
   * The model, weights and stage that decided an item's position.
   *
   * @param model hash of the model; empty for none
   * @param blend version of the weights; 0 for the model's own
   * @param rankedBy model, stored or ranker
   */
  public record Maker(String model, long blend, String rankedBy) {}

  /**
   * The feedback of one maker. Each outcome counts once per item and request.
   *
   * @param rankings rankings with at least one item of this maker
   * @param shown items in these rankings
   * @param impressions items that were seen
   * @param clicked items that were opened
   * @param likeRate liked divided by shown; null before anything was shown
   * @param weightedLikeRate the same with each item weighted by its inverse propensity, at most 10,
   *     and divided by the sum of the weights (self-normalised: Swaminathan and Joachims, NeurIPS
   *     2015)
   * @param meanLikedPosition mean position of the liked items, from 1; null when there are none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Made(
      Maker maker,
      long rankings,
      long shown,
      long impressions,
      long clicked,
      long liked,
      long disliked,
      @Nullable Double likeRate,
      @Nullable Double weightedLikeRate,
      @Nullable Double meanLikedPosition) {}
}
