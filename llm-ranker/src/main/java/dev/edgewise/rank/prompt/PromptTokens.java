/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.prompt;

import dev.edgewise.phi.token.Tokenizer;
import java.util.Arrays;
import java.util.List;

/**
 * Tokens of one piece of a prompt, put together at the seam: {@link #ours} may hold special tokens,
 * {@link #theirs} never does. Each piece is tokenised apart, so no text from outside can change the
 * tokens of ours.
 */
final class PromptTokens {
  /** Stands for the spaces of marked text, and is taken out of it before. */
  static final char MARK = '^';

  private final Tokenizer tokenizer;
  private final boolean marking;
  private final int lineEnd;

  /**
   * Pieces for a tokenizer.
   *
   * @param marking whether text from outside gets a mark between its words, by which a model that
   *     follows instructions tells it from ours (Hines et al., "Defending Against Indirect Prompt
   *     Injection Attacks With Spotlighting", 2024: datamarking)
   */
  PromptTokens(Tokenizer tokenizer, boolean marking) {
    this.tokenizer = tokenizer;
    this.marking = marking;
    // Alone, a line's end would get a space in front: take it from behind a word.
    int[] line = tokenizer.encode("a\n");
    this.lineEnd = line[line.length - 1];
  }

  /** Text of the template. */
  int[] ours(String text) {
    return tokenizer.encode(text);
  }

  /**
   * Text of a profile or catalogue, cleaned.
   *
   * @param codePoints at most so many of its code points
   * @param tokens at most so many of its tokens
   */
  int[] theirs(String text, int codePoints, int tokens) {
    String clean = PlainText.clean(text, codePoints);
    if (marking) {
      clean = PlainText.clean(clean.replace(MARK, ' '), codePoints).replace(' ', MARK);
    }
    int[] all = tokenizer.encodePlain(clean);
    return all.length <= tokens ? all : Arrays.copyOf(all, tokens);
  }

  /** The pieces one after another, a line's end behind them. */
  int[] line(int[]... pieces) {
    int[] joined = join(List.of(pieces));
    int[] line = Arrays.copyOf(joined, joined.length + 1);
    line[joined.length] = lineEnd;
    return line;
  }

  /** The pieces one after another. */
  static int[] join(List<int[]> pieces) {
    int[] joined = new int[length(pieces)];
    int at = 0;
    for (int[] piece : pieces) {
      System.arraycopy(piece, 0, joined, at, piece.length);
      at += piece.length;
    }
    return joined;
  }

  static int length(List<int[]> pieces) {
    int length = 0;
    for (int[] piece : pieces) {
      length += piece.length;
    }
    return length;
  }
}
