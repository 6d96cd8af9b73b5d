/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Checks that a rewritten text keeps every number and name of the original in their order, negates
 * as often as the original, and adds no word from outside the original and the closed list.
 * Immutable and thread-safe.
 */
final class RewriteCheck {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}'’.,:/-]*");
  private static final Pattern SENTENCE_END = Pattern.compile("[.!?…:]\\s+");

  private final Lexicon lexicon;
  private final String original;
  private final int maxWords;

  RewriteCheck(Lexicon lexicon, String original, int maxWords) {
    this.lexicon = lexicon;
    this.original = original;
    this.maxWords = maxWords;
  }

  /** Returns the words of a text, without the punctuation around them. */
  static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      words.add(matcher.group().replaceAll("[.,:'’/-]+$", ""));
    }
    return words;
  }

  /** Returns the first problem of a rewritten text, in words; empty if there is none. */
  Optional<String> objection(String text) {
    List<String> rewritten = words(text);
    if (rewritten.isEmpty() || rewritten.size() > maxWords || text.indexOf('\n') >= 0) {
      return Optional.of("it has no words, more than " + maxWords + ", or more than one line");
    }
    Set<String> known =
        words(original).stream().map(RewriteCheck::lower).collect(Collectors.toSet());
    for (String word : rewritten) {
      if (!known.contains(lower(word)) && !lexicon.has(word)) {
        return Optional.of("the original doesn't contain " + word);
      }
    }
    List<String> names = names(original).stream().distinct().collect(Collectors.toList());
    List<String> kept =
        rewritten.stream().filter(names::contains).distinct().collect(Collectors.toList());
    if (!kept.equals(names)) {
      return Optional.of("names and numbers should be " + names + " in this order");
    }
    return negations(rewritten) == negations(words(original))
        ? Optional.empty()
        : Optional.of("it negates more or less than the original");
  }

  /** Returns numbers, and words with a capital letter except at the start of a sentence. */
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
    long capitals = word.codePoints().filter(Character::isUpperCase).count();
    return number || capitals > 1 || (capitals == 1 && !first);
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  private long negations(List<String> words) {
    return words.stream().filter(word -> lexicon.is(Lexicon.Role.NOT, word)).count();
  }
}
