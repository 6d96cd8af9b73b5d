/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.packed;

import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.Ranking.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;

/**
 * Scores branches behind a prefix in groups, as many as a deadline allows: a group that would
 * overrun it isn't started. Thread-safe.
 */
final class PackedScoring implements AutoCloseable {
  private static final int PRIORS = 100_000;

  private final BranchScorer model;
  private final int[] neutralPrefix;
  private final PrefixCache prefixes;
  private final Priors priors = new Priors(PRIORS);
  private final Pace reading;
  private final Pace scoring;

  PackedScoring(BranchScorer model, int[] neutralPrefix, long prefixBytes, LongSupplier nanoClock) {
    this.model = model;
    this.neutralPrefix = neutralPrefix;
    this.prefixes = new PrefixCache(model, prefixBytes);
    this.reading = new Pace(nanoClock);
    this.scoring = new Pace(nanoClock);
  }

  /** Takes the first, slow calls of a model, so that they don't count as its pace. */
  void warmUp() {
    try (BranchScorer.Prompted prompted = model.prefill(neutralPrefix)) {
      prompted.score(List.of(new int[] {neutralPrefix[0]}));
    }
  }

  /**
   * Scores branches, the first ones first.
   *
   * @param branchAt the tokens of a branch, from 0; asked for only when its group's turn comes
   * @param withPriors whether to answer what the model says of each for an unknown user, too
   */
  Scores score(
      int[] prefix, int count, IntFunction<int[]> branchAt, boolean withPriors, Deadline deadline) {
    Scores scores = new Scores(prefix.length);
    if (count == 0) {
      return scores;
    }
    Optional<PrefixCache.Lease> lease = read(prefix, scores, deadline);
    lease.ifPresent(read -> {
      try (read) {
        int from = 0;
        while (from < count) {
          List<int[]> group = group(branchAt, from, Math.min(count, from + BranchScorer.GROUP));
          if (!scoreGroup(read, group, withPriors, scores, deadline)) {
            break;
          }
          from += group.size();
        }
      }
    });
    return scores;
  }

  private Optional<PrefixCache.Lease> read(int[] prefix, Scores scores, Deadline deadline) {
    boolean there = prefixes.holds(prefix);
    if (!reading.fits(there ? 0 : prefix.length, deadline)) {
      return Optional.empty();
    }
    PrefixCache.Lease lease =
        there
            ? prefixes.acquire(prefix)
            : reading.measure(prefix.length, () -> prefixes.acquire(prefix));
    scores.computed += lease.fresh() ? prefix.length : 0;
    return Optional.of(lease);
  }

  private static List<int[]> group(IntFunction<int[]> branchAt, int from, int to) {
    List<int[]> group = new ArrayList<>();
    for (int i = from; i < to; i++) {
      group.add(branchAt.apply(i));
    }
    return group;
  }

  private boolean scoreGroup(
      PrefixCache.Lease read,
      List<int[]> group,
      boolean withPriors,
      Scores scores,
      Deadline deadline) {
    double[] priors = withPriors ? this.priors.of(group) : new double[group.size()];
    List<int[]> missing = Priors.missing(group, priors);
    if (!scoring.fits(missing.isEmpty() ? 1 : 2, deadline)) {
      return false;
    }
    if (!missing.isEmpty()) {
      this.priors.complete(group, priors, neutral(missing, scores));
    }
    scores.add(group, scoring.measure(1, () -> read.prompted().score(group)), priors);
    return true;
  }

  private double[] neutral(List<int[]> branches, Scores scores) {
    try (PrefixCache.Lease neutral = prefixes.acquire(neutralPrefix)) {
      scores.computed += neutral.fresh() ? neutralPrefix.length : 0;
      branches.forEach(branch -> scores.computed += branch.length);
      return scoring.measure(1, () -> neutral.prompted().score(branches));
    }
  }

  @Override
  public void close() {
    prefixes.close();
    model.close();
  }

  /** What was reached of the branches, and the tokens that it took. */
  static final class Scores {
    private final int prefix;
    private final List<Double> answers = new ArrayList<>();
    private final List<Double> priors = new ArrayList<>();
    private int branches;
    private int computed;

    private Scores(int prefix) {
      this.prefix = prefix;
    }

    private void add(List<int[]> group, double[] scores, double[] neutral) {
      for (int i = 0; i < scores.length; i++) {
        answers.add(scores[i]);
        priors.add(neutral[i]);
        branches += group.get(i).length;
        computed += group.get(i).length;
      }
    }

    /** How many branches were scored: the first ones. */
    int reached() {
      return answers.size();
    }

    /** What the model says of a branch for this user. */
    double answer(int branch) {
      return answers.get(branch);
    }

    /** What it says of it for an unknown user; 0 when that wasn't asked for. */
    double prior(int branch) {
      return priors.get(branch);
    }

    Tokens tokens() {
      return new Tokens(prefix, branches, computed);
    }
  }
}
