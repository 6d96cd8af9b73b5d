/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates;

import dev.edgewise.phi.train.SequenceTrainer;
import dev.edgewise.recommend.learn.FittedRanker;
import dev.edgewise.recommend.learn.NamedSequenceModel;
import dev.edgewise.recommend.learn.Part;
import dev.edgewise.recommend.learn.RankerFit;
import dev.edgewise.recommend.learn.SequenceLearning;
import dev.edgewise.recommend.learn.StoredRanker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns from all events in the background: first the matrices of items by items, then, less often,
 * the ranker. It learns when the number of choices has grown by half since the last time, so that a
 * start which reads millions of events learns only a few times. Otherwise it learns after ten
 * minutes (matrices) or a day (ranker), if there are new choices. For one caller at a time; any
 * thread may read the state.
 */
public final class PeriodicLearning {
  private static final Logger LOG = LoggerFactory.getLogger(PeriodicLearning.class);
  static final long MIN_CHOICES = 1000;

  /** Growth by less than this share since the last look is no import. */
  private static final double SETTLED = 0.01;

  private static final long FEW = 100;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** With fewer choices, no sequential model is trained. */
  private static final int FEWEST_IN_SEQUENCES = 5_000;

  /** Training takes minutes, so the first ranker is fitted without the sequential model. */
  private static final Duration BEFORE_SEQUENCES = Duration.ofMinutes(10);

  private final Candidates candidates;
  private final FittedRankers rankers;
  private final Duration sequenceTime;
  private final InstantSource clock;
  private final Schedule matrices = new Schedule(Duration.ofMinutes(10));
  private final Schedule ranker = new Schedule(Duration.ofDays(1));
  private boolean triedSequence;
  private long seen;
  private @Nullable StoredRanker unsaved;
  private volatile String doing = "waiting for events";

  /** When to learn again. */
  private static final class Schedule {
    private final Duration interval;
    private long learnt;
    private @Nullable Instant last;
    private @Nullable Instant dueSince;

    Schedule(Duration interval) {
      this.interval = interval;
    }

    /** Whether to learn now; while many events come in, that waits a while. */
    synchronized boolean isDue(long choices, boolean settled, Instant now) {
      long added = choices - learnt;
      boolean over = last == null || last.plus(interval).isBefore(now);
      if (added < Math.max(MIN_CHOICES, learnt / 2) && !(added != 0 && learnt > 0 && over)) {
        return false;
      }
      dueSince = dueSince == null ? now : dueSince;
      return settled || dueSince.plus(PATIENCE).isBefore(now);
    }

    /** Takes note of a learning, unless a later one is known. */
    synchronized void done(long choices, Instant now) {
      if (last != null && now.isBefore(last)) {
        return;
      }
      learnt = choices;
      last = now;
      dueSince = null;
    }
  }

  /**
   * Creates the learning; fitted rankers are kept in {@code rankers}.
   *
   * @param sequenceTime the time for training the sequential model in a fit; 0 for none
   */
  public PeriodicLearning(
      Candidates candidates, FittedRankers rankers, Duration sequenceTime, InstantSource clock) {
    this.candidates = candidates;
    this.rankers = rankers;
    this.sequenceTime = sequenceTime;
    this.clock = clock;
  }

  /**
   * Learns what is due, and returns whether anything was. A ranker that another instance fitted, or
   * this one before a restart, counts as well.
   */
  public boolean learnIfDue() {
    save();
    long choices = candidates.learnt();
    boolean settled = choices - seen <= Math.max(FEW, SETTLED * choices);
    seen = choices;
    boolean due = matrices.isDue(choices, settled, clock.instant());
    if (due) {
      learnMatrices();
    }
    Optional<StoredRanker> inUse = rankers.ranker();
    inUse.ifPresent(known -> {
      ranker.done(known.choices(), known.fitted());
      triedSequence = triedSequence || known.result().triedSequence();
    });
    boolean inSequence = inUse.map(this::isOld).orElse(false);
    boolean awaitsSequence = inSequence && choices >= FEWEST_IN_SEQUENCES && !triedSequence;
    if ((awaitsSequence || ranker.isDue(choices, settled, clock.instant())) && !rankers.held()) {
      due = true;
      triedSequence = triedSequence || inSequence;
      Duration time = inSequence ? sequenceTime : Duration.ZERO;
      NamedSequenceModel start = inUse.map(known -> known.result().sequence()).orElse(null);
      withinHeap(() -> {
        Optional<FittedRanker> fitted = fit(candidates, time, start, now -> doing = now);
        unsaved = fitted.map(now -> new StoredRanker(now, choices, clock.instant())).orElse(null);
      });
      ranker.done(choices, clock.instant());
      save();
      doing = "idle";
    }
    return due;
  }

