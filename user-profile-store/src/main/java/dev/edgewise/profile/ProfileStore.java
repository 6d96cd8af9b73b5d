/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

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
   * deduplication window, change nothing but the watermark. Users may be applied side by side;
   * batches of one user that are under way at once are applied one after the other in some order.
   *
   * @param user the user of every event in the batch
   * @param batch events with their positions, in log order
   * @return the profile after it; or a {@link ProfileStoreException} when the store can't be
   *     reached: then nothing was applied, or all of it was, and calling again is safe
   */
  CompletableFuture<Profile> applyAsync(String user, List<PositionedEvent> batch);

  /**
   * {@link #applyAsync}, waited for.
   *
   * @throws ProfileStoreException when the store can't be reached
   */
  default Profile apply(String user, List<PositionedEvent> batch) {
    try {
      return applyAsync(user, batch).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof ProfileStoreException) {
        throw (ProfileStoreException) e.getCause();
      }
      throw e;
    }
  }

  /**
   * Calls the listener after each change of a profile by any process, with the user's id; at most
   * once each.
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
