/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.document;

import dev.edgewise.profile.store.ProfileStoreException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Keeps small documents, whose form is the caller's: those of one user, which lapse after a while,
 * and those of nobody, which have numbered versions of which one is current. Names are 1 to 40 of
 * {@code a-z}, {@code 0-9} and {@code -}. Implementations are safe for use by many threads and by
 * many processes at once.
 */
public interface DocumentStore extends AutoCloseable {
  /** How many versions of a document are kept at most. */
  int VERSIONS_KEPT = 50;

  /**
   * What is stored for the user under that name, or null when nothing is or its time is over.
   *
   * @return the bytes; or a {@link ProfileStoreException} when the store can't be reached
   * @throws IllegalArgumentException when the name is none for a user's document, see {@link
   *     DocumentNames}
   */
  CompletableFuture<byte @Nullable []> getAsync(String user, String name);

  /**
   * Stores it for the user under that name, in place of what was there. A store that has the user's
   * profile, too, drops it silently while that says nothing but that it was erased.
   *
   * @param timeToLive after this it is gone; at least a millisecond
   * @return done when it is stored; or a {@link ProfileStoreException} when the store can't be
   *     reached, in which case it may or may not be stored
   * @throws IllegalArgumentException when the name is none for a user's document, see {@link
   *     DocumentNames}, or the time is too short
   */
  CompletableFuture<Void> putAsync(String user, String name, byte[] value, Duration timeToLive);

  /**
   * Adds a version and makes it the current one, in one step. Of more than {@link #VERSIONS_KEPT}
   * the oldest goes.
   *
   * @return its number: one more than the newest there, 1 for the first
   * @throws ProfileStoreException when the store can't be reached
   * @throws IllegalArgumentException when the name is none
   */
  long append(String name, byte[] document);

  /**
   * The current version; empty before the first.
   *
   * @throws ProfileStoreException when the store can't be reached
   * @throws IllegalArgumentException when the name is none
   */
  Optional<Versioned> current(String name);

  /**
   * Makes a version current that is there already, newer or older than the one that is.
   *
   * @return that version; empty when there is none of this number, and then nothing has changed
   * @throws ProfileStoreException when the store can't be reached
   * @throws IllegalArgumentException when the name is none
   */
  Optional<Versioned> makeCurrent(String name, long version);

  /**
   * All versions that are kept, the newest first.
   *
   * @throws ProfileStoreException when the store can't be reached
   * @throws IllegalArgumentException when the name is none
   */
  List<Versioned> versions(String name);

  @Override
  void close();

  /** One version of a document; the array is the receiver's own. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of bytes: nobody compares these
  record Versioned(long version, byte[] document) {}
}
