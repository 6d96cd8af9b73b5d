/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

/**
 * Options for loading a model. All numbers are at least 1.
 *
 * @param purpose intended use, which decides the layout of the weights in memory
 * @param threads number of threads that compute
 * @param cache number format of the keys and values of prefixes and texts
 * @param cacheBytes limit on native memory for keys and values, in bytes
 * @param queue number of calls of one priority that may wait; further calls are rejected at once
 * @param prefixBytes native memory for prefixes that are kept for later calls; the latest one is
 *     always kept
 * @param onStart runs at the start of each thread that computes, for example to lower its priority
 */
public record LoadOptions(
    Purpose purpose,
    int threads,
    Cache cache,
    long cacheBytes,
    int queue,
    long prefixBytes,
    Runnable onStart) {
  private static final long PREFIXES = 32L << 20;
  private static final int QUEUE = 256;
  private static final int MAX_THREADS = 4;

  /** The intended use of a model. */
  public enum Purpose {
    /** Scoring: 4-bit weights stay in 4 bits in memory and are unpacked layer by layer. */
    RANKING,
    /** Scoring and decoding: integer weights are kept in 8 bits, in a layout for few rows. */
    WRITING
  }

  /** The number format of keys and values. */
  public enum Cache {
    /** F32 for archives of floats, F16 for archives of integers. */
    AUTO,
    /** 32-bit floats. */
    F32,
    /** 16-bit floats. */
    F16,
    /** 8-bit integers with a scale for each position and head: half of the memory of F16. */
    INT8
  }

  public LoadOptions {
    if (threads < 1 || cacheBytes < 1 || queue < 1 || prefixBytes < 1) {
      throw new IllegalArgumentException(
          String.format(
              "threads, cacheBytes, queue and prefixBytes must be above 0, not %d, %d, %d and %d",
              threads, cacheBytes, queue, prefixBytes));
    }
  }

  /**
   * For ranking, on up to four processors, with up to 4 GiB of keys and values, of which 32 MiB for
   * prefixes: about 60 users of a small model.
   */
  public static LoadOptions standard() {
    int processors = Runtime.getRuntime().availableProcessors();
    return new LoadOptions(
        Purpose.RANKING,
        Math.min(MAX_THREADS, processors),
        Cache.AUTO,
        4L << 30,
        QUEUE,
        PREFIXES,
        () -> {});
  }

  public LoadOptions with(Purpose other) {
    return new LoadOptions(other, threads, cache, cacheBytes, queue, prefixBytes, onStart);
  }

  public LoadOptions withThreads(int count) {
    return new LoadOptions(purpose, count, cache, cacheBytes, queue, prefixBytes, onStart);
  }

  public LoadOptions with(Cache other) {
    return new LoadOptions(purpose, threads, other, cacheBytes, queue, prefixBytes, onStart);
  }

  public LoadOptions withQueue(int calls) {
    return new LoadOptions(purpose, threads, cache, cacheBytes, calls, prefixBytes, onStart);
  }

  public LoadOptions withPrefixBytes(long bytes) {
    return new LoadOptions(purpose, threads, cache, cacheBytes, queue, bytes, onStart);
  }

  public LoadOptions withOnStart(Runnable run) {
    return new LoadOptions(purpose, threads, cache, cacheBytes, queue, prefixBytes, run);
  }
}
