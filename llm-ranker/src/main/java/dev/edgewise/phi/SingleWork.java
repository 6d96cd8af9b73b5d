/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import java.util.concurrent.Callable;

/** A computation that never shares its pass. It is its own pass. */
final class SingleWork<T> extends ModelWork<T> implements ModelWork.Pass {
  private final int rows;
  private final boolean continuesCall;
  private final Callable<T> computation;
  private boolean begun;

  /**
   * New work.
   *
   * @param rows number of tokens; 0 if it doesn't tell the time
   * @param continuesCall whether it is a later step of a running call
   */
  SingleWork(Priority priority, int rows, boolean continuesCall, Callable<T> computation) {
    super(priority);
    this.rows = rows;
    this.continuesCall = continuesCall;
    this.computation = computation;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  boolean continuesCall() {
    return continuesCall;
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
