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
 * Checks that a sentence states nothing beyond the facts that it cites. Each clause ends with its
 * citations. In a clause, every word is in the closed list or belongs to the name of a fact cited
 * there, and each cited fact is named. The predicate fits the kind of fact: "you" like a liked
 * thing, others like things that are liked together, and "this" has the item's properties. A
 * sentence never negates, and never cites dislikes. Immutable and thread-safe.
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
  private final int maxWords;

  GroundingCheck(Lexicon lexicon, List<Fact> facts, FactLinks links, int maxWords) {
    this.lexicon = lexicon;
    this.maxWords = maxWords;
    for (Fact fact : facts) {
      this.facts.put(fact.id(), fact);
      this.names.put(fact.id(), links.name(fact));
    }
  }

  /** Returns the sentence without its citations. */
  static String bare(String cited) {
    return CITATIONS.matcher(cited).replaceAll("").trim();
  }

  /** Returns the ids of the cited facts in their order, each once. */
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

  /** Returns the first problem of a sentence, in words; empty if there is none. */
  Optional<String> objection(String cited) {
    String text = cited.trim();
    if (!text.endsWith(".") || text.indexOf('\n') >= 0) {
      return Optional.of("it is not a whole sentence on one line");
    }
    if (bare(text).split("\\s+", -1).length > maxWords) {
      return Optional.of("it has more than " + maxWords + " words");
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
        : Optional.of("it doesn't end with a citation");
  }

  private Optional<String> clause(String text, List<String> ids) {
    String rest = text;
    for (String id : longestNameFirst(ids)) {
      String name = names.getOrDefault(id, "");
      if (name.isEmpty()) {
        return Optional.of("there is no fact " + id);
      }
      if (!text.contains(name)) {
        return Optional.of("it cites " + id + " without naming it");
      }
      rest = rest.replace(name, " \u0000");
    }
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(rest);
    while (matcher.find()) {
      String word = matcher.group();
      boolean afterName = word.startsWith("\u0000");
      String bare = afterName ? word.substring(1) : word;
      boolean known = afterName ? lexicon.suffixes().contains(bare) : lexicon.has(bare);
      if (!bare.isEmpty() && !known) {
        return Optional.of("no cited fact says " + word.replace("\u0000", ""));
      }
      words.add(bare);
    }
    return predicate(words, ids);
  }

  // A name may be part of a longer one.
  private List<String> longestNameFirst(List<String> ids) {
    List<String> sorted = new ArrayList<>(ids);
    sorted.sort((a, b) -> names.getOrDefault(b, "").length() - names.getOrDefault(a, "").length());
    return sorted;
  }

  private Optional<String> predicate(List<String> words, List<String> ids) {
    if (says(words, Role.NOT) || says(words, Role.DISLIKED)) {
      return Optional.of("it negates a statement");
    }
    Set<Fact.Kind> kinds = EnumSet.noneOf(Fact.Kind.class);
    for (String id : ids) {
      Fact fact = facts.get(id);
      if (fact == null || NOT_CITED.contains(fact.kind())) {
        return Optional.of("it must not cite " + id);
      }
      kinds.add(fact.kind());
    }
    boolean you = kinds.contains(Fact.Kind.LIKED);
    boolean others = kinds.contains(Fact.Kind.LIKED_WITH);
    boolean met = kinds.contains(Fact.Kind.WATCHED);
    boolean item = others || kinds.contains(Fact.Kind.IS) || kinds.contains(Fact.Kind.HAS);
    if (says(words, Role.LIKED) != (you || others)) {
      return Optional.of("it states a liking without citing it, or cites one without stating it");
    }
    if (says(words, Role.OTHERS) != others || says(words, Role.YOU) != (you || met)) {
      return Optional.of("it confuses the user with other people");
    }
    if (says(words, Role.SEEN) != met) {
      return Optional.of("it states that you saw something without citing it, or the reverse");
    }
    return item && !says(words, Role.THIS)
        ? Optional.of("it cites facts of the item without a word for the item")
        : Optional.empty();
  }

  private boolean says(List<String> words, Role role) {
    return words.stream().anyMatch(word -> lexicon.is(role, word));
  }
}
