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
  private final CacheBudget budget;
  private final PtNDArray cache;
  private final long bytes;
  private final int[] tokens;
  private final boolean stretched;
  private int users;
  private boolean closed;

  /**
   * Takes over memory and its share of the budget.
   *
   * @param cache keys and values, [layers,2,length,kv,width]
   * @param tokens what was read
   * @param stretched whether they were turned by the frequencies for long texts
   */
  Prefix(
      PtNDManager memory,
      CacheBudget budget,
      PtNDArray cache,
      long bytes,
      int[] tokens,
      boolean stretched) {
    this.memory = memory;
    this.budget = budget;
    this.cache = cache;
    this.bytes = bytes;
    this.tokens = tokens.clone();
    this.stretched = stretched;
  }

  /** Number of its tokens. */
  public int length() {
    return tokens.length;
  }

  /** What was read; not to be changed. */
  int[] tokens() {
    return tokens;
  }

  /** Bytes of native memory that it holds. */
  public long bytes() {
    return bytes;
  }

  /** Whether it was read by LongRoPE's factors for long texts. */
  public boolean stretched() {
    return stretched;
  }

  /** The keys and values, kept until {@link #release}. */
  synchronized PtNDArray use() {
    if (closed) {
      throw new ModelException("This prefix is closed");
    }
    users++;
    return cache;
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
      budget.giveBack(bytes);
    }
  }
}
