/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import java.util.List;
import java.util.function.Consumer;

/**
 * Keeps profiles. Implementations are safe for use by many threads and by many processes at once:
 * {@link #apply} is atomic per user.
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
   * the profile's watermark of their partition, and those whose source and id were seen within the
   * deduplication window, change nothing but the watermark.
   *
   * @param user the user of every event in the batch
   * @param batch events with their positions, in log order
   * @return the profile after it
   * @throws ProfileStoreException when the store can't be reached; then nothing was applied, or all
   *     of it was: calling again is safe
   */
  Profile apply(String user, List<PositionedEvent> batch);

  /** Calls the listener after each change of a profile by any process, with the user's id. */
  AutoCloseable onChange(Consumer<String> listener);

  /**
   * Returns when the store answers.
   *
   * @throws ProfileStoreException when it doesn't
   */
  void check();

  @Override
  void close();
}
