/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.feedback;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How rankings do with people, by who made them.
 *
 * @param since of what was shown and done from then on
 * @param makers one after another as they first appeared
 * @param repeated events that had had their effect
 * @param unattributed events that are about no ranking that is known
 * @param remembered rankings that later events can still be about
 */
public record Measures(
    Instant since, List<Made> makers, long repeated, long unattributed, int remembered) {
  public Measures {
    makers = List.copyOf(makers);
  }

  /**
   * Who decided on an item's place.
   *
   * @param model hash of the model; empty for none
   * @param blend version of the weights; 0 for the model's own
   * @param rankedBy model, stored or first-stage
   */
  public record Maker(String model, long blend, String rankedBy) {}

  /**
   * What came of what one made. Of each item of a request everything counts once.
   *
   * @param rankings those with at least one item of this maker
   * @param shown items in them
   * @param impressions items that somebody is known to have seen
   * @param clicked items that were looked at closer
   * @param liked items that were liked
   * @param disliked items that were disliked
   * @param likeRate liked by shown; null before anything was shown
   * @param weightedLikeRate the same with each item weighted by the inverse of its propensity, at
   *     most 10, and divided by the weights (self-normalised: Swaminathan and Joachims, NeurIPS
   *     2015)
   * @param meanLikedPosition mean place of those liked, from 1; null when there are none
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
