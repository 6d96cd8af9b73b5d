/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.events;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Answers in this process's memory; keeps the latest 16 million characters at most. */
public final class RecentAnswers implements AnswerStore {
  private static final long MOST_CHARACTERS = 16_000_000;

  private final RecentKeys<String, Answer> recent;

  /** Creates an empty store by a clock like {@link System#nanoTime}. */
  public RecentAnswers(Duration window, LongSupplier nanos) {
    this.recent = new RecentKeys<>(window.toNanos(), MOST_CHARACTERS, nanos);
  }

  @Override
  public Optional<Answer> find(String key) {
    return Optional.ofNullable(recent.get(key));
  }

  @Override
  public void keep(String key, Answer answer) {
    var _ = recent.putIfAbsent(key, answer, key.length() + 64L + answer.body().length());
  }
}
