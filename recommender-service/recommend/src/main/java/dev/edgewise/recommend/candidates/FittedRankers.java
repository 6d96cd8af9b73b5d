/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates;

import dev.edgewise.recommend.learn.StoredRanker;
import java.util.Optional;

/** Where fitted rankers are kept for all instances. Implementations are thread-safe. */
public interface FittedRankers {
  /** The ranker that this instance uses; empty before the first. */
  Optional<StoredRanker> ranker();

  /** Whether someone made an earlier ranker current, so that none should be fitted now. */
  boolean held();

  /**
   * Adds a ranker and uses it in all instances.
   *
   * @throws dev.edgewise.profile.store.ProfileStoreException when the store can't be reached
   */
  void add(StoredRanker ranker);
}
