/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

import dev.edgewise.rank.Fact;
import dev.edgewise.rank.reason.Lexicon.Role;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks that a sentence says nothing but what the facts say that it cites. Each clause ends with
 * its citations. In a clause every word is either one of the closed list or belongs to the name of
 * a fact cited there, each cited fact is named, and the predicate fits: a liked one is said to be
 * liked by "you", one liked together by others, what the item is is said of "this"; nothing is
 * turned around, and dislikes aren't cited at all. Immutable and thread-safe.
 */
final class GroundingCheck {
  private static final Set<Fact.Kind> NOT_CITED =
      EnumSet.of(
          Fact.Kind.DISLIKED, Fact.Kind.STATED, Fact.Kind.HABIT, Fact.Kind.SAYS, Fact.Kind.MET);

  private static final Pattern CITATIONS = Pattern.compile("(?:\\s*\\[[PI][0-9]{1,4}\\])+");
  private static final Pattern CITATION = Pattern.compile("\\[([PI][0-9]{1,4})\\]");
  private static final Pattern WORD = Pattern.compile("[^\\s,.;:!?()\\[\\]\"]+");

  private final Lexicon lexicon;
  private final Map<String, Fact> facts = new TreeMap<>();
  private final Map<String, String> names = new TreeMap<>();
  private final int words;

  /**
   * A check against some facts.
   *
   * @param words most words of a sentence
   */
  GroundingCheck(Lexicon lexicon, List<Fact> facts, FactLinks links, int words) {
    this.lexicon = lexicon;
    this.words = words;
    for (Fact fact : facts) {
      this.facts.put(fact.id(), fact);
      this.names.put(fact.id(), links.name(fact));
    }
  }

  /** The sentence without its citations. */
  static String bare(String cited) {
    return CITATIONS.matcher(cited).replaceAll("").trim();
  }

  /** The facts that it cites, each once, in their order. */
  static List<String> cites(String cited) {
    List<String> ids = new ArrayList<>();
    Matcher matcher = CITATION.matcher(cited);
    while (matcher.find()) {
      if (!ids.contains(matcher.group(1))) {
        ids.add(matcher.group(1));
      }
    }
    return ids;
  }

  /** What is wrong with a sentence, in words; empty when nothing is. */
  Optional<String> objection(String cited) {
    String text = cited.trim();
    if (!text.endsWith(".") || text.indexOf('\n') >= 0) {
      return Optional.of("it is no whole sentence on one line");
    }
    if (bare(text).split("\\s+", -1).length > words) {
      return Optional.of("it has more than " + words + " words");
    }
    Matcher citations = CITATIONS.matcher(text);
    int from = 0;
    while (citations.find()) {
      Optional<String> wrong =
          clause(text.substring(from, citations.start()), cites(citations.group()));
      if (wrong.isPresent()) {
        return wrong;
      }
      from = citations.end();
    }
    return from == text.length() - 1
        ? Optional.empty()
        : Optional.of("it doesn't end with what it cites");
  }

  private Optional<String> clause(String text, List<String> ids) {
    String rest = text;
    for (String id : byLength(ids)) {
      Fact fact = facts.get(id);
      String name = names.getOrDefault(id, "");
      if (fact == null || name.isEmpty()) {
        return Optional.of("there is no fact " + id);
      }
      if (!text.contains(name)) {
        return Optional.of(id + " is cited and not named");
      }
      rest = rest.replace(name, " \u0000");
    }
    List<String> said = new ArrayList<>();
    Matcher matcher = WORD.matcher(rest);
    while (matcher.find()) {
      String word = matcher.group();
      String bare = word.startsWith("\u0000") ? word.substring(1) : word;
      boolean suffix = bare.length() < word.length();
      if (!bare.isEmpty() && !(suffix ? lexicon.suffixes().contains(bare) : lexicon.has(bare))) {
        return Optional.of("no cited fact says " + word.replace("\u0000", ""));
      }
      said.add(bare);
    }
    return predicate(said, ids);
  }

  /** Longer names first: one may be part of another. */
  private List<String> byLength(List<String> ids) {
    List<String> sorted = new ArrayList<>(ids);
    sorted.sort((a, b) -> names.getOrDefault(b, "").length() - names.getOrDefault(a, "").length());
    return sorted;
  }

  private Optional<String> predicate(List<String> said, List<String> ids) {
    if (says(said, Role.NOT) || says(said, Role.DISLIKED)) {
      return Optional.of("it turns a statement around");
    }
    boolean you = false;
    boolean others = false;
    boolean met = false;
    boolean item = false;
    for (String id : ids) {
      Fact.Kind kind = kind(id);
      you |= kind == Fact.Kind.LIKED;
      others |= kind == Fact.Kind.LIKED_WITH;
      met |= kind == Fact.Kind.WATCHED;
      item |= kind == Fact.Kind.IS || kind == Fact.Kind.HAS || kind == Fact.Kind.LIKED_WITH;
      if (NOT_CITED.contains(kind)) {
        return Optional.of(id + " is nothing to be cited");
      }
    }
    if (says(said, Role.LIKED) != (you || others)) {
      return Optional.of("liking is said and not cited, or cited and not said");
    }
    if (says(said, Role.OTHERS) != others || says(said, Role.YOU) != (you || met)) {
      return Optional.of("it says of one what is true of another");
    }
    if (says(said, Role.SEEN) != met) {
      return Optional.of("meeting is said and not cited, or cited and not said");
    }
    return item && !says(said, Role.THIS)
        ? Optional.of("it doesn't say what the facts of the item are about")
        : Optional.empty();
  }

  private Fact.Kind kind(String id) {
    Fact fact = facts.get(id);
    return fact == null ? Fact.Kind.DISLIKED : fact.kind();
  }

  private boolean says(List<String> words, Role role) {
    return words.stream().anyMatch(word -> lexicon.is(role, word));
  }
}
