/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import dev.edgewise.phi.token.ModelException;

/**
 * A text to be written behind a prefix.
 *
 * @param start its first tokens, given, at least one
 * @param maxTokens most tokens that are written behind them, at least 1
 * @param stops tokens that end it; they are not part of it
 * @param sampler chooses each token
 * @param mask says which tokens may come next
 * @param draft most tokens that are guessed ahead by looking up how the last two went on before in
 *     prefix and text; what is written does not depend on it, 0 guesses nothing
 */
// Given once, used once; nobody compares two.
@SuppressWarnings("ArrayRecordComponent")
public record WritingTask(
    int[] start, int maxTokens, int[] stops, Sampler sampler, TokenMask mask, int draft) {

  public WritingTask {
    if (start.length < 1 || maxTokens < 1 || draft < 0) {
      throw new ModelException(
          String.format(
              "A text needs a start (has %d tokens), maxTokens above 0 (is %d), draft from 0 (is %d)",
              start.length, maxTokens, draft));
    }
  }

  /** The likeliest token each time, any token allowed, guesses of up to four. */
  public static WritingTask greedy(int[] start, int maxTokens, int... stops) {
    return new WritingTask(start, maxTokens, stops, Sampler.greedy(), TokenMask.ANY, 4);
  }
}
