/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.document;

import dev.edgewise.profile.store.ProfileStoreException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A store of small documents; the caller chooses their format. A user's document expires after some
 * time. A shared document has numbered versions, of which one is current. Names are 1 to 40 of
 * {@code a-z}, {@code 0-9} and {@code -}. Implementations are safe for use by many threads and by
 * many processes at once.
 *
 * <p>Every method except {@link #close} fails with a {@link ProfileStoreException} when the store
 * can't be reached, and throws an {@link IllegalArgumentException} for a name that {@link
 * DocumentNames} refuses.
 */
public interface DocumentStore extends AutoCloseable {
  /** The greatest number of versions of a document that a store keeps. */
  int VERSIONS_KEPT = 50;

  /** Returns the user's document, or null when there is none or it has expired. */
  CompletableFuture<byte @Nullable []> getAsync(String user, String name);

  /**
   * Stores or replaces a user's document. A store that also has the user's profile silently drops
   * the document while the profile holds only the record of an erasure. After a failure the
   * document may or may not be stored.
   *
   * @param timeToLive the document expires after this time, at least one millisecond
   * @throws IllegalArgumentException when the time is too short
   */
  CompletableFuture<Void> putAsync(String user, String name, byte[] value, Duration timeToLive);

  /**
   * Adds a version and makes it current, in one atomic step. Above {@link #VERSIONS_KEPT} versions,
   * the oldest is deleted.
   *
   * @return the new version's number: the newest number plus 1, or 1 for the first version
   */
  long append(String name, byte[] document);

  /** Returns the current version; empty before the first. */
  Optional<Versioned> current(String name);

  /** Returns the version with this number; empty when there is none, or it is no longer kept. */
  Optional<Versioned> version(String name, long version);

  /**
   * Makes an existing version current.
   *
   * @return that version; empty when no version has this number, and then nothing has changed
   */
  Optional<Versioned> makeCurrent(String name, long version);

  /** Returns all versions that are kept, the newest first. */
  List<Versioned> versions(String name);

  @Override
  void close();

  /** One version of a document; the receiver owns the array. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of bytes that is never compared
  record Versioned(long version, byte[] document) {}
}
