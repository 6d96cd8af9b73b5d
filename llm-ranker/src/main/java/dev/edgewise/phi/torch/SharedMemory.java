/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.torch;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import dev.edgewise.phi.token.ModelException;
import java.util.function.ToLongFunction;

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

  private SharedMemory(
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

  /**
   * Allocates a tensor, in a memory scope of its own.
   *
   * @param room number of positions for each text
   * @param prepare gets the new tensor, and returns the address of its data, or 0 if nobody asks
   * @throws ModelException when the budget has too few bytes left
   */
  public static SharedMemory allocate(
      PtNDManager parent,
      CacheBudget budget,
      Shape size,
      DataType type,
      int room,
      ToLongFunction<PtNDArray> prepare) {
    long bytes = size.size() * type.getNumOfBytes();
    budget.take(bytes);
    PtNDManager scope = parent.newSubManager(parent.getDevice());
    try {
      PtNDArray tensor = scope.create(size, type);
      return new SharedMemory(scope, budget, tensor, prepare.applyAsLong(tensor), room, bytes);
    } catch (RuntimeException e) {
      scope.close();
      budget.giveBack(bytes);
      throw e;
    }
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
