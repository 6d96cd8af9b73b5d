/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.packed;

import dev.edgewise.phi.Priority;
import dev.edgewise.phi.TokenListener;
import dev.edgewise.phi.WritingTask;
import dev.edgewise.phi.WrittenText;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.RankerBusyException;
import dev.edgewise.rank.Ranking.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Scores branches behind a prefix, as many as a deadline allows. A request that would be late
 * beside the others is refused at once. Thread-safe.
 */
final class PackedScoring implements AutoCloseable {
  private static final int MAX_PRIORS = 100_000;

  /** If not all branches fit before the deadline, a multiple of this number is scored. */
  private static final int GROUP = 16;

  /** Each refusal lowers the estimate a little, so that one slow phase doesn't stop the model. */
  private static final double REFUSAL_FACTOR = 0.9;

  private static final int WARM_UPS = 5;
  private static final long WARM_UP_NANOS = 500_000_000;

  private final BranchScorer model;
  private final PrefixCache prefixes;
  private final Map<TokenKey, Priors> priors = new ConcurrentHashMap<>();
  private final ModelSchedule schedule;
  private final LongSupplier nanoClock;
  private volatile double trust = 1;

  PackedScoring(BranchScorer model, long prefixBytes, LongSupplier nanoClock) {
    this.model = model;
    this.prefixes = new PrefixCache(model, prefixBytes);
    this.schedule = new ModelSchedule(nanoClock);
    this.nanoClock = nanoClock;
  }

  /** Makes the model's first, slow calls, so that they don't count in its measured pace. */
  void warmUp(ScoringQuestion question) {
    long end = nanoClock.getAsLong() + WARM_UP_NANOS;
    for (int i = 0; i < WARM_UPS && nanoClock.getAsLong() < end; i++) {
      try (BranchScorer.Prompted prompted =
          model.prefill(question.neutral(), question.priority())) {
        double[] unused = score(prompted, question, List.of(new int[] {question.neutral()[0]}));
      }
    }
  }

  private static double[] score(
      BranchScorer.Prompted prompted, ScoringQuestion question, List<int[]> branches) {
    return prompted.score(branches, question.verbalizer(), question.priority());
  }

  /**
   * Scores branches in their order.
   *
   * @param question supplies the question, once there is time for it
   * @param prefixTokens about how many tokens the question's prefix has
   * @param withPriors whether to also score each branch for an unknown user
   * @throws RankerBusyException when the model has no time for it beside other requests
   */
  Scores score(
      Supplier<ScoringQuestion> question,
      int prefixTokens,
      BranchSet branches,
      boolean withPriors,
      boolean interactive,
      Deadline deadline) {
    if (branches.count() == 0 || deadline.remaining().toNanos() <= 0) {
      return new Scores(0);
    }
    if (!interactive) {
      return score(question.get(), branches, withPriors, deadline);
    }
    int tokens = prefixTokens + (withPriors ? 2 : 1) * branches.count() * branches.typicalLength();
    ModelSchedule.Admitted admitted =
        schedule
            .admit(nanosFor(tokens), deadline)
            .orElseThrow(() -> new RankerBusyException("The model has no time beside other work"));
    try {
      Scores scores = score(question.get(), branches, withPriors, deadline);
      if (scores.reached() < branches.count()) {
        admitted.cutShort();
      }
      return scores;
    } finally {
      admitted.close();
    }
  }

  private long nanosFor(int tokens) {
    return (long) (trust * model.nanosFor(tokens));
  }

  private Scores score(
      ScoringQuestion question, BranchSet branches, boolean withPriors, Deadline deadline) {
    int[] prefix = question.prefix();
    Scores scores = new Scores(prefix.length);
    boolean cached = prefixes.holds(prefix);
    if (!cached && nanosFor(prefix.length) > deadline.remaining().toNanos()) {
      trust *= REFUSAL_FACTOR;
      return scores;
    }
    try (PrefixCache.Lease lease = prefixes.acquire(prefix, question.priority())) {
      scores.computed += lease.fresh() ? prefix.length : 0;
      int next;
      do {
        next = next(branches, scores.reached(), withPriors, deadline);
      } while (next > 0 && scoreNext(lease, question, branches, next, withPriors, scores));
    }
    return scores;
  }

  /** Returns how many of the branches that are left to score now. */
  private int next(BranchSet branches, int done, boolean withPriors, Deadline deadline) {
    int rest = branches.count() - done;
    long time = deadline.remaining().toNanos();
    long each = nanosFor((withPriors ? 2 : 1) * branches.typicalLength());
    if (rest == 0 || time <= 0) {
      return 0;
    }
    if (each == 0) {
      return Math.min(GROUP, rest); // to measure it
    }
    if (each * rest <= time) {
      return rest;
    }
    int fitting = (int) (time / each) / GROUP * GROUP;
    trust *= fitting == 0 ? REFUSAL_FACTOR : 1;
    return fitting;
  }

  /** Scores the next branches; returns whether all of them were scored in time. */
  private boolean scoreNext(
      PrefixCache.Lease lease,
      ScoringQuestion question,
      BranchSet branches,
      int count,
      boolean withPriors,
      Scores scores) {
    List<int[]> tokens = branches.tokens(scores.reached(), scores.reached() + count);
    double[] known = withPriors ? priors(question, tokens, scores) : new double[count];
    double[] answers = score(lease.prompted(), question, tokens);
    scores.add(tokens, answers, known);
    trust = answers.length > 0 ? 1 : trust;
    return answers.length == count;
  }

  /** Computes the priors that are still unknown, without a deadline. */
  void learnPriors(ScoringQuestion question, BranchSet branches) {
    Scores uncounted = new Scores(0);
    for (int from = 0; from < branches.count(); from += GROUP) {
      List<int[]> group = branches.tokens(from, Math.min(branches.count(), from + GROUP));
      double[] unused = priors(question, group, uncounted);
    }
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

  /** Returns the known priors of branches, and computes the others. */
  private double[] priors(ScoringQuestion question, List<int[]> branches, Scores scores) {
    Priors kept =
        priors.computeIfAbsent(new TokenKey(question.neutral()), key -> new Priors(MAX_PRIORS));
    double[] known = kept.of(branches);
    List<int[]> missing = Priors.missing(branches, known);
    if (!missing.isEmpty()) {
      kept.complete(branches, known, neutral(question, missing, scores));
    }
    return known;
  }

  /** Scores branches for an unknown user, whenever they are due. */
  private double[] neutral(ScoringQuestion question, List<int[]> branches, Scores scores) {
    Priority patient =
        question.priority().interactive() ? Priority.INTERACTIVE : Priority.BACKGROUND;
    try (PrefixCache.Lease lease = prefixes.acquire(question.neutral(), patient)) {
      scores.computed += lease.fresh() ? question.neutral().length : 0;
      branches.forEach(branch -> scores.computed += branch.length);
      return lease.prompted().score(branches, question.verbalizer(), patient);
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
