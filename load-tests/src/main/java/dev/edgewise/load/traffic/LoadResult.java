/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.traffic;

import dev.edgewise.load.report.Medians;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The answers to the requests of one run that count; times are those of {@link System#nanoTime}.
 *
 * @param begin when the first of these requests was due
 * @param end until when requests were due
 */
public record LoadResult(long begin, long end, List<LoadAnswer> answers) {

  /**
   * The answer to a request.
   *
   * @param due when the request should have left
   * @param done when the answer had come
   * @param kind null when no answer had come when the run was over, at {@code done}
   */
  record LoadAnswer(long due, long done, @Nullable AnswerKind kind) {
    double millis() {
      return (done - due) / 1e6;
    }
  }

  public LoadResult {
    answers = List.copyOf(answers);
  }

  /** How many requests there were. */
  public int asked() {
    return answers.size();
  }

  /** Answers that came while requests were due, errors not included, a second. */
  public double perSecond() {
    double seconds = (end - begin) / 1e9;
    return answers.stream()
            .filter(answer -> answer.kind != null && answer.kind != AnswerKind.REFUSED)
            .filter(answer -> answer.done <= end)
            .count()
        / seconds;
  }

  /** The share of requests with an answer of a kind, from 0 to 1. */
  public double share(AnswerKind kind) {
    return share(answer -> answer.kind == kind);
  }

  /** The share of requests that were not answered within a time after they were due. */
  public double late(Duration deadline) {
    double most = deadline.toNanos() / 1e6;
    return share(answer -> answer.kind == null || answer.millis() > most);
  }

  private double share(Predicate<LoadAnswer> which) {
    return answers.stream().filter(which).count() / (double) Math.max(1, answers.size());
  }

  /**
   * The time that a share of the answers, from 0 to 1, did not exceed, in milliseconds; without any
   * answer the whole time.
   */
  public double millis(double share) {
    if (answers.isEmpty()) {
      return (end - begin) / 1e6;
    }
    return Medians.percentile(answers.stream().mapToDouble(LoadAnswer::millis).toArray(), share);
  }
}
