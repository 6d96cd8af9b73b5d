/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.prompt;

import dev.edgewise.phi.token.ModelException;
import dev.edgewise.phi.token.Tokenizer;
import dev.edgewise.rank.language.Language;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The tokens whose logits are read as yes and as no: {@code s = logsumexp(yes) - logsumexp(no)}.
 * Immutable and thread-safe.
 */
public final class Verbalizer {
  private final int[] labels;
  private final int yes;

  private Verbalizer(int[] yes, int[] no) {
    this.labels = Arrays.copyOf(yes, yes.length + no.length);
    System.arraycopy(no, 0, labels, yes.length, no.length);
    this.yes = yes.length;
  }

  /** One spelling of each, as a model learnt it that was trained to answer by them. */
  static Verbalizer single(Tokenizer tokenizer, String yes, String no) {
    return new Verbalizer(new int[] {only(tokenizer, yes)}, new int[] {only(tokenizer, no)});
  }

  private static int only(Tokenizer tokenizer, String word) {
    int[] ids = tokenizer.encodePlain(word);
    if (ids.length != 1) {
      throw new ModelException(
          "The ranking prompt needs " + word + " to be one token; here it is " + ids.length);
    }
    return ids[0];
  }

  /** Every spelling that a language's file lists, with and without a space in front. */
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
    return new Verbalizer(array(yes), array(no));
  }

  private static Set<Integer> firstTokens(Tokenizer tokenizer, List<String> words) {
    Set<Integer> tokens = new TreeSet<>();
    int line = tokenizer.encodePlain("\n").length;
    for (String word : words) {
      add(tokenizer, tokenizer.encodePlain(word)[0], tokens);
      int[] bare = tokenizer.encodePlain("\n" + word);
      if (bare.length > line) {
        add(tokenizer, bare[line], tokens);
      }
    }
    return tokens;
  }

  /** A space alone, or a byte that only begins a character, begins many words. */
  private static void add(Tokenizer tokenizer, int token, Set<Integer> tokens) {
    String text = tokenizer.decode(new int[] {token}).trim();
    if (!text.isEmpty() && text.indexOf('\uFFFD') < 0) {
      tokens.add(token);
    }
  }

  private static int[] array(Set<Integer> tokens) {
    return tokens.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The tokens to ask for, those of yes first. */
  public int[] labels() {
    return labels.clone();
  }

  /** How many of the labels mean yes. */
  public int yesCount() {
    return yes;
  }

  /**
   * How much more likely yes is, in logits.
   *
   * @param logits of {@link #labels} in turn
   */
  public double score(float[] logits) {
    return logSumExp(logits, 0, yes) - logSumExp(logits, yes, logits.length);
  }

  private static double logSumExp(float[] logits, int from, int to) {
    double top = Double.NEGATIVE_INFINITY;
    for (int i = from; i < to; i++) {
      if (Float.isNaN(logits[i])) {
        return Double.NaN;
      }
      top = Math.max(top, logits[i]);
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
