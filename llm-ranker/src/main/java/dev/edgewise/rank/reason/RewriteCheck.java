/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks that a rewritten text keeps every number and name of the original, in their order, turns
 * nothing around and brings in no word that is neither the original's nor of the closed list.
 * Immutable and thread-safe.
 */
final class RewriteCheck {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}'’.,:/-]*");
  private static final Pattern SENTENCE_END = Pattern.compile("[.!?…:]\\s+");

  private final Lexicon lexicon;
  private final String original;
  private final int words;

  /**
   * A check against an original.
   *
   * @param words most words of the rewritten text
   */
  RewriteCheck(Lexicon lexicon, String original, int words) {
    this.lexicon = lexicon;
    this.original = original;
    this.words = words;
  }

  /** The words of a text, without what stands around them. */
  static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      words.add(matcher.group().replaceAll("[.,:'’/-]+$", ""));
    }
    return words;
  }

  /** What is wrong with a rewritten text, in words; empty when nothing is. */
  Optional<String> objection(String text) {
    List<String> rewritten = words(text);
    if (rewritten.isEmpty() || rewritten.size() > words || text.indexOf('\n') >= 0) {
      return Optional.of("it has no words, more than " + words + ", or more than one line");
    }
    Set<String> known = lower(words(original));
    for (String word : rewritten) {
      if (!known.contains(word.toLowerCase(Locale.ROOT)) && !lexicon.has(word)) {
        return Optional.of("the original doesn't say " + word);
      }
    }
    List<String> kept = distinct(names(original));
    Set<String> wanted = new HashSet<>(kept);
    List<String> found = new ArrayList<>(rewritten);
    found.removeIf(word -> !wanted.contains(word));
    if (!distinct(found).equals(kept)) {
      return Optional.of("names and numbers should be " + kept + " in this order");
    }
    return negations(rewritten) == negations(words(original))
        ? Optional.empty()
        : Optional.of("it turns a statement around");
  }

  /** Numbers, and words written large elsewhere than where a sentence begins. */
  static List<String> names(String text) {
    List<String> names = new ArrayList<>();
    int from = 0;
    Matcher ends = SENTENCE_END.matcher(text);
    while (from < text.length()) {
      int to = ends.find(from) ? ends.end() : text.length();
      List<String> sentence = words(text.substring(from, to));
      for (int i = 0; i < sentence.size(); i++) {
        if (isName(sentence.get(i), i == 0)) {
          names.add(sentence.get(i));
        }
      }
      from = to;
    }
    return names;
  }

  private static boolean isName(String word, boolean first) {
    boolean number = word.codePoints().anyMatch(Character::isDigit);
    long large = word.codePoints().filter(Character::isUpperCase).count();
    return number || large > 1 || (large == 1 && !first);
  }

  private static List<String> distinct(List<String> words) {
    List<String> distinct = new ArrayList<>();
    for (String word : words) {
      if (!distinct.contains(word)) {
        distinct.add(word);
      }
    }
    return distinct;
  }

  private static Set<String> lower(Collection<String> words) {
    Set<String> lower = new HashSet<>();
    words.forEach(word -> lower.add(word.toLowerCase(Locale.ROOT)));
    return lower;
  }

  private long negations(List<String> said) {
    return said.stream().filter(word -> lexicon.is(Lexicon.Role.NOT, word)).count();
  }
}
