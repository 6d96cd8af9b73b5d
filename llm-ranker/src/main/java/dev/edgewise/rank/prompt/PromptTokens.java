/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.prompt;

import dev.edgewise.phi.token.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Tokenises the pieces of a prompt separately, so that untrusted text can't change the tokens of
 * our own text: {@link #ours} may return special tokens, {@link #theirs} never does.
 */
final class PromptTokens {
  /** Replaces the spaces of marked text; the text itself loses this character first. */
  static final char MARK = '^';

  private final Tokenizer tokenizer;
  private final boolean marking;
  private final int[] lineEnd;

  /**
   * Creates pieces for a tokenizer.
   *
   * @param marking whether untrusted text gets a mark between its words, so that a model that
   *     follows instructions can tell it from our own text (Hines et al., "Defending Against
   *     Indirect Prompt Injection Attacks With Spotlighting", 2024: datamarking)
   */
  PromptTokens(Tokenizer tokenizer, boolean marking) {
    this.tokenizer = tokenizer;
    this.marking = marking;
    // Alone, a line end would get a space in front of it. So take it from behind a word.
    int[] line = tokenizer.encode("a\n");
    this.lineEnd = new int[] {line[line.length - 1]};
  }

  /** Returns the tokens of a template's text. */
  int[] ours(String text) {
    return tokenizer.encode(text);
  }

  /** Returns the tokens of untrusted text, cleaned and cut to both limits. */
  int[] theirs(String text, int maxCodePoints, int maxTokens) {
    String clean = PlainText.clean(text, maxCodePoints);
    if (marking) {
      clean = PlainText.clean(clean.replace(MARK, ' '), maxCodePoints).replace(' ', MARK);
    }
    int[] all = tokenizer.encodePlain(clean);
    return all.length <= maxTokens ? all : Arrays.copyOf(all, maxTokens);
  }

  /** Joins the pieces and a line end. */
  int[] line(int[]... pieces) {
    List<int[]> line = new ArrayList<>(List.of(pieces));
    line.add(lineEnd);
    return join(line);
  }

  static int[] join(List<int[]> pieces) {
    return pieces.stream().flatMapToInt(Arrays::stream).toArray();
  }

  static int length(List<int[]> pieces) {
    return pieces.stream().mapToInt(piece -> piece.length).sum();
  }
}
