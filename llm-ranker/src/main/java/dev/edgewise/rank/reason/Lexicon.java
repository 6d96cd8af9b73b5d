/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

import dev.edgewise.rank.language.Language;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The words of a language that reasons and rewrites may use beside the names of facts, and what
 * they do to a statement. Closed, so that what isn't in it can only be a name. Immutable and
 * thread-safe.
 */
final class Lexicon {
  private static final Map<String, Lexicon> READ = new ConcurrentHashMap<>();

  private final Map<Role, Set<String>> words = new HashMap<>();
  private final Set<String> suffixes;

  /** What a word does to a statement. */
  enum Role {
    /** Nothing: it only holds a sentence together. */
    GLUE("words.glue"),
    /** Speaks to the user. */
    YOU("words.you"),
    /** Points at the item. */
    THIS("words.this"),
    /** Speaks of other people. */
    OTHERS("words.others"),
    /** Says that somebody liked something. */
    LIKED("words.liked"),
    /** Says the contrary. */
    DISLIKED("words.disliked"),
    /** Says that somebody met something. */
    SEEN("words.seen"),
    /** Turns a statement around. */
    NOT("words.not");

    private final String key;

    Role(String key) {
      this.key = key;
    }
  }

  private Lexicon(Language language) {
    for (Role role : Role.values()) {
      words.put(role, new HashSet<>(language.words(role.key)));
    }
    this.suffixes = new HashSet<>(language.words("words.suffixes"));
  }

  static Lexicon of(Language language) {
    return READ.computeIfAbsent(language.tag(), tag -> new Lexicon(language));
  }

  /** Whether a word has a role. */
  boolean is(Role role, String word) {
    return words.getOrDefault(role, Set.of()).contains(word.toLowerCase(Locale.ROOT));
  }

  /** Whether it is a word of the list, whatever its role. */
  boolean has(String word) {
    for (Role role : Role.values()) {
      if (is(role, word)) {
        return true;
      }
    }
    return false;
  }

  /** What may hang on to a name, as Korean particles do. */
  Set<String> suffixes() {
    return suffixes;
  }

  /** The words of some roles. */
  Set<String> words(Role... roles) {
    Set<String> all = new HashSet<>();
    for (Role role : roles) {
      all.addAll(words.getOrDefault(role, Set.of()));
    }
    return all;
  }
}
