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
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;

/**
 * Scores branches behind a prefix in groups, as many as a deadline allows: a group that would
 * overrun it isn't started. Thread-safe.
 */
final class PackedScoring implements AutoCloseable {
  private static final int PRIORS = 100_000;

  private final BranchScorer model;
  private final PrefixCache prefixes;
  private final Map<TokenKey, Priors> priors = new ConcurrentHashMap<>();
  private final ScoringPace reading;
  private final ScoringPace scoring;

  PackedScoring(BranchScorer model, long prefixBytes, LongSupplier nanoClock) {
    this.model = model;
    this.prefixes = new PrefixCache(model, prefixBytes);
    this.reading = new ScoringPace(nanoClock);
    this.scoring = new ScoringPace(nanoClock);
  }

  /** Takes the first, slow calls of a model, so that they don't count as its pace. */
  void warmUp(ScoringQuestion question) {
    try (BranchScorer.Prompted prompted = model.prefill(question.neutral(), question.priority())) {
      double[] unused =
          prompted.score(
              List.of(new int[] {question.neutral()[0]}),
              question.verbalizer(),
              question.priority());
    }
  }

  /**
   * Scores branches, the first ones first.
   *
   * @param branchAt the tokens of a branch, from 0; asked for only when its group's turn comes
   * @param withPriors whether to answer what the model says of each for an unknown user, too
   */
  Scores score(
      ScoringQuestion question,
      int count,
      IntFunction<int[]> branchAt,
      boolean withPriors,
      Deadline deadline) {
    Scores scores = new Scores(question.prefix().length);
    if (count == 0) {
      return scores;
    }
    Optional<PrefixCache.Lease> lease = read(question, scores, deadline);
    lease.ifPresent(read -> {
      try (read) {
        int from = 0;
        while (from < count) {
          List<int[]> group = group(branchAt, from, Math.min(count, from + BranchScorer.GROUP));
          if (!scoreGroup(read, question, group, withPriors, scores, deadline)) {
            break;
          }
          from += group.size();
        }
      }
    });
    return scores;
  }

  /** Computes the priors that aren't known yet, whatever the time. */
  void learnPriors(ScoringQuestion question, List<int[]> branches) {
    Priors kept = priors(question);
    Scores unread = new Scores(0);
    for (int from = 0; from < branches.size(); from += BranchScorer.GROUP) {
      List<int[]> group =
          branches.subList(from, Math.min(branches.size(), from + BranchScorer.GROUP));
      double[] known = kept.of(group);
      List<int[]> missing = Priors.missing(group, known);
      if (!missing.isEmpty()) {
        kept.complete(group, known, neutral(question, missing, unread));
      }
    }
  }

  /** How many priors looked like a text that asks for a yes. */
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
    return priors.computeIfAbsent(new TokenKey(question.neutral()), key -> new Priors(PRIORS));
  }

  private Optional<PrefixCache.Lease> read(
      ScoringQuestion question, Scores scores, Deadline deadline) {
    int[] prefix = question.prefix();
    boolean there = prefixes.holds(prefix);
    if (!reading.fits(there ? 0 : prefix.length, deadline)) {
      return Optional.empty();
    }
    PrefixCache.Lease lease =
        there
            ? prefixes.acquire(prefix, question.priority())
            : reading.measure(prefix.length, () -> prefixes.acquire(prefix, question.priority()));
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
      ScoringQuestion question,
      List<int[]> group,
      boolean withPriors,
      Scores scores,
      Deadline deadline) {
    double[] known = withPriors ? priors(question).of(group) : new double[group.size()];
    List<int[]> missing = Priors.missing(group, known);
    if (!scoring.fits(missing.isEmpty() ? 1 : 2, deadline)) {
      return false;
    }
    if (!missing.isEmpty()) {
      priors(question).complete(group, known, neutral(question, missing, scores));
    }
    scores.add(
        group,
        scoring.measure(
            1, () -> read.prompted().score(group, question.verbalizer(), question.priority())),
        known);
    return true;
  }

  private double[] neutral(ScoringQuestion question, List<int[]> branches, Scores scores) {
    try (PrefixCache.Lease neutral = prefixes.acquire(question.neutral(), question.priority())) {
      scores.computed += neutral.fresh() ? question.neutral().length : 0;
      branches.forEach(branch -> scores.computed += branch.length);
      return scoring.measure(
          1, () -> neutral.prompted().score(branches, question.verbalizer(), question.priority()));
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
