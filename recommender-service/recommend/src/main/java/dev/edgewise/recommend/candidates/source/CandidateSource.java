/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.source;

import dev.edgewise.recommend.candidates.Candidates;
import dev.edgewise.recommend.candidates.history.ItemEvent;
import dev.edgewise.recommend.candidates.history.LikeMatrix;
import java.util.function.IntPredicate;

/**
 * One way to find items for a user. Not thread-safe by itself: {@link Candidates} lets many ask or
 * one tell. Items go by their numbers.
 */
public interface CandidateSource {

  /** What it is called in weights and in evaluations. */
  String name();

  /**
   * The best items for this user.
   *
   * @param open whether an item may be recommended at all
   * @param most how many at most
   */
  SourceResult find(UserTaste taste, IntPredicate open, int most);

  /** Learns from something that happened. */
  default void record(ItemEvent itemEvent) {}

  /**
   * The same source learnt anew from all likes, for what {@link #record} keeps up only roughly.
   * Runs beside questions and news to this one, and changes nothing of it.
   */
  default CandidateSource rebuilt(LikeMatrix likes) {
    return this;
  }
}
