/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import java.util.concurrent.Callable;

/** A computation that shares its pass with nobody. */
final class SingleWork<T> extends ModelWork<T> {
  private final Callable<T> computation;
  private boolean begun;

  SingleWork(Callable<T> computation) {
    this.computation = computation;
  }

  @Override
  ModelWork.Pass newPass() {
    return new ModelWork.Pass() {
      @Override
      public boolean join(ModelWork<?> work) {
        if (work != SingleWork.this || begun) {
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
