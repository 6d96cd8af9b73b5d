/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend;

import java.time.InstantSource;
import java.util.function.BiConsumer;

/**
 * Writes down what was shown, in which place, with which features and how likely, so that weights
 * can be fitted to what people did with it, see {@link LoggedRanking}. Never keeps a request
 * waiting. Thread-safe.
 */
public final class RankingLog {
  private final BiConsumer<String, byte[]> writer;
  private final InstantSource clock;

  /**
   * A log.
   *
   * @param writer takes a user and what to write down; returns at once
   */
  public RankingLog(BiConsumer<String, byte[]> writer, InstantSource clock) {
    this.writer = writer;
    this.clock = clock;
  }

  /** Writes a recommendation down. */
  void record(Recommendation shown) {
    writer.accept(shown.profile().user(), LoggedRanking.of(shown, clock.instant()).bytes());
  }
}
