/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.precompute;

import dev.edgewise.profile.Profile;
import dev.edgewise.profile.store.ProfileStore;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.RankerException;
import dev.edgewise.recommend.PrecomputedLists;
import dev.edgewise.recommend.RankingModel;
import dev.edgewise.recommend.processor.ThreadPriority;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Creates the lists for tasks, those of the most recently active users first. Thread-safe. */
public final class PrecomputeWork {
  private final ProfileStore profiles;
  private final PrecomputedLists lists;
  private final RankingModel model;
  private final UserActivity activity;
  private final Duration timeLimit;
  private final AtomicLong made = new AtomicLong();
  private final AtomicLong skipped = new AtomicLong();
  private volatile @Nullable Skipped lastSkipped;

  /** Why a task was skipped, in one line, and when. */
  public record Skipped(String problem, Instant at) {}

  /** Creates a worker; each list may take {@code timeLimit}. */
  public PrecomputeWork(
      ProfileStore profiles,
      PrecomputedLists lists,
      RankingModel model,
      UserActivity activity,
      Duration timeLimit) {
    this.profiles = profiles;
    this.lists = lists;
    this.model = model;
    this.activity = activity;
    this.timeLimit = timeLimit;
  }

  /** The priority of a user's task that was written at {@code changed}; larger is sooner. */
  public double urgency(String user, Instant changed) {
    Instant latest = activity.last(user).filter(changed::isBefore).orElse(changed);
    return latest.toEpochMilli();
  }

  /** Creates a user's list from the current profile. */
  public void make(String user) {
    ThreadPriority.BACKGROUND.apply();
    model.await();
    if (model.problem() != null) {
      skipped.incrementAndGet();
      return;
    }
    Profile profile = profiles.get(user);
    String problem = profile.known() ? lists.make(profile, Deadline.in(timeLimit)) : "no profile";
    if (Thread.currentThread().isInterrupted()) {
      throw new RankerException("interrupted; another worker takes the task");
    }
    if (problem == null) {
      made.incrementAndGet();
    } else {
      skipped.incrementAndGet();
      lastSkipped = new Skipped(problem, Instant.now());
    }
  }

  /** How many lists were created. */
  public long made() {
    return made.get();
  }

  /** How many tasks were skipped, because the model, the time or the profile was missing. */
  public long skipped() {
    return skipped.get();
  }

  /** The task that was skipped last, if any was. */
  public Optional<Skipped> lastSkipped() {
    return Optional.ofNullable(lastSkipped);
  }
}
