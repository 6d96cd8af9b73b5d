/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import dev.edgewise.phi.torch.SharedMemory;

/**
 * Keys and values of a prompt's shared part, in native memory until closed. Thread-safe; closing it
 * while it is used frees it right after that use.
 */
public final class Prefix implements AutoCloseable {
  private final SharedMemory cache;
  private final int[] tokens;
  private final boolean stretched;

  /**
   * Takes over memory.
   *
   * @param cache keys and values, [layers,2,length,kv,width]
   * @param tokens what was read
   * @param stretched whether they were turned by the frequencies for long texts
   */
  Prefix(SharedMemory cache, int[] tokens, boolean stretched) {
    this.cache = cache;
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
    return cache.bytes();
  }

  /** Whether it was read by LongRoPE's factors for long texts. */
  public boolean stretched() {
    return stretched;
  }

  /** Its keys and values. */
  SharedMemory cache() {
    return cache;
  }

  @Override
  public void close() {
    cache.close();
  }
}
