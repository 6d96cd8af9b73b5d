/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.processor;

import java.util.function.Supplier;

/** Runs the processor work of a list, on the calling thread or on others. */
public interface Processor {
  /** Runs work on the calling thread: for background work and evaluation. */
  Processor CALLER =
      new Processor() {
        @Override
        public <T> T run(Supplier<T> work) {
          return work.get();
        }
      };

  /**
   * Runs work and returns its result.
   *
   * @throws dev.edgewise.rank.RankerException when there is no time for it
   */
  <T> T run(Supplier<T> work);

  /** Runs the short last part of work that was begun, even if it becomes a little late. */
  default <T> T finish(Supplier<T> work) {
    return run(work);
  }
}
