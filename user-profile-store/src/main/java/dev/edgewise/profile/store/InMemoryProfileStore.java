/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.store;

import dev.edgewise.profile.PositionedEvent;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.ProfileRules;
import dev.edgewise.profile.SignalWeights;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The reference implementation, which keeps profiles in memory. Tests, training and on-device
 * profiles use it.
 */
public final class InMemoryProfileStore implements ProfileStore {
  private final Map<String, Profile> profiles = new ConcurrentHashMap<>();
  private final Map<Partition, Checkpoint> checkpoints = new ConcurrentHashMap<>();
  private final ChangeListeners listeners = new ChangeListeners();
  private final ProfileRules rules;

  public InMemoryProfileStore(SignalWeights weights) {
    this.rules = new ProfileRules(weights);
  }

  private record Partition(String topicId, int number) {}

  @Override
  public Profile get(String user, Duration patience) {
    Profile profile = profiles.get(user);
    return profile == null ? Profile.empty(user) : profile;
  }

  @Override
  public CompletableFuture<Profile> applyAsync(
      String user, List<PositionedEvent> batch, long generation) {
    CompletableFuture<Profile> applied = new CompletableFuture<>();
    try {
      AtomicBoolean changed = new AtomicBoolean();
      Profile after = profiles.compute(user, (key, old) -> applied(key, old, batch, changed));
      if (changed.get()) {
        listeners.changed(user);
      }
      applied.complete(after);
    } catch (IllegalArgumentException e) {
      applied.completeExceptionally(e);
    }
    return applied;
  }

  private Profile applied(
      String user, @Nullable Profile old, List<PositionedEvent> batch, AtomicBoolean changed) {
    Profile before = old == null ? Profile.empty(user) : old;
    Profile after = rules.apply(before, batch);
    changed.set(!after.equals(before));
    return after;
  }

  /** Replaces a user's profile, for example by one that was read from a file. */
  public void restore(Profile profile) {
    profiles.put(profile.user(), profile);
    listeners.changed(profile.user());
  }

  /** Returns 0 always: memory loses nothing while the process runs. */
  @Override
  public long generation() {
    return 0;
  }

  @Override
  public Checkpoint checkpoint(String topicId, int partition) {
    return checkpoints.getOrDefault(
        new Partition(topicId, partition), Checkpoint.none(topicId, partition));
  }

  @Override
  public CompletableFuture<Void> saveAsync(Checkpoint checkpoint, long generation) {
    checkpoints.put(new Partition(checkpoint.topicId(), checkpoint.partition()), checkpoint);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public Subscription onChange(Consumer<String> listener) {
    return listeners.add(listener);
  }

  @Override
  public void check() {
    // memory is always available
  }

  @Override
  public void close() {
    profiles.clear();
    checkpoints.clear();
  }
}
