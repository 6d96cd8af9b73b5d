/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

import dev.edgewise.phi.TokenMask;
import dev.edgewise.phi.token.Tokenizer;
import dev.edgewise.rank.Deadline;
import java.util.Arrays;

/**
 * Allows only the next tokens that keep one text within a grammar. It allows the stop token where
 * the text may end, and after the deadline it allows the stop token only. For one text.
 */
final class GrammarMask implements TokenMask {
  private final Vocabulary vocabulary;
  private final Grammar grammar;
  private final int stop;
  private final Deadline deadline;

  GrammarMask(Vocabulary vocabulary, Grammar grammar, int stop, Deadline deadline) {
    this.vocabulary = vocabulary;
    this.grammar = grammar;
    this.stop = stop;
    this.deadline = deadline;
  }

  @Override
  public void apply(int[] written, float[] logits) {
    Grammar.State state = grammar.start();
    for (int token : written) {
      state = grammar.after(state, vocabulary.bytes(token));
    }
    float[] allowed = new float[logits.length];
    Arrays.fill(allowed, Float.NEGATIVE_INFINITY);
    boolean late = deadline.remaining().isNegative();
    if (!late) {
      vocabulary.allow(grammar, state, 0, vocabulary.order.length, 0, logits, allowed);
    }
    if (late || state.complete()) {
      allowed[stop] = logits[stop];
    }
    System.arraycopy(allowed, 0, logits, 0, logits.length);
  }

  /**
   * A tokenizer's tokens, sorted by their bytes. Tokens with the same beginning are neighbours, so
   * a whole range is skipped at its first wrong byte. Immutable and thread-safe.
   */
  static final class Vocabulary {
    private final byte[][] bytes;
    private final Integer[] order;

    Vocabulary(Tokenizer tokenizer) {
      bytes = new byte[tokenizer.size()][];
      Arrays.setAll(bytes, tokenizer::plainBytes);
      order = new Integer[bytes.length];
      Arrays.setAll(order, i -> i);
      Arrays.sort(order, (a, b) -> compare(bytes[a], bytes[b]));
    }

    private static int compare(byte[] a, byte[] b) {
      for (int i = 0; i < Math.min(a.length, b.length); i++) {
        if (a[i] != b[i]) {
          return Integer.compare(a[i], b[i]);
        }
      }
      return Integer.compare(a.length, b.length);
    }

    byte[] bytes(int token) {
      return bytes[token];
    }

    /** Allows tokens of a range that share their first bytes and lead to the grammar's state. */
    private void allow(
        Grammar grammar,
        Grammar.State state,
        int from,
        int to,
        int depth,
        float[] logits,
        float[] allowed) {
      int at = from;
      while (at < to && bytes[order[at]].length == depth) {
        if (depth > 0 && order[at] < allowed.length) {
          allowed[order[at]] = logits[order[at]];
        }
        at++;
      }
      while (at < to) {
        byte b = bytes[order[at]][depth];
        int end = end(at, to, depth, b);
        Grammar.State next = grammar.after(state, b);
        if (!next.dead()) {
          allow(grammar, next, at, end, depth + 1, logits, allowed);
        }
        at = end;
      }
    }

    /** Returns the place behind the last token with this byte, by binary search. */
    private int end(int from, int to, int depth, byte b) {
      int low = from;
      int high = to;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (bytes[order[middle]][depth] <= b) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }
  }
}
