/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import dev.edgewise.phi.archive.Precision;

/**
 * Options for loading a model. All numbers are at least 1.
 *
 * @param kernel name of what computes, {@value #LIBTORCH} or a native kernel; empty for the best
 * @param threads number of threads that compute
 * @param cache number format of the keys and values of prefixes and texts
 * @param cacheBytes limit on native memory for keys and values, in bytes
 * @param queue number of calls of one priority that may wait; further calls are rejected at once
 * @param prefixBytes native memory for prefixes that are kept for later calls; the latest one is
 *     always kept
 * @param onStart runs at the start of each thread that computes, for example to lower its priority
 */
public record LoadOptions(
    String kernel,
    int threads,
    Cache cache,
    long cacheBytes,
    int queue,
    long prefixBytes,
    Runnable onStart) {
  /** The name of libtorch's own operators, which compute where there are no native kernels. */
  public static final String LIBTORCH = "libtorch";

  private static final long PREFIXES = 32L << 20;
  private static final int QUEUE = 256;
  private static final int MAX_THREADS = 4;

  /** The number format of keys and values. */
  public enum Cache {
    /** F32 for archives of floats, F16 for archives of integers. */
    AUTO,
    /** 32-bit floats. */
    F32,
    /** 16-bit floats. */
    F16,
    /** 8-bit integers with a scale for each position and head: half of the memory of F16. */
    INT8;

    /** This format, or that for an archive. */
    Cache of(Precision precision) {
      return this == AUTO ? precision.quantised() ? F16 : F32 : this;
    }
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
   * With the best kernel, on up to four processors, with up to 4 GiB of keys and values, of which
   * 32 MiB for prefixes: about 60 users of a small model.
   */
  public static LoadOptions standard() {
    int processors = Runtime.getRuntime().availableProcessors();
    return new LoadOptions(
        "", Math.min(MAX_THREADS, processors), Cache.AUTO, 4L << 30, QUEUE, PREFIXES, () -> {});
  }

  /** With the kernel of this name; see {@link PhiModel#kernel}. */
  public LoadOptions withKernel(String name) {
    return new LoadOptions(name, threads, cache, cacheBytes, queue, prefixBytes, onStart);
  }

  public LoadOptions withThreads(int count) {
    return new LoadOptions(kernel, count, cache, cacheBytes, queue, prefixBytes, onStart);
  }

  public LoadOptions with(Cache other) {
    return new LoadOptions(kernel, threads, other, cacheBytes, queue, prefixBytes, onStart);
  }

  public LoadOptions withQueue(int calls) {
    return new LoadOptions(kernel, threads, cache, cacheBytes, calls, prefixBytes, onStart);
  }

  public LoadOptions withPrefixBytes(long bytes) {
    return new LoadOptions(kernel, threads, cache, cacheBytes, queue, bytes, onStart);
  }

  public LoadOptions withOnStart(Runnable run) {
    return new LoadOptions(kernel, threads, cache, cacheBytes, queue, prefixBytes, run);
  }
}
