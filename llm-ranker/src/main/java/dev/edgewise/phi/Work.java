/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import java.util.concurrent.CompletableFuture;

/** Something that waits for a model, of which passes take a part or all. */
abstract class Work<T> {
  private final CompletableFuture<T> result = new CompletableFuture<>();

  /** What comes of it. */
  final CompletableFuture<T> result() {
    return result;
  }

  /** A pass of its kind, without anything in it. */
  abstract PassQueue.Pass newPass();

  /** Whether all of it was taken by passes. */
  abstract boolean begun();

  /** Whether it is the next step of something under way, which is never turned away. */
  boolean goesOn() {
    return false;
  }
}
