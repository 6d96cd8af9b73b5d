/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi;

import dev.edgewise.phi.token.ModelException;

/**
 * A text to generate behind a prefix.
 *
 * @param start the given first tokens of the text, at least one
 * @param maxTokens largest number of generated tokens, at least 1
 * @param stops tokens that end the text; they are not part of it
 * @param sampler chooses each token
 * @param mask restricts the next token
 * @param draft largest number of tokens to guess ahead (prompt lookup decoding): a guess copies the
 *     tokens that followed the last two tokens earlier in prefix or text. Guesses change the speed,
 *     not the text. 0 turns them off
 */
// Instances are never compared, so arrays as components do no harm.
@SuppressWarnings("ArrayRecordComponent")
public record WritingTask(
    int[] start, int maxTokens, int[] stops, Sampler sampler, TokenMask mask, int draft) {

  public WritingTask {
    if (start.length < 1 || maxTokens < 1 || draft < 0) {
      throw ModelException.of(
          "A text needs a start (has %d tokens), maxTokens above 0 (is %d), draft from 0 (is %d)",
          start.length, maxTokens, draft);
    }
  }

  /** A text of the likeliest tokens, without a mask, with guesses of up to four tokens. */
  public static WritingTask greedy(int[] start, int maxTokens, int... stops) {
    return new WritingTask(start, maxTokens, stops, Sampler.greedy(), TokenMask.ANY, 4);
  }
}
