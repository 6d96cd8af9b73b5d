/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import dev.edgewise.phi.torch.SharedMemory;

/**
 * Keys and values of the shared part of a prompt, in native memory until closed. Thread-safe. When
 * it is closed during a use, the memory is freed right after that use.
 */
public final class Prefix implements AutoCloseable {
  private final SharedMemory cache;
  private final int[] tokens;
  private final boolean stretched;

  /**
   * Takes ownership of memory.
   *
   * @param cache keys and values, [layers,2,length,kv,width]
   * @param tokens the tokens of the prefix
   * @param stretched whether the keys were rotated by the frequencies for long texts
   */
  Prefix(SharedMemory cache, int[] tokens, boolean stretched) {
    this.cache = cache;
    this.tokens = tokens.clone();
    this.stretched = stretched;
  }

  /** Number of tokens. */
  public int length() {
    return tokens.length;
  }

  /** The tokens. Callers must not change the array. */
  int[] tokens() {
    return tokens;
  }

  /** Bytes of native memory in use. */
  public long bytes() {
    return cache.bytes();
  }

  /** Whether LongRoPE's factors for long texts were used. */
  public boolean stretched() {
    return stretched;
  }

  SharedMemory cache() {
    return cache;
  }

  @Override
  public void close() {
    cache.close();
  }
}
