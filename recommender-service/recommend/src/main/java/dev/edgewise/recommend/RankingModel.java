/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend;

import dev.edgewise.rank.Blend;
import dev.edgewise.rank.BlendedRanker;
import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.DocumentScorer;
import dev.edgewise.rank.FallbackRanker;
import dev.edgewise.rank.ModelInfo;
import dev.edgewise.rank.Ranker;
import dev.edgewise.rank.RankerBusyException;
import dev.edgewise.rank.RankerException;
import dev.edgewise.rank.Ranking;
import dev.edgewise.rank.RankingRequest;
import dev.edgewise.rank.UserContext;
import dev.edgewise.rank.WorkCancelledException;
import dev.edgewise.rank.reason.BlurbWriter;
import dev.edgewise.rank.reason.Reason;
import dev.edgewise.rank.reason.ReasonListener;
import dev.edgewise.rank.reason.ReasonWriter;
import dev.edgewise.rank.reason.Rewrite;
import dev.edgewise.rank.reason.WritingStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ranking model. The first stage ranks in its place while it loads, when there is no model, and
 * when the model fails. Thread-safe.
 */
public final class RankingModel implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RankingModel.class);

  private final CompletableFuture<Loaded> loading;
  private final Loaded fallback;
  private final AtomicLong failures = new AtomicLong();
  private final AtomicLong refusals = new AtomicLong();
  private final AtomicLong ranked = new AtomicLong();
  private volatile boolean failing;
  private volatile @Nullable String lastFailure;

  /** The services of a model at one priority: ranking, reasons and blurbs. */
  public record ModelServices(Ranker ranker, ReasonWriter reasons, BlurbWriter blurbs) {}

  /**
   * A loaded model.
   *
   * @param now for requests that a user waits for
   * @param ahead for background work, which runs only when no request waits
   * @param blended the model's own ranker; null without a model
   */
  public record Loaded(ModelServices now, ModelServices ahead, @Nullable BlendedRanker blended) {
    /** A ranker without a language model, which leaves item texts as they are. */
    public static Loaded of(Ranker ranker, ReasonWriter reasons) {
      ModelServices services = new ModelServices(ranker, reasons, BlurbWriter.ORIGINALS);
      return new Loaded(services, services, null);
    }
  }

  private RankingModel(CompletableFuture<Loaded> loading, Loaded fallback) {
    this.loading = loading;
    this.fallback = fallback;
  }

  /** Starts to load a model; {@code fallback} ranks meanwhile, and if loading fails. */
  public static RankingModel load(Supplier<Loaded> loader, Loaded fallback, Executor executor) {
    return new RankingModel(CompletableFuture.supplyAsync(loader, executor), fallback);
  }

  /** A service without a model, and {@code why} in one line; {@code fallback} ranks instead. */
  public static RankingModel none(String why, Loaded fallback) {
    return new RankingModel(CompletableFuture.failedFuture(new RankerException(why)), fallback);
  }

  /**
   * Ranks for a request. The first stage ranks if the model can't; only an interrupt of the thread
   * ends it.
   */
  public RankingStep now(Deadline deadline) {
    return step(loaded().now.ranker, deadline);
  }

  /** Ranks in the background, when no request needs the model. */
  public RankingStep ahead(Deadline deadline) {
    return step(loaded().ahead.ranker, deadline);
  }

  private RankingStep step(Ranker ranker, Deadline deadline) {
    return RankingStep.of(ranker, request -> rank(ranker, request, deadline));
  }

  private RankingStep.Ranked rank(Ranker ranker, RankingRequest request, Deadline deadline) {
    AtomicReference<@Nullable RankerException> failure = new AtomicReference<>();
    Ranking ranking = new FallbackRanker(ranker, failure::set).rank(request, deadline);
    RankerException failed = failure.get();
    if (failed == null) {
      return new RankingStep.Ranked(ranking, shortfall(ranking));
    }
    WorkCancelledException.check();
    if (failed instanceof RankerBusyException) {
      refusals.incrementAndGet();
      return new RankingStep.Ranked(ranking, "the model is too busy");
    }
    failures.incrementAndGet();
    lastFailure = lineOf(failed);
    if (!failing) { // once until it works again: each request may fail
      LOG.warn("{}; the first stage ranks until the model works again", lastFailure, failed);
    }
    failing = true;
    return new RankingStep.Ranked(ranking, "the model failed");
  }

  /** A failure and its first cause, which the failure's own message may lack. */
  private static String lineOf(RankerException failed) {
    Throwable cause = failed;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = String.valueOf(failed.getMessage());
    String why = String.valueOf(cause.getMessage());
    return message.contains(why) ? message : message + ", because of " + cause;
  }

  private @Nullable String shortfall(Ranking ranking) {
    long byModel =
        ranking.items().stream()
            .filter(entry -> entry.rankedBy() == Ranking.RankedBy.MODEL)
            .count();
    if (byModel > 0) {
      failing = false;
      ranked.incrementAndGet();
    }
    if (problem() != null) {
      return problem();
    }
    return byModel == ranking.items().size() || !blend().map(Blend::usesModel).orElse(true)
        ? null
        : "the model did not rank every item by the deadline";
  }

  /** Reasons by item id; {@code problem} is why the model did not choose or write all, or null. */
  public record Explained(Map<String, Reason> reasons, @Nullable String problem) {
    static final Explained NONE = new Explained(Map.of(), null);
  }

  /** Writes one reason for each item. Never fails. */
  public Explained explain(
      UserContext user,
      List<Candidate> shown,
      WritingStyle style,
      Deadline deadline,
      ReasonListener listener) {
    return explain(loaded().now.reasons, user, shown, style, deadline, listener);
  }

  /** Writes reasons in the background, in the plain style. */
  public Explained explainAhead(UserContext user, List<Candidate> shown, Deadline deadline) {
    ReasonWriter writer = loaded().ahead.reasons;
    return explain(writer, user, shown, WritingStyle.PLAIN, deadline, ReasonListener.NONE);
  }

  private static Explained explain(
      ReasonWriter writer,
      UserContext user,
      List<Candidate> shown,
      WritingStyle style,
      Deadline deadline,
      ReasonListener listener) {
    AtomicBoolean simplified = new AtomicBoolean();
    ReasonListener watching =
        new ReasonListener() {
          @Override
          public void grown(int item, String text) {
            listener.grown(item, text);
          }

          @Override
          public void simplified() {
            simplified.set(true);
          }
        };
    List<Reason> reasons = writer.explain(user, shown, style, deadline, watching);
    Map<String, Reason> byItem = new HashMap<>();
    for (int i = 0; i < shown.size(); i++) {
      byItem.put(shown.get(i).id(), reasons.get(i));
    }
    return new Explained(byItem, simplified.get() ? "the model had no time for the reasons" : null);
  }

  /** Writes one blurb for each item. Never fails. */
  public List<Rewrite> rewrite(
      UserContext user, List<Candidate> shown, WritingStyle style, Deadline deadline) {
    return loaded().now.blurbs.rewrite(user, shown, style, deadline);
  }

  /** The weights in use; empty without a model. */
  public Optional<Blend> blend() {
    return blended().map(BlendedRanker::blend);
  }

  /** Changes the weights; does nothing without a model. */
  public void use(Blend blend) {
    blended().ifPresent(ranker -> ranker.use(blend));
  }

  /** Computes priors in the background, if the weights in use need them. */
  public void learnPriors(Supplier<List<Candidate>> items, String language) {
    blended()
        .filter(ranker -> ranker.blend().prior() != 0)
        .ifPresent(ranker -> ranker.learnPriors(items.get(), language));
  }

  /** How many items so far had a text that seems to ask the model for a yes. */
  public long suspectItems() {
    return blended().map(BlendedRanker::suspectItems).orElse(0L);
  }

  /**
   * A scorer for documents, by the model alone.
   *
   * @throws RankerException when there is no model, or it fails
   */
  public DocumentScorer documents() {
    return blended().orElseThrow(() -> new RankerException(String.valueOf(problem())));
  }

  private Optional<BlendedRanker> blended() {
    return Optional.ofNullable(loaded().blended);
  }

  /** The model that ranks at present. */
  public ModelInfo info() {
    return loaded().now.ranker.model();
  }

  /** Why there is no model, in one line; null when there is one. */
  public @Nullable String problem() {
    if (!loading.isDone()) {
      return "the model is still being loaded";
    }
    return loading.handle((loaded, failure) -> failure == null ? null : why(failure)).join();
  }

  /** Whether the latest ranking by the model failed. */
  public boolean failing() {
    return failing;
  }

  /** How often the model has failed. */
  public long failures() {
    return failures.get();
  }

  /** How often the model was too busy to rank. */
  public long refusals() {
    return refusals.get();
  }

  /** How many rankings the model has made. */
  public long ranked() {
    return ranked.get();
  }

  /** The latest failure in one line; null before the first. */
  public @Nullable String lastFailure() {
    return lastFailure;
  }

  /** Whether the model is still being loaded. */
  public boolean loading() {
    return !loading.isDone();
  }

  /** Waits until the model is loaded or loading has failed. */
  public void await() {
    loading.handle((loaded, failure) -> loaded).join();
  }

  private Loaded loaded() {
    return loading.isDone() && !loading.isCompletedExceptionally() ? loading.join() : fallback;
  }

  private static String why(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("the model is missing");
  }

  /** Waits for the model to load, then frees it. */
  @Override
  public void close() {
    await();
    loaded().now.ranker.close();
  }
}
