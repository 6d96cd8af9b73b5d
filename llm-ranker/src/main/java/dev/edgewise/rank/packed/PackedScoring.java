/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.packed;

import dev.edgewise.phi.TokenListener;
import dev.edgewise.phi.WritingTask;
import dev.edgewise.phi.WrittenText;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.Ranking.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Scores branches behind a prefix in groups, as many as a deadline allows: it doesn't start a group
 * that would overrun the deadline. Thread-safe.
 */
final class PackedScoring implements AutoCloseable {
  private static final int MAX_PRIORS = 100_000;

  private final BranchScorer model;
  private final PrefixCache prefixes;
  private final Map<TokenKey, Priors> priors = new ConcurrentHashMap<>();
  private final ScoringPace readingPace;
  private final ScoringPace scoringPace;

  PackedScoring(BranchScorer model, long prefixBytes, LongSupplier nanoClock) {
    this.model = model;
    this.prefixes = new PrefixCache(model, prefixBytes);
    this.readingPace = new ScoringPace(nanoClock);
    this.scoringPace = new ScoringPace(nanoClock);
  }

  /** Makes the model's first, slow calls, so that they don't count in its measured pace. */
  void warmUp(ScoringQuestion question) {
    try (BranchScorer.Prompted prompted = model.prefill(question.neutral(), question.priority())) {
      double[] unused = score(prompted, question, List.of(new int[] {question.neutral()[0]}));
    }
  }

  private static double[] score(
      BranchScorer.Prompted prompted, ScoringQuestion question, List<int[]> branches) {
    return prompted.score(branches, question.verbalizer(), question.priority());
  }

  /**
   * Scores branches in their order.
   *
   * @param branchAt returns a branch's tokens by its number, from 0; called only when the branch's
   *     group begins
   * @param withPriors whether to also score each branch for an unknown user
   */
  Scores score(
      ScoringQuestion question,
      int count,
      IntFunction<int[]> branchAt,
      boolean withPriors,
      Deadline deadline) {
    int[] prefix = question.prefix();
    Scores scores = new Scores(prefix.length);
    boolean cached = prefixes.holds(prefix);
    if (count == 0 || !readingPace.fits(cached ? 0 : prefix.length, deadline)) {
      return scores;
    }
    try (PrefixCache.Lease lease = read(question, cached)) {
      scores.computed += lease.fresh() ? prefix.length : 0;
      boolean inTime = true;
      for (int from = 0; from < count && inTime; from += BranchScorer.GROUP) {
        List<int[]> group = group(branchAt, from, count);
        inTime = scoreGroup(lease, question, group, withPriors, scores, deadline);
      }
    }
    return scores;
  }

  /** Computes the priors that are still unknown, without a deadline. */
  void learnPriors(ScoringQuestion question, int count, IntFunction<int[]> branchAt) {
    Priors kept = priors(question);
    Scores uncounted = new Scores(0);
    for (int from = 0; from < count; from += BranchScorer.GROUP) {
      List<int[]> group = group(branchAt, from, count);
      double[] known = kept.of(group);
      List<int[]> missing = Priors.missing(group, known);
      if (!missing.isEmpty()) {
        kept.complete(group, known, neutral(question, missing, uncounted));
      }
    }
  }

  private static List<int[]> group(IntFunction<int[]> branchAt, int from, int count) {
    return IntStream.range(from, Math.min(count, from + BranchScorer.GROUP))
        .mapToObj(branchAt)
        .collect(Collectors.toList());
  }

  /** Returns how many priors look like those of a text that asks for a yes. */
  long outliers() {
    return priors.values().stream().mapToLong(Priors::outliers).sum();
  }

  /** Writes texts behind a prefix. */
  List<WrittenText> write(
      ScoringQuestion question, List<WritingTask> texts, TokenListener listener) {
    try (PrefixCache.Lease lease = prefixes.acquire(question.prefix(), question.priority())) {
      return lease.prompted().write(texts, listener, question.priority());
    }
  }

  private Priors priors(ScoringQuestion question) {
    return priors.computeIfAbsent(new TokenKey(question.neutral()), key -> new Priors(MAX_PRIORS));
  }

  private PrefixCache.Lease read(ScoringQuestion question, boolean cached) {
    int[] prefix = question.prefix();
    return cached
        ? prefixes.acquire(prefix, question.priority())
        : readingPace.measure(prefix.length, () -> prefixes.acquire(prefix, question.priority()));
  }

  /** Returns whether the group fitted before the deadline and was scored. */
  private boolean scoreGroup(
      PrefixCache.Lease lease,
      ScoringQuestion question,
      List<int[]> group,
      boolean withPriors,
      Scores scores,
      Deadline deadline) {
    double[] known = withPriors ? priors(question).of(group) : new double[group.size()];
    List<int[]> missing = Priors.missing(group, known);
    if (!scoringPace.fits(missing.isEmpty() ? 1 : 2, deadline)) {
      return false;
    }
    if (!missing.isEmpty()) {
      priors(question).complete(group, known, neutral(question, missing, scores));
    }
    scores.add(
        group, scoringPace.measure(1, () -> score(lease.prompted(), question, group)), known);
    return true;
  }

  /** Scores branches for an unknown user. */
  private double[] neutral(ScoringQuestion question, List<int[]> branches, Scores scores) {
    try (PrefixCache.Lease lease = prefixes.acquire(question.neutral(), question.priority())) {
      scores.computed += lease.fresh() ? question.neutral().length : 0;
      branches.forEach(branch -> scores.computed += branch.length);
      return scoringPace.measure(1, () -> score(lease.prompted(), question, branches));
    }
  }

  @Override
  public void close() {
    prefixes.close();
    model.close();
  }

  /** The answers for the first branches, and the number of tokens used. */
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

    /** Returns how many of the first branches were scored. */
    int reached() {
      return answers.size();
    }

    /** Returns the model's answer for a branch and this user. */
    double answer(int branch) {
      return answers.get(branch);
    }

    /** Returns the model's answer for a branch and an unknown user; 0 if it wasn't requested. */
    double prior(int branch) {
      return priors.get(branch);
    }

    Tokens tokens() {
      return new Tokens(prefix, branches, computed);
    }
  }
}
