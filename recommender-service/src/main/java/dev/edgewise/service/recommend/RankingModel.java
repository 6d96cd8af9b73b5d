/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.recommend;

import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.Evidence;
import dev.edgewise.rank.FallbackRanker;
import dev.edgewise.rank.FirstStageRanker;
import dev.edgewise.rank.ModelInfo;
import dev.edgewise.rank.Ranker;
import dev.edgewise.rank.RankerException;
import dev.edgewise.rank.Ranking;
import dev.edgewise.rank.RankingRequest;
import dev.edgewise.rank.UserContext;
import dev.edgewise.rank.reason.Reason;
import dev.edgewise.rank.reason.TemplateReasons;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The model that ranks, or the first stage in its place while it loads, when there is none and when
 * it fails. Thread-safe.
 */
public final class RankingModel implements AutoCloseable {
  private final CompletableFuture<Loaded> loading;
  private final AtomicLong failures = new AtomicLong();
  private volatile @Nullable String lastFailure;

  /**
   * A model that is there.
   *
   * @param ranker ranks; may fail
   * @param evidence of the same model, for reasons
   */
  public record Loaded(Ranker ranker, Evidence evidence) {
    static final Loaded NONE = new Loaded(new FirstStageRanker(), Evidence.NONE);
  }

  private RankingModel(CompletableFuture<Loaded> loading) {
    this.loading = loading;
  }

  /** Begins to load a model. */
  public static RankingModel load(Supplier<Loaded> loader, Executor executor) {
    return new RankingModel(CompletableFuture.supplyAsync(loader, executor));
  }

  /** No model, and why. */
  public static RankingModel none(String why) {
    return new RankingModel(CompletableFuture.failedFuture(new RankerException(why)));
  }

  /** Ranks, always: by the first stage where the model can't. */
  public Ranking rank(RankingRequest request, Deadline deadline) {
    return new FallbackRanker(loaded().ranker, this::failed).rank(request, deadline);
  }

  /** One reason for each item, always. */
  public List<Reason> explain(UserContext user, List<Candidate> shown, Deadline deadline) {
    return new TemplateReasons(loaded().evidence).explain(user, shown, deadline);
  }

  /** Which model ranks at present. */
  public ModelInfo info() {
    return loaded().ranker.model();
  }

  /** Why there is no model, in one line, or null when there is one. */
  public @Nullable String problem() {
    if (!loading.isDone()) {
      return "the model is still being loaded";
    }
    return loading.handle((loaded, failure) -> failure == null ? null : why(failure)).join();
  }

  /** How often the model failed so far. */
  public long failures() {
    return failures.get();
  }

  /** The latest failure in one line, or null when there was none. */
  public @Nullable String lastFailure() {
    return lastFailure;
  }

  /** Returns when the model is there, or it is clear that it won't be. */
  public void await() {
    loading.handle((loaded, failure) -> loaded).join();
  }

  private Loaded loaded() {
    return loading.isDone() && !loading.isCompletedExceptionally() ? loading.join() : Loaded.NONE;
  }

  private void failed(RankerException e) {
    failures.incrementAndGet();
    lastFailure = String.valueOf(e.getMessage());
  }

  private static String why(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("the model is missing");
  }

  /** Frees the model once it is loaded. */
  @Override
  public void close() {
    await();
    loaded().ranker.close();
  }
}
