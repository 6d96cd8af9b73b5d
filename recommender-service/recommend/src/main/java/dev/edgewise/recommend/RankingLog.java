/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend;

import java.time.InstantSource;
import java.util.function.BiConsumer;

/**
 * Logs shown lists with positions, features and propensities, so that weights can be fitted to user
 * feedback, see {@link LoggedRanking}. Never delays a request. Thread-safe.
 */
public final class RankingLog {
  private final BiConsumer<String, byte[]> writer;
  private final InstantSource clock;

  /** Logs to {@code writer}, which takes a user and an entry and must return at once. */
  public RankingLog(BiConsumer<String, byte[]> writer, InstantSource clock) {
    this.writer = writer;
    this.clock = clock;
  }

  void record(Recommendation shown) {
    writer.accept(shown.profile().user(), LoggedRanking.of(shown, clock.instant()).bytes());
  }
}
