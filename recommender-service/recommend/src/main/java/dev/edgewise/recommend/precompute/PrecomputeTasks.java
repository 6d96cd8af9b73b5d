/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.precompute;

import dev.edgewise.profile.Profile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns profile changes of active users into tasks. Changes of one user within the debounce time
 * make one task. A task names only the user; its worker reads the profile later. Thread-safe.
 */
public final class PrecomputeTasks implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PrecomputeTasks.class);

  private static final int MOST_WANTED = 50;

  private final BiPredicate<String, byte[]> topic;
  private final UserActivity activity;
  private final Duration debounce;
  private final Map<String, Long> due = new ConcurrentHashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("ahead-timer").factory());

  /**
   * Writes tasks to {@code topic}, which takes a user and a task, returns at once, and is false
   * when it is full.
   */
  public PrecomputeTasks(
      BiPredicate<String, byte[]> topic, UserActivity activity, Duration debounce) {
    this.topic = topic;
    this.activity = activity;
    this.debounce = debounce;
  }

  /** Called when a profile has changed; returns at once. */
  public void changed(Profile profile) {
    String user = profile.user();
    if (profile.erased()) {
      activity.forget(user);
      due.remove(user);
      return;
    }
    if (timer.isShutdown() || !activity.isActive(user, profile.lastSeen())) {
      return;
    }
    add(profile);
  }

  /**
   * Called when a request had no time for the model; returns at once. While many users wait for
   * their tasks, it does nothing: the user's next request asks again.
   */
  public void wanted(Profile profile) {
    if (!timer.isShutdown() && due.size() < MOST_WANTED) {
      add(profile);
    }
  }

  private void add(Profile profile) {
    String user = profile.user();
    if (due.put(user, profile.version()) == null) {
      var _ = timer.schedule(() -> offer(user), debounce.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void offer(String user) {
    Long version = due.remove(user);
    byte[] task = String.valueOf(version).getBytes(StandardCharsets.US_ASCII);
    if (version != null && !topic.test(user, task)) {
      LOG.debug("the task topic is full; the user's next change makes another task");
    }
  }

  /** Drops tasks that are not due yet; precomputed lists are only an optimisation. */
  @Override
  public void close() {
    timer.shutdownNow();
  }
}
