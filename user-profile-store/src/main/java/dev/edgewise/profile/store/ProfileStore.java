/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.store;

import dev.edgewise.profile.PositionedEvent;
import dev.edgewise.profile.Profile;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * Keeps profiles. Implementations are safe for use by many threads and by many processes at once:
 * applying is atomic per user.
 */
public interface ProfileStore extends AutoCloseable {

  /**
   * The user's profile, or {@link Profile#empty} when nothing is known.
   *
   * @throws ProfileStoreException when the store can't be reached
   */
  Profile get(String user);

  /**
   * Applies events of one user, in the order given, each exactly once in effect: those at or below
   * the profile's watermark of their partition, and those whose source and id lie within the
   * deduplication window, change nothing but the watermark.
   *
   * <p>Users may be applied side by side, and so may one user's events from different partitions.
   * Of one user and one partition, wait for a batch before giving the next: two that are under way
   * at once take effect in some order, and the one that comes second is then below the watermark.
   * After a failure give that batch again, not a later one.
   *
   * @param user the user of every event in the batch
   * @param batch events with their positions, in log order
   * @return the profile after it; or a {@link ProfileStoreException} when the store can't be
   *     reached: then nothing was applied, or all of it was, and calling again is safe; or an
   *     {@link IllegalArgumentException} when an event is another user's
   */
  default CompletableFuture<Profile> applyAsync(String user, List<PositionedEvent> batch) {
    return applyAsync(user, batch, generation());
  }

  /**
   * The same, provided that the store has still this generation: otherwise nothing is applied, and
   * the failure is a {@link StoreChangedException}. When what is stored of the user can't be read,
   * it is an {@link UnreadableProfileException}.
   */
  CompletableFuture<Profile> applyAsync(String user, List<PositionedEvent> batch, long generation);

  /**
   * Counts the times that the store may have lost what it was told last, as at a restart. Whoever
   * reads a log into it takes the generation first, then the {@link #checkpoint}, and goes back to
   * that when the generation has changed. Never blocks.
   */
  long generation();

  /**
   * Up to where a partition has been applied; {@link Checkpoint#none} when nothing is known.
   *
   * @throws ProfileStoreException when the store can't be reached
   */
  Checkpoint checkpoint(String topicId, int partition);

  /**
   * Stores how far a partition has been applied, in place of what was stored.
   *
   * @return done when it is stored; or a {@link ProfileStoreException} when the store can't be
   *     reached, or a {@link StoreChangedException}
   */
  CompletableFuture<Void> saveAsync(Checkpoint checkpoint, long generation);

  /**
   * {@link #applyAsync}, waited for.
   *
   * @throws ProfileStoreException when the store can't be reached
   * @throws IllegalArgumentException when an event is another user's
   */
  default Profile apply(String user, List<PositionedEvent> batch) {
    try {
      return applyAsync(user, batch).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof ProfileStoreException
          || e.getCause() instanceof IllegalArgumentException) {
        throw (RuntimeException) e.getCause();
      }
      throw e;
    }
  }

  /**
   * Calls the listener after each change of a profile by any process, with the user's id; at most
   * once each, since a notice gets lost while the connection is down. Listeners are called on the
   * store's own thread, so they must return at once and not call the store.
   */
  Subscription onChange(Consumer<String> listener);

  /**
   * Returns when the store answers.
   *
   * @throws ProfileStoreException when it doesn't
   */
  void check();

  @Override
  void close();

  /** A listener's subscription; closing it ends the calls. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
