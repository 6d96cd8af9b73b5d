/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.store;

import dev.edgewise.profile.PositionedEvent;
import dev.edgewise.profile.Profile;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A store of profiles. Implementations are safe for use by many threads and by many processes at
 * once: each change of a user's profile is atomic. All methods except {@link #generation}, {@link
 * #onChange} and {@link #close} fail with a {@link ProfileStoreException} when the store can't be
 * reached.
 */
public interface ProfileStore extends AutoCloseable {

  /**
   * Returns the user's profile, or {@link Profile#empty} for an unknown user.
   *
   * @param patience how long to wait for the store, if its own limit is not shorter
   */
  Profile get(String user, Duration patience);

  /** Returns the user's profile; waits as long as the store's own limit allows. */
  default Profile get(String user) {
    return get(user, ChronoUnit.FOREVER.getDuration());
  }

  /**
   * Applies events of one user, in the given order, each exactly once in effect. Events at or below
   * the profile's watermark of their partition, and events whose source and id are in the
   * deduplication window, change nothing but the watermark.
   *
   * <p>Calls for several users may overlap, and so may calls for one user with events of different
   * partitions. For one user and one partition, wait for a call to end before the next one:
   * overlapping calls take effect in any order, and the later of the two is then below the
   * watermark. After a failure, repeat the same batch, not a later one.
   *
   * @param user the user of every event in the batch
   * @param batch events with their positions, in log order
   * @param generation the expected {@link #generation} of the store
   * @return the profile after the batch; or a {@link ProfileStoreException}, after which all of the
   *     batch was applied or nothing, and a repetition is safe; or a {@link StoreChangedException}
   *     when the store has another generation, and nothing was applied; or an {@link
   *     UnreadableProfileException} when the stored profile can't be read; or an {@link
   *     IllegalArgumentException} when an event belongs to another user
   */
  CompletableFuture<Profile> applyAsync(String user, List<PositionedEvent> batch, long generation);

  /** Applies events if the store keeps its present generation. */
  default CompletableFuture<Profile> applyAsync(String user, List<PositionedEvent> batch) {
    return applyAsync(user, batch, generation());
  }

  /**
   * Returns a number that changes whenever the store may have lost its latest writes, as in a
   * restart. A reader of a log first takes the generation, then the {@link #checkpoint}, and goes
   * back to the checkpoint when the generation has changed. Never blocks.
   */
  long generation();

  /** Returns the progress in a partition; {@link Checkpoint#none} when nothing is stored. */
  Checkpoint checkpoint(String topicId, int partition);

  /**
   * Returns the progress in a partition from which to go on reading. When the store's profiles have
   * an earlier format, this is the beginning of the log, if that still has all records.
   *
   * @param beginning the first offset that the log has
   */
  default Checkpoint resume(String topicId, int partition, long beginning) {
    return checkpoint(topicId, partition);
  }

  /**
   * Returns the offset before which the events of a partition are applied once more, since the
   * profiles had an earlier format; 0 when they need not be. As of the last call of {@link
   * #resume}.
   */
  default long rebuildEnd(String topicId, int partition) {
    return 0;
  }

  /**
   * Returns the partitions whose profiles the store has lost in part though it kept running, as
   * when it evicted values. Their progress is then at the beginning again, {@link #generation} is
   * another, and {@link #rebuildEnd} is the given progress.
   *
   * @param given for each partition that is not being read again the saved marks, and a last one
   *     behind all that was given to the store
   */
  default List<Checkpoint> lost(List<Checkpoint> given) {
    return List.of();
  }

  /** Returns in one line what may cost the store its profiles, or null; as of {@link #lost}. */
  default @Nullable String warning() {
    return null;
  }

  /** Returns in one line what the store has lost and not got back yet, or null. */
  default @Nullable String loss() {
    return null;
  }

  /**
   * Makes a profile again if it began after the first of these events, because the store had lost
   * an earlier one; otherwise changes nothing.
   *
   * @param all all events of the user in the log, in its order, from one partition
   * @return the profile, or nothing when it has applied other events after the last of these, so
   *     that the log must be read again
   */
  default Optional<Profile> rebuild(String user, List<PositionedEvent> all) {
    return Optional.of(get(user));
  }

  /**
   * Replaces the stored progress in a partition.
   *
   * @return completes when it is stored, or with a {@link StoreChangedException} when the store has
   *     another generation
   */
  CompletableFuture<Void> saveAsync(Checkpoint checkpoint, long generation);

  /** Calls {@link #applyAsync(String, List)} and waits for the result. */
  default Profile apply(String user, List<PositionedEvent> batch) {
    return apply(user, batch, generation());
  }

  /** Calls {@link #applyAsync} and waits for the result; throws the failures described there. */
  default Profile apply(String user, List<PositionedEvent> batch, long generation) {
    try {
      return applyAsync(user, batch, generation).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof ProfileStoreException
          || e.getCause() instanceof IllegalArgumentException) {
        throw (RuntimeException) e.getCause();
      }
      throw e;
    }
  }

  /**
   * Calls the listener with the user's id after each change of a profile, by any process. A notice
   * is lost while the connection is down, so the listener gets each one at most once. The store
   * calls listeners on its own thread: they must return at once and must not call the store.
   */
  Subscription onChange(Consumer<String> listener);

  /** Returns when the store answers. */
  void check();

  @Override
  void close();

  /** A subscription of a listener; closing it ends the calls. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
