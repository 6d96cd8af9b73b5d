/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.wish;

import dev.edgewise.rank.language.Language;
import dev.edgewise.rank.prompt.PlainText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of one language that wishes are made of, from its file, and how words are compared:
 * without case and accents, English ones without the ending of plurals, Korean ones without the
 * particles behind them. Immutable and thread-safe.
 */
final class WishWords {
  private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{N}]+(?:['’]\\p{L}+)?");
  private static final int SHORTEST_PLURAL = 4;
  private static final Pattern NO_PLURAL = Pattern.compile("(ss|us|is|ews)$");

  private final Set<String> suffixes;
  private final Set<String> not;
  private final Set<String> notBehind;
  private final Set<String> or;
  private final Set<String> filler;
  private final Set<String> maker;
  private final Set<String> and;
  private final Set<String> notVerb;
  private final Set<String> like;
  private final Set<String> want;
  private final Set<String> likeBehind;

  WishWords(Language language) {
    this.suffixes = words(language, "suffixes");
    this.not = words(language, "not");
    this.notVerb = words(language, "not-verb");
    this.notBehind = words(language, "not-behind");
    this.or = words(language, "or");
    this.filler = words(language, "filler");
    this.maker = words(language, "maker");
    this.and = words(language, "and");
    this.like = words(language, "like");
    this.want = words(language, "want");
    this.likeBehind = words(language, "like-behind");
  }

  private static Set<String> words(Language language, String kind) {
    return new HashSet<>(language.words("wish.words." + kind));
  }

  /**
   * A word of a text.
   *
   * @param start where it begins in the text
   * @param end where it ends
   * @param written in small letters without accents
   * @param form by which it is compared
   */
  record Word(int start, int end, String written, String form) {}

  /** The words of a text, in its order. */
  static List<Word> of(String text) {
    List<Word> words = new ArrayList<>();
    Matcher token = TOKEN.matcher(text);
    while (token.find()) {
      String written = PlainText.folded(token.group()).replace('’', '\'');
      words.add(new Word(token.start(), token.end(), written, form(written)));
    }
    return words;
  }

  /** The forms of a phrase's words with spaces between them. */
  static String forms(String phrase) {
    return String.join(" ", of(phrase).stream().map(Word::form).toList());
  }

  private static String form(String word) {
    if (word.length() < SHORTEST_PLURAL || !word.endsWith("s") || NO_PLURAL.matcher(word).find()) {
      return word;
    }
    return word.endsWith("ies")
        ? word.substring(0, word.length() - 3) + "y"
        : word.substring(0, word.length() - 1);
  }

  /** A word without each particle that may be one, the longest rest first. */
  List<String> stems(String word) {
    List<String> stems = new ArrayList<>(List.of(word));
    for (int end = word.length() - 1; end > 0; end--) {
      if (suffixes.contains(word.substring(end))) {
        stems.add(word.substring(0, end));
      }
    }
    return stems;
  }

  /** Whether what follows the word is excluded. */
  boolean negates(Word word) {
    return not.contains(word.written);
  }

  /** Whether the next word is excluded, or if that is empty, what stands before: "피 안 나오는". */
  boolean negatesVerb(Word word) {
    return notVerb.contains(word.written);
  }

  /** Whether what stands before the word is excluded. */
  boolean negatesBefore(Word word) {
    return notBehind.stream().anyMatch(word.written::startsWith);
  }

  /** Whether the word joins what is excluded alike. */
  boolean joins(Word word) {
    return or.contains(word.written);
  }

  /** Whether a particle at the end of the word joins it with the next one. */
  boolean joinsBehind(Word word) {
    return or.stream().anyMatch(particle -> word.written.endsWith(particle));
  }

  /** Whether the word says nothing about what is wished for. */
  boolean fills(Word word) {
    return filler.contains(word.written) || stems(word.written).stream().anyMatch(filler::contains);
  }

  /** Whether the name of a maker follows. */
  boolean announcesMaker(Word word) {
    return maker.contains(word.written);
  }

  /** Whether the title of something similar follows. */
  boolean compares(Word word) {
    return like.contains(word.written);
  }

  /** Whether the word joins two titles: "like Alien and Heat". */
  boolean joinsTitles(Word word) {
    return and.contains(word.written);
  }

  /** Whether the word before "like" makes it a word for wanting: "I'd like". */
  boolean wants(Word word) {
    return want.contains(word.written);
  }

  /** The length of the particle that compares at the end of a word; 0 if there is none. */
  int comparesAtEnd(Word word) {
    return likeBehind.stream()
        .filter(particle -> word.written.endsWith(particle))
        .mapToInt(String::length)
        .max()
        .orElse(0);
  }

  /** Whether the title of something similar stands before the word. */
  boolean comparesBefore(Word word) {
    return likeBehind.stream().anyMatch(word.written::startsWith);
  }
}
