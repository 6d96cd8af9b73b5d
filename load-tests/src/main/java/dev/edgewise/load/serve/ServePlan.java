/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.serve;

import java.time.Duration;
import java.util.List;

/**
 * What is measured.
 *
 * @param rounds how often each load is repeated
 * @param seconds how long each load counts, after a quarter of that to warm up
 * @param connections of the closed model, whose highest throughput is the saturation
 * @param times the loads of the open model as multiples of the saturation
 * @param storedUsers how many users have a stored list
 * @param rest the longest that the service may work off one load before the next
 */
public record ServePlan(
    int rounds,
    double seconds,
    List<Integer> connections,
    List<Double> times,
    int storedUsers,
    Duration rest) {
  /** The time that each request sets for its answer, which is the service's default. */
  public static final Duration DEADLINE = Duration.ofMillis(500);

  /** How long after the end of a load its last answers may come. */
  static final Duration PATIENCE = Duration.ofSeconds(2);

  /** The most requests of a load that are under way at once. */
  static final int MOST_UNDER_WAY = 512;

  /** The number of items in a list. */
  static final int LIMIT = 10;

  static ServePlan of(int rounds, double seconds) {
    int cores = Runtime.getRuntime().availableProcessors();
    return new ServePlan(
        rounds,
        seconds,
        List.of(cores, 4 * cores, 16 * cores),
        List.of(0.5, 1.0, 2.0, 4.0),
        64,
        Duration.ofSeconds(20));
  }

  double warmUp() {
    return seconds / 4;
  }
}
