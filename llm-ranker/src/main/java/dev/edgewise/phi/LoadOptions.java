/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

/**
 * How a model is loaded.
 *
 * @param purpose what it is for, which decides how its weights lie in memory
 * @param threads processor threads that it computes on, at least 1
 * @param cache how keys and values of prefixes are kept
 * @param cacheBytes most native memory that prefixes and continuations may hold at once
 * @param queue how many calls of one priority may wait for it; more are turned away at once
 */
public record LoadOptions(Purpose purpose, int threads, Cache cache, long cacheBytes, int queue) {
  private static final int QUEUE = 256;
  private static final int MAX_THREADS = 4;

  /** What a model is for. */
  public enum Purpose {
    /** Prefixes and scores: 4-bit weights stay 4-bit and are unpacked layer by layer. */
    RANKING,
    /** Decoding too: integer weights are kept in 8 bits, in the layout that few rows want. */
    WRITING
  }

  /** How keys and values are kept. */
  public enum Cache {
    /** As the archive's precision asks for: 32 bits for float archives, 16 for integers. */
    AUTO,
    /** 32-bit floats. */
    F32,
    /** 16-bit floats. */
    F16,
    /** 8-bit integers, with a scale for each position and head: half of F16's memory. */
    INT8
  }

  public LoadOptions {
    if (threads < 1 || cacheBytes < 1 || queue < 1) {
      throw new IllegalArgumentException(
          String.format(
              "threads, cacheBytes and queue must be above 0, not %d, %d and %d",
              threads, cacheBytes, queue));
    }
  }

  /** For ranking, on up to four processors, caches of up to 4 GiB. */
  public static LoadOptions standard() {
    int processors = Runtime.getRuntime().availableProcessors();
    return new LoadOptions(
        Purpose.RANKING, Math.min(MAX_THREADS, processors), Cache.AUTO, 4L << 30, QUEUE);
  }

  /** The same for another purpose. */
  public LoadOptions with(Purpose other) {
    return new LoadOptions(other, threads, cache, cacheBytes, queue);
  }

  /** The same on so many threads. */
  public LoadOptions withThreads(int count) {
    return new LoadOptions(purpose, count, cache, cacheBytes, queue);
  }

  /** The same with another way of keeping keys and values. */
  public LoadOptions with(Cache other) {
    return new LoadOptions(purpose, threads, other, cacheBytes, queue);
  }

  /** The same with so many calls that may wait. */
  public LoadOptions withQueue(int calls) {
    return new LoadOptions(purpose, threads, cache, cacheBytes, calls);
  }
}