  private boolean isOld(StoredRanker known) {
    return sequenceTime.isPositive()
        && known.fitted().plus(BEFORE_SEQUENCES).isBefore(clock.instant());
  }

  /** Hands over a fitted ranker; tries again at the next look while the store is unreachable. */
  private void save() {
    StoredRanker fitted = unsaved;
    if (fitted != null) {
      doing = "storing the ranker";
      rankers.add(fitted);
      unsaved = null;
      doing = "idle";
      LOG.info("fitted the ranker: {}, {}", fitted.result().name(), fitted.result().figures());
    }
  }

  /** Learns now which items go together, due or not; any thread may call it. */
  public void learnMatrices() {
    synchronized (matrices) {
      long choices = candidates.learnt();
      doing = "learning which items go together";
      withinHeap(candidates::rebuild);
      matrices.done(choices, clock.instant());
      doing = "idle";
    }
  }

  /**
   * Runs a learning; if the heap is too small for it, says so, and it waits until it is due again.
   */
  static void withinHeap(Runnable learning) {
    try {
      learning.run();
    } catch (OutOfMemoryError e) {
      LOG.error(
          "the heap of {} MiB is too small to learn from the events ({}); lists are made with what"
              + " was learnt before. EDGEWISE_JAVA_OPTIONS=-Xmx1g, for example, makes it larger",
          Runtime.getRuntime().maxMemory() >> 20,
          e.getMessage());
    }
  }

  /**
   * Fits a ranker to all events so far; empty if they are too few.
   *
   * @param sequenceTime the time for training the sequential model; 0 for none
   * @param start the sequential model from which its training goes on, or null
   * @param progress receives what is being done, in a few words
   */
  public static Optional<FittedRanker> fit(
      Candidates candidates,
      Duration sequenceTime,
      @Nullable NamedSequenceModel start,
      Consumer<String> progress) {
    Candidates.Snapshot all = candidates.snapshot();
    try (SequenceLearning sequences = sequences(all, sequenceTime, start, progress)) {
      return RankerFit.fit(
          all.interactions(),
          all.content(),
          all.allowed()::get,
          all.without(),
          sequences,
          progress);
    }
  }

  /** Fits a ranker to each user's last choice, from the events before it. */
  public static Optional<FittedRanker> fitToLastChoices(
      Candidates candidates, Duration sequenceTime, Consumer<String> progress) {
    Candidates.Snapshot all = candidates.snapshot();
    try (SequenceLearning sequences = sequences(all, sequenceTime, null, progress)) {
      return RankerFit.fitToLastChoices(
          all.interactions(),
          all.content(),
          all.allowed()::get,
          all.without(),
          sequences,
          progress);
    }
  }

  private static @Nullable SequenceLearning sequences(
      Candidates.Snapshot all,
      Duration time,
      @Nullable NamedSequenceModel start,
      Consumer<String> progress) {
    boolean wanted = time.isPositive() && !all.without().contains(Part.SEQUENCE);
    if (!wanted || all.interactions().size() < FEWEST_IN_SEQUENCES) {
      return null;
    }
    String problem = SequenceTrainer.problem();
    if (problem != null) {
      LOG.warn("the ranker is fitted without a sequential model: {}", problem);
      return null;
    }
    return new SequenceLearning(all.interactions(), all.ids()::get, time, start, progress);
  }

  /** What is being done now, in a few words. */
  public String doing() {
    return doing;
  }

  /** The fitted ranker in use. */
  public Optional<StoredRanker> ranker() {
    return rankers.ranker();
  }
}
