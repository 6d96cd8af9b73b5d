/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;

/**
 * Keys and values of a prompt's shared part, in native memory until closed. Thread-safe; closing it
 * while it is used frees it right after that use.
 */
public final class Prefix implements AutoCloseable {
  private final PtNDManager memory;
  private final PtNDArray keysAndValues;
  private final int length;
  private int users;
  private boolean closed;

  /** Takes over the memory, which holds the keys and values. */
  Prefix(PtNDManager memory, PtNDArray keysAndValues, int length) {
    this.memory = memory;
    this.keysAndValues = keysAndValues;
    this.length = length;
  }

  /** Number of its tokens. */
  public int length() {
    return length;
  }

  /** Bytes of native memory that it holds. */
  public long bytes() {
    return keysAndValues.getShape().size() * Float.BYTES;
  }

  /** The keys and values, kept until {@link #release}. */
  synchronized PtNDArray use() {
    if (closed) {
      throw new ModelException("This prefix is closed");
    }
    users++;
    return keysAndValues;
  }

  synchronized void release() {
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
    }
  }
}
