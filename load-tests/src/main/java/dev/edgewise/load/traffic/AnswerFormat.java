/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.traffic;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Tells where an answer ends. Thread-safe. */
public interface AnswerFormat {
  /**
   * Reads an answer that may still be incomplete.
   *
   * @param in the bytes so far, from 0 to {@code length}
   * @return what the answer is, or null when more bytes must follow
   * @throws IOException when this can never become an answer
   */
  @Nullable AnswerKind answer(byte[] in, int length) throws IOException;
}
