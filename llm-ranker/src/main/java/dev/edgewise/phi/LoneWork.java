/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import java.util.concurrent.Callable;

/** A computation that shares its pass with nobody. */
final class LoneWork<T> extends Work<T> {
  private final Callable<T> computation;
  private boolean begun;

  LoneWork(Callable<T> computation) {
    this.computation = computation;
  }

  @Override
  Work.Pass newPass() {
    return new Work.Pass() {
      @Override
      public boolean join(Work<?> work) {
        if (work != LoneWork.this || begun) {
          return false;
        }
        begun = true;
        return true;
      }

      @Override
      public void compute() {
        try {
          result().complete(computation.call());
        } catch (Exception | Error e) {
          result().completeExceptionally(e);
        }
      }
    };
  }

  @Override
  boolean begun() {
    return begun;
  }
}
