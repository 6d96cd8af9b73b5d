/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

import dev.edgewise.rank.language.Language;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The words of a language that reasons and rewrites may use besides the names of facts, with the
 * role of each word. The list is closed, so any other word can only be a name. Immutable and
 * thread-safe.
 */
final class Lexicon {
  private static final Map<String, Lexicon> LOADED = new ConcurrentHashMap<>();

  private final Map<Role, Set<String>> words = new EnumMap<>(Role.class);
  private final Set<String> suffixes;

  /**
   * The effect of a word on a statement; the language file's key is {@code words.} and the name.
   */
  enum Role {
    /** No effect: it only connects other words. */
    GLUE,
    /** Addresses the user. */
    YOU,
    /** Refers to the item. */
    THIS,
    /** Refers to other people. */
    OTHERS,
    /** States that a person liked something. */
    LIKED,
    /** States that a person disliked something. */
    DISLIKED,
    /** States that a person saw something. */
    SEEN,
    /** Negates a statement. */
    NOT
  }

  private Lexicon(Language language) {
    for (Role role : Role.values()) {
      String key = "words." + role.name().toLowerCase(Locale.ROOT);
      words.put(role, new HashSet<>(language.words(key)));
    }
    this.suffixes = new HashSet<>(language.words("words.suffixes"));
  }

  static Lexicon of(Language language) {
    return LOADED.computeIfAbsent(language.tag(), tag -> new Lexicon(language));
  }

  /** Whether a word has a role. */
  boolean is(Role role, String word) {
    return words.getOrDefault(role, Set.of()).contains(word.toLowerCase(Locale.ROOT));
  }

  /** Whether the list contains a word, in any role. */
  boolean has(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return words.values().stream().anyMatch(some -> some.contains(lower));
  }

  /** Returns the suffixes that may follow a name directly, such as Korean particles. */
  Set<String> suffixes() {
    return suffixes;
  }

  /** Returns the words of some roles. */
  Set<String> words(Role... roles) {
    Set<String> all = new HashSet<>();
    for (Role role : roles) {
      all.addAll(words.getOrDefault(role, Set.of()));
    }
    return all;
  }
}
