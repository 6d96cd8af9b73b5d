/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Fact;
import dev.edgewise.rank.prompt.PlainText;
import dev.edgewise.rank.reason.ReasonPlan.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Ways to explain that an item matches what the user searches for. */
final class QueryPlans {
  private static final Pattern WORD_BREAK = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final int MAX_TEXT = 180;
  private static final int SMALL = 3;

  /** Another form of the same word: "dreams" for "dream", but not "Winterbottom" for "winter". */
  private static final String FORM = "\\S{0,3}(?= |$)";

  private static final int SHORTEST_WORD = 2;

  private final FactLinks links;
  private final PlanWords said;
  private final List<String> queried;
  private final List<String> telling;

  QueryPlans(@Nullable String query, FactLinks links, PlanWords said) {
    this.links = links;
    this.said = said;
    this.queried = query == null ? new ArrayList<>() : words(query);
    // Words of the language that say nothing about what is searched for; a title may have them.
    List<String> filler = said.language().words("wish.words.filler");
    queried.removeIf(word -> word.length() <= SMALL && isFiller(word, filler));
    this.telling = new ArrayList<>(queried);
    telling.removeIf(word -> isFiller(word, filler));
  }

  private static boolean isFiller(String word, List<String> filler) {
    return filler.contains(word.toLowerCase(Locale.ROOT));
  }

  private static List<String> words(String text) {
    return Arrays.stream(WORD_BREAK.split(PlainText.clean(text, MAX_TEXT), -1))
        .filter(
            word -> word.length() >= SHORTEST_WORD || word.codePoints().anyMatch(c -> c > 0x1100))
        .collect(Collectors.toList());
  }

  /** Adds the plans for an item that matches the query. */
  void add(Candidate item, List<ItemTrait> traits, List<Fact> texts, List<ReasonPlan> plans) {
    String inTitle = matched(queried, "", item.title());
    if (!inTitle.isEmpty()) {
      ItemTrait known =
          traits.stream().filter(trait -> trait.phrase().is() != null).findFirst().orElse(null);
      if (!texts.isEmpty()) {
        String text = texts.get(0).text();
        plans.add(said.plan(Kind.QUERY, "query.title.text", texts, "query", inTitle, "text", text));
      } else if (known != null) {
        String is = String.valueOf(known.phrase().is());
        plans.add(
            said.plan(
                Kind.QUERY, "query.title.is", List.of(known.fact()), "query", inTitle, "is", is));
      } else {
        plans.add(said.plan(Kind.QUERY, "query.title", List.of(), "query", inTitle));
      }
    }
    for (ItemTrait trait : traits) {
      String matched =
          matched(telling, FORM, trait.phrase().value() + " " + links.name(trait.fact()));
      if (!matched.isEmpty()) {
        plans.add(
            said.plan(
                Kind.QUERY,
                trait.hasWords() ? "query.is" : "query.label",
                List.of(trait.fact()),
                "query",
                matched,
                "is",
                String.valueOf(trait.phrase().is()),
                "label",
                trait.phrase().label(),
                "value",
                trait.phrase().value()));
      }
    }
    for (Fact text : texts) {
      String matched = matched(telling, FORM, text.text());
      if (!matched.isEmpty()) {
        plans.add(
            said.plan(
                Kind.QUERY, "query.text", List.of(text), "query", matched, "text", text.text()));
      }
    }
  }

  /**
   * Returns those of some words that a text has, or begins a word with: one phrase if they stand
   * together in the text, else each for itself; empty if none.
   *
   * @param ending what may follow in the text's word
   */
  private static String matched(List<String> wanted, String ending, String text) {
    String lower = " " + String.join(" ", words(text)).toLowerCase(Locale.ROOT);
    Set<String> matched = new LinkedHashSet<>();
    for (String word : wanted) {
      Pattern beginning =
          Pattern.compile(" " + Pattern.quote(word.toLowerCase(Locale.ROOT)) + ending);
      if (beginning.matcher(lower).find() && DisclosurePolicy.names(word)) {
        matched.add(word);
      }
    }
    String phrase = String.join(" ", matched);
    boolean together = lower.contains(phrase.toLowerCase(Locale.ROOT));
    return together ? phrase : String.join("”, “", matched);
  }
}
