/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.torch;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import dev.edgewise.phi.token.ModelException;

/**
 * A tensor of keys and values in native memory, with its share of the budget. When it is closed
 * during a use, the memory is freed right after the last use. So a caller that stops waiting for a
 * result may close it at once. Thread-safe.
 */
public final class SharedMemory implements AutoCloseable {
  private final PtNDManager memory;
  private final CacheBudget budget;
  private final PtNDArray tensor;
  private final long address;
  private final int room;
  private final long bytes;
  private int users;
  private boolean closed;

  /**
   * Takes ownership of a memory scope and of the bytes that were reserved in the budget.
   *
   * @param address where the tensor's data begins; 0 if nobody asks
   * @param room number of positions for each text
   */
  public SharedMemory(
      PtNDManager memory,
      CacheBudget budget,
      PtNDArray tensor,
      long address,
      int room,
      long bytes) {
    this.memory = memory;
    this.budget = budget;
    this.tensor = tensor;
    this.address = address;
    this.room = room;
    this.bytes = bytes;
  }

  public long bytes() {
    return bytes;
  }

  /** The tensor. Callers must be between {@link #use} and {@link #release}. */
  public PtNDArray tensor() {
    return tensor;
  }

  /** Where the data begins. Callers must be between {@link #use} and {@link #release}. */
  public long address() {
    return address;
  }

  /** Number of positions for each text. */
  public int room() {
    return room;
  }

  /**
   * Keeps the tensor in memory until {@link #release}.
   *
   * @throws ModelException when it is closed
   */
  public synchronized void use() {
    if (closed) {
      throw new ModelException("These keys and values are closed");
    }
    users++;
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
