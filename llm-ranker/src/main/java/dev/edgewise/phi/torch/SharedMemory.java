/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.torch;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import dev.edgewise.phi.token.ModelException;

/**
 * A tensor of keys and values in native memory, with its share of the budget. Closing it while it
 * is used frees it right after the last use, so whoever gives up waiting may close at once.
 * Thread-safe.
 */
public final class SharedMemory implements AutoCloseable {
  private final PtNDManager memory;
  private final CacheBudget budget;
  private final PtNDArray tensor;
  private final long bytes;
  private int users;
  private boolean closed;

  /** Takes over a scope of memory and its bytes of the budget. */
  public SharedMemory(PtNDManager memory, CacheBudget budget, PtNDArray tensor, long bytes) {
    this.memory = memory;
    this.budget = budget;
    this.tensor = tensor;
    this.bytes = bytes;
  }

  public long bytes() {
    return bytes;
  }

  /** The tensor; for those only who are between {@link #use} and {@link #release}. */
  public PtNDArray tensor() {
    return tensor;
  }

  /** The tensor, kept until {@link #release}. */
  public synchronized PtNDArray use() {
    if (closed) {
      throw new ModelException("These keys and values are closed");
    }
    users++;
    return tensor;
  }

  public synchronized void release() {
    users--;
    freeIfUnused();
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      freeIfUnused();
    }
  }

  private void freeIfUnused() {
    if (closed && users == 0) {
      memory.close();
      budget.giveBack(bytes);
    }
  }
}
