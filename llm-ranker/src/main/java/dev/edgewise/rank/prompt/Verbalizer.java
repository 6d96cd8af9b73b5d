/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.prompt;

import dev.edgewise.phi.token.ModelException;
import dev.edgewise.phi.token.Tokenizer;
import dev.edgewise.rank.language.Language;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The tokens that count as the answers yes and no. From their logits it computes the score {@code s
 * = logsumexp(yes) - logsumexp(no)}. Immutable and thread-safe.
 */
public final class Verbalizer {
  private final int[] labels;
  private final int yesCount;

  private Verbalizer(Collection<Integer> yes, Collection<Integer> no) {
    this.labels = Stream.concat(yes.stream(), no.stream()).mapToInt(Integer::intValue).toArray();
    this.yesCount = yes.size();
  }

  /** Returns a verbalizer with one spelling of each, for a model that was trained with them. */
  static Verbalizer single(Tokenizer tokenizer, String yes, String no) {
    return new Verbalizer(List.of(only(tokenizer, yes)), List.of(only(tokenizer, no)));
  }

  private static int only(Tokenizer tokenizer, String word) {
    int[] ids = tokenizer.encodePlain(word);
    if (ids.length != 1) {
      throw new ModelException(
          "The ranking prompt needs " + word + " to be one token; here it is " + ids.length);
    }
    return ids[0];
  }

  /** Returns a verbalizer with every spelling of a language, with and without a leading space. */
  static Verbalizer of(Tokenizer tokenizer, Language language) {
    Set<Integer> yes = firstTokens(tokenizer, language.words("answer.yes"));
    Set<Integer> no = firstTokens(tokenizer, language.words("answer.no"));
    Set<Integer> both = new TreeSet<>(yes);
    both.retainAll(no);
    yes.removeAll(both);
    no.removeAll(both);
    if (yes.isEmpty() || no.isEmpty()) {
      throw new ModelException(
          "The answers of " + language.tag() + " begin with the same tokens for yes and no");
    }
    return new Verbalizer(yes, no);
  }

  private static Set<Integer> firstTokens(Tokenizer tokenizer, List<String> words) {
    Set<Integer> tokens = new TreeSet<>();
    int line = tokenizer.encodePlain("\n").length;
    for (String word : words) {
      tokens.add(tokenizer.encodePlain(word)[0]);
      int[] withoutSpace = tokenizer.encodePlain("\n" + word);
      if (withoutSpace.length > line) {
        tokens.add(withoutSpace[line]);
      }
    }
    tokens.removeIf(token -> beginsManyWords(tokenizer.decode(new int[] {token})));
    return tokens;
  }

  /** Whether a token is a mere space, or a byte that only begins a character. */
  private static boolean beginsManyWords(String text) {
    return text.trim().isEmpty() || text.indexOf('\uFFFD') >= 0;
  }

  /** Returns the tokens whose logits {@link #score} needs, those of yes first. */
  public int[] labels() {
    return labels.clone();
  }

  int yesCount() {
    return yesCount;
  }

  /**
   * Returns how much more likely yes is than no, in logits.
   *
   * @param logits the logits of {@link #labels} in their order; NaN in any of them gives NaN
   */
  public double score(float[] logits) {
    return logSumExp(logits, 0, yesCount) - logSumExp(logits, yesCount, logits.length);
  }

  private static double logSumExp(float[] logits, int from, int to) {
    double top = Double.NEGATIVE_INFINITY;
    for (int i = from; i < to; i++) {
      top = Math.max(top, logits[i]); // NaN if any of them is
    }
    if (to - from == 1) {
      return top;
    }
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += Math.exp(logits[i] - top);
    }
    return top + Math.log(sum);
  }
}
