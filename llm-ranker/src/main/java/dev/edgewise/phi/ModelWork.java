/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import java.util.concurrent.CompletableFuture;

/** Work that waits for a model. One or more passes compute it. */
abstract class ModelWork<T> {
  /** One forward pass, for one or more works of the same kind. */
  interface Pass {
    /** Adds as much of a work as the pass has room for; false when it adds nothing. */
    boolean join(ModelWork<?> work);

    /** Computes the pass and completes each work that is now finished. */
    void compute();

    /** The number of tokens that it computes; 0 if their number doesn't tell its time. */
    int rows();
  }

  private final Priority priority;
  private final CompletableFuture<T> result = new CompletableFuture<>();

  ModelWork(Priority priority) {
    this.priority = priority;
  }

  final Priority priority() {
    return priority;
  }

  final CompletableFuture<T> result() {
    return result;
  }

  /** A new, empty pass for this kind of work. */
  abstract Pass newPass();

  /** Whether passes have taken all of this work. */
  abstract boolean begun();

  /** Whether this is a later step of a running call. The queue never rejects such a step. */
  boolean continuesCall() {
    return false;
  }
}
