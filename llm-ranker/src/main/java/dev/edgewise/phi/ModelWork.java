/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import java.util.concurrent.CompletableFuture;

/** Something that waits for a model, of which passes take a part or all. */
abstract class ModelWork<T> {
  /** One forward pass, for one or more works of the same kind. */
  interface Pass {
    /** Takes as much of the work as there is room for; false when it is of another kind. */
    boolean join(ModelWork<?> work);

    /** Computes, and completes each work that it finishes. */
    void compute();
  }

  private final CompletableFuture<T> result = new CompletableFuture<>();

  /** What comes of it. */
  final CompletableFuture<T> result() {
    return result;
  }

  /** A pass of its kind, without anything in it. */
  abstract Pass newPass();

  /** Whether all of it was taken by passes. */
  abstract boolean begun();

  /** Whether it is the next step of something under way, which is never turned away. */
  boolean goesOn() {
    return false;
  }
}
