/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.train;

/**
 * Estimates how long a training run still takes, from the durations of its steps and of the lists
 * that it ranks in validations. The later stages rank lists, too. For one thread.
 */
final class TimeLeft {
  private static final double NANOS = 1e9;

  private final int steps;
  private final int every;
  private final long validated;
  private final long later;
  private long stepNanos;
  private long stepsDone;
  private long rankingNanos;
  private long rankingsDone;

  /**
   * Creates the estimate of a run.
   *
   * @param steps the number of steps
   * @param every the number of steps after which a validation comes; the last step has one, too
   * @param validated the number of lists in a validation
   * @param later the number of lists in the later stages
   */
  TimeLeft(int steps, int every, long validated, long later) {
    this.steps = steps;
    this.every = every;
    this.validated = validated;
    this.later = later;
  }

  /** A step took this time. */
  void stepped(long nanos) {
    stepNanos += nanos;
    stepsDone++;
  }

  /** The ranking of some lists took this time. */
  void ranked(long lists, long nanos) {
    rankingNanos += nanos;
    rankingsDone += lists;
  }

  /** The pace of training alone, in steps per second. */
  double stepsPerSecond() {
    return stepsDone * NANOS / Math.max(1, stepNanos);
  }

  /** The seconds that are left after so many steps, with all that comes after the last one. */
  double seconds(long done) {
    int atTheEnd = steps % every == 0 ? 0 : 1;
    long validations = steps / every - done / every + atTheEnd;
    double lists = validations * validated + later;
    return (steps - done) * mean(stepNanos, stepsDone) + lists * mean(rankingNanos, rankingsDone);
  }

  private static double mean(long nanos, long count) {
    return nanos / NANOS / Math.max(1, count);
  }
}
