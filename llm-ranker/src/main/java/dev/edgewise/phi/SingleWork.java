/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import java.util.concurrent.Callable;

/** A computation that never shares its pass. It is its own pass. */
final class SingleWork<T> extends ModelWork<T> implements ModelWork.Pass {
  private final Callable<T> computation;
  private boolean begun;

  SingleWork(Priority priority, Callable<T> computation) {
    super(priority);
    this.computation = computation;
  }

  @Override
  public int rows() {
    return 0;
  }

  @Override
  ModelWork.Pass newPass() {
    return this;
  }

  @Override
  public boolean join(ModelWork<?> work) {
    if (work != this || begun) {
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

  @Override
  boolean begun() {
    return begun;
  }
}
