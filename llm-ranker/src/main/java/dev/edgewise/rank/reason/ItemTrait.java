/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

import dev.edgewise.rank.Fact;
import dev.edgewise.rank.language.Language;
import dev.edgewise.rank.language.Wording;
import dev.edgewise.rank.language.Wording.Phrase;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A trait of an item that a reason may name, with its words.
 *
 * @param facts the fact, or two that make one phrase, such as "a romantic comedy"
 * @param always whether it is worth saying however common it is
 */
record ItemTrait(List<Fact> facts, Phrase phrase, boolean always) {
  private static final int SHORT = 3;
  private static final double SPECIAL = 0.2;
  private static final double TWO_KINDS = 0.35;
  private static final double PLAIN = 0.7;

  /** How little it says: makers say most, then places and themes, then common kinds. */
  double plainness() {
    return always ? 0 : goesWithOthers() ? SPECIAL : facts.size() > 1 ? TWO_KINDS : PLAIN;
  }

  /** Whether only who asks for it would want to hear it. */
  boolean isCommon() {
    return facts.size() == 1 && facts.get(0).kind() == Fact.Kind.ALSO;
  }

  String attribute() {
    return facts.get(0).attribute();
  }

  /** Whether there are words that tell what an item with the trait is. */
  boolean hasWords() {
    return phrase.is() != null;
  }

  /** Whether its words go with others that tell what the item is: "set in space". */
  boolean goesWithOthers() {
    return phrase.which() != null;
  }

  /** Whether a text says it in the same words, so that a reason needn't. */
  boolean isSaidBy(String text) {
    String noun = Wording.withoutArticle(phrase.is() == null ? "" : phrase.is());
    return noun.length() > SHORT
        && text.toLowerCase(Locale.ROOT).contains(noun.toLowerCase(Locale.ROOT));
  }

  /** Whether this trait and another make one natural phrase, without saying a word twice. */
  boolean fits(ItemTrait other) {
    if (!hasWords() || !other.hasWords() || isPartOf(other) || repeats(other)) {
      return false;
    }
    boolean same = attribute().equals(other.attribute());
    boolean which = goesWithOthers() || other.goesWithOthers();
    return which != same && (which || facts.size() == other.facts.size());
  }

  /** Whether this trait and another tell of the same fact. */
  boolean isPartOf(ItemTrait other) {
    return !Collections.disjoint(facts, other.facts);
  }

  private boolean repeats(ItemTrait other) {
    return words().stream()
        .anyMatch(one ->
            other.words().stream().anyMatch(two -> one.startsWith(two) || two.startsWith(one)));
  }

  private List<String> words() {
    return Arrays.stream(phrase.value().toLowerCase(Locale.ROOT).split("[^\\p{L}]+", -1))
        .filter(word -> word.length() > (isHangul(word) ? 1 : SHORT))
        .collect(Collectors.toList());
  }

  private static boolean isHangul(String word) {
    return !word.isEmpty()
        && Character.UnicodeScript.of(word.codePointAt(0)) == Character.UnicodeScript.HANGUL;
  }

  /** Says "with" once: "with Tom Cruise and a dark mood". */
  private String once(Language language, String which) {
    return language.words("both.once").stream()
        .filter(word -> which.startsWith(word + " "))
        .filter(word -> String.valueOf(phrase.which()).startsWith(word + " "))
        .map(word -> which.substring(word.length() + 1))
        .findFirst()
        .orElse(which);
  }

  /** Returns what an item with this trait is, and with another one, if it isn't null. */
  String is(Language language, @Nullable ItemTrait other) {
    String own = String.valueOf(phrase.is());
    if (other == null) {
      return own;
    }
    String also = String.valueOf(other.phrase.is());
    if (!goesWithOthers() && !other.goesWithOthers()) {
      return language.say("both.and", 0, Map.of("is", own, "also", also));
    }
    if (goesWithOthers() && other.goesWithOthers()) {
      String which = once(language, String.valueOf(other.phrase.which()));
      return language.say("both.whose", 0, Map.of("is", own, "which", which));
    }
    String is = goesWithOthers() ? also : own;
    String which = String.valueOf(goesWithOthers() ? phrase.which() : other.phrase.which());
    return language.say("both.which", 0, Map.of("is", is, "which", which));
  }
}
