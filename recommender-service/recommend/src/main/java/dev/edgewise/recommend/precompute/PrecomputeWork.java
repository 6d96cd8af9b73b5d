/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.precompute;

import dev.edgewise.profile.Profile;
import dev.edgewise.profile.store.ProfileStore;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.RankerException;
import dev.edgewise.recommend.PrecomputedLists;
import dev.edgewise.recommend.RankingModel;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Makes the lists that tasks ask for, the most active users' first. Thread-safe. */
public final class PrecomputeWork {
  private final ProfileStore profiles;
  private final PrecomputedLists lists;
  private final RankingModel model;
  private final UserActivity activity;
  private final Duration patience;
  private final AtomicLong made = new AtomicLong();
  private final AtomicLong skipped = new AtomicLong();
  private volatile @Nullable String lastProblem;

  /**
   * Work.
   *
   * @param patience how long one list may take
   */
  public PrecomputeWork(
      ProfileStore profiles,
      PrecomputedLists lists,
      RankingModel model,
      UserActivity activity,
      Duration patience) {
    this.profiles = profiles;
    this.lists = lists;
    this.model = model;
    this.activity = activity;
    this.patience = patience;
  }

  /**
   * How soon a user's list should be made, larger is sooner.
   *
   * @param changed when the task was written
   */
  public double urgency(String user, Instant changed) {
    Instant latest = activity.last(user).filter(changed::isBefore).orElse(changed);
    return latest.toEpochMilli();
  }

  /** Makes a user's list from the profile as it is now. */
  public void make(String user) {
    model.await();
    if (model.problem() != null) {
      skipped.incrementAndGet();
      return;
    }
    Profile profile = profiles.get(user);
    String problem = profile.known() ? lists.make(profile, Deadline.in(patience)) : "no profile";
    if (Thread.currentThread().isInterrupted()) {
      throw new RankerException("interrupted; the task is another's");
    }
    if (problem == null) {
      made.incrementAndGet();
    } else {
      skipped.incrementAndGet();
      lastProblem = problem;
    }
  }

  /** How many lists it made. */
  public long made() {
    return made.get();
  }

  /** How many it left, for want of a model, of time or of a profile. */
  public long skipped() {
    return skipped.get();
  }

  /** Why it left the last one that it left, in one line, or null. */
  public @Nullable String lastProblem() {
    return lastProblem;
  }
}
