/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.split;

import dev.edgewise.rank.feature.LearnedRanker;
import dev.edgewise.recommend.candidates.Candidates;
import java.util.Arrays;
import java.util.List;

/**
 * The speed of the first stage, on one thread and under the present load of the machine.
 *
 * @param learnMicros50 median time to learn from one event, in microseconds
 * @param learnMicros99 its 99th percentile
 * @param rebuildSeconds time to relearn from all events
 * @param gatherMillis50 median time to merge {@value #GATHERED} candidates for one user from all
 *     sources, in milliseconds
 * @param gatherMillis99 its 99th percentile
 */
public record FirstStageSpeed(
    double learnMicros50,
    double learnMicros99,
    double rebuildSeconds,
    double gatherMillis50,
    double gatherMillis99) {
  static final int GATHERED = 500;

  /** The JIT compiler needs some thousand calls. */
  private static final int WARM_UP = 5000;

  private static final int USERS = 2000;

  /** Measures gathering; {@code learning} has nanoseconds by event, and is sorted here. */
  static FirstStageSpeed of(
      long[] learning, long rebuilding, Candidates candidates, List<TestUser> testUsers) {
    int users = Math.min(USERS, testUsers.size());
    for (int i = 0; i < WARM_UP; i++) {
      gather(candidates, testUsers.get(i % users));
    }
    long[] gathering = new long[users];
    for (int i = 0; i < users; i++) {
      TestUser one = testUsers.get((int) (1L * i * testUsers.size() / users));
      long start = System.nanoTime();
      gather(candidates, one);
      gathering[i] = System.nanoTime() - start;
    }
    Arrays.sort(learning);
    Arrays.sort(gathering);
    return new FirstStageSpeed(
        at(learning, 0.5) / 1e3,
        at(learning, 0.99) / 1e3,
        rebuilding / 1e9,
        at(gathering, 0.5) / 1e6,
        at(gathering, 0.99) / 1e6);
  }

  private static void gather(Candidates candidates, TestUser one) {
    candidates.find(one.profile(), LearnedRanker.DEFAULT, any -> true, GATHERED);
  }

  private static double at(long[] sorted, double share) {
    return sorted.length == 0
        ? 0
        : sorted[(int) Math.min(sorted.length - 1, share * sorted.length)];
  }
}
