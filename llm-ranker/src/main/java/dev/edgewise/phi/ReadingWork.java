/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import dev.edgewise.phi.torch.SharedMemory;

/** A chunk of a prefix that waits to be read. It never shares its pass. */
final class ReadingWork extends ModelWork<Boolean> implements ModelWork.Pass {
  private final PhiModule module;
  private final SharedMemory cache;
  private final int[] chunk;
  private final int at;
  private final boolean stretched;
  private final float[][] logits;
  private boolean begun;

  /**
   * Work that reads a chunk into a cache from position {@code at} on.
   *
   * @param logits receives the logits of the chunk's tokens, unless it is empty
   */
  ReadingWork(
      Priority priority,
      PhiModule module,
      SharedMemory cache,
      int[] chunk,
      int at,
      boolean stretched,
      float[][] logits) {
    super(priority);
    this.module = module;
    this.cache = cache;
    this.chunk = chunk;
    this.at = at;
    this.stretched = stretched;
    this.logits = logits;
  }

  @Override
  public int rows() {
    return chunk.length;
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
  boolean begun() {
    return begun;
  }

  @Override
  boolean continuesCall() {
    return true; // the call began when it took its memory
  }

  /** A caller that stops waiting closes the cache, which stays until the end of its use here. */
  @Override
  public void compute() {
    try {
      cache.use();
      try {
        float[][] rows = module.prefill(cache, chunk, at, stretched, logits.length > 0);
        System.arraycopy(rows, 0, logits, logits.length > 0 ? at : 0, rows.length);
      } finally {
        cache.release();
      }
      result().complete(true);
    } catch (RuntimeException | Error e) {
      result().completeExceptionally(e);
    }
  }
}
