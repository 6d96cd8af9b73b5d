/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.source;

import dev.edgewise.recommend.candidates.history.ItemEvent;
import dev.edgewise.recommend.candidates.history.LikeMatrix;
import java.util.function.IntPredicate;

/**
 * A source of candidates. Not thread-safe by itself: {@code Candidates} allows many readers or one
 * writer. Items are identified by their numbers.
 */
public interface CandidateSource {

  /** The name in weights and evaluations. */
  String name();

  /**
   * The best items for a user.
   *
   * @param open which items, by number, may be recommended to this user
   * @param most the maximum number of items, from 1
   */
  SourceResult find(UserTaste taste, IntPredicate open, int most);

  default void record(ItemEvent itemEvent) {}

  /**
   * The same source, relearnt from all likes, if {@link #record} is only approximate. Runs while
   * this source is used and updated, and does not change it.
   */
  default CandidateSource rebuilt(LikeMatrix likes) {
    return this;
  }
}
