/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.events;

import dev.edgewise.profile.document.DocumentStore;
import dev.edgewise.profile.store.ProfileStoreException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A store of documents that can't be reached. */
final class NoDocuments implements DocumentStore {
  private static ProfileStoreException away() {
    return new ProfileStoreException("away", new IllegalStateException("away"));
  }

  @Override
  public CompletableFuture<byte[]> getAsync(String user, String name) {
    return CompletableFuture.failedFuture(away());
  }

  @Override
  public CompletableFuture<Void> putAsync(
      String user, String name, byte[] value, Duration timeToLive) {
    throw away();
  }

  @Override
  public long append(String name, byte[] document) {
    throw away();
  }

  @Override
  public Optional<Versioned> current(String name) {
    throw away();
  }

  @Override
  public Optional<Versioned> version(String name, long version) {
    throw away();
  }

  @Override
  public Optional<Versioned> makeCurrent(String name, long version) {
    throw away();
  }

  @Override
  public List<Versioned> versions(String name) {
    throw away();
  }

  @Override
  public void close() {
    // has no resources
  }
}
