/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Fact;
import dev.edgewise.rank.ItemFacts;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Ways to explain that an item matches what the user searches for. */
final class QueryPlans {
  private static final Pattern WORD_BREAK = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final int MAX_TEXT = 180;
  private static final int SMALL = 3;

  /** Another form of the same word: "dreams" for "dream", but not "Winterbottom" for "winter". */
  private static final String FORM = "\\S{0,3}(?= |$)";

  private static final String END = "(?= |$)";

  /** Between words that stand apart in a text: “memories”, “murder”. */
  private static final String APART = "”, “";

  /** The same in a title, which has little beside them. */
  private static final String IN_TURN = " … ";

  private static final int SHORTEST_WORD = 2;
  private static final int SHORTEST_NAME = 3;

  /** Search forgives one typo in words from this length. */
  private static final int TYPO_FROM = 5;

  private final FactLinks links;
  private final PlanWords said;

  /** What a title is searched for. */
  private final List<Wanted> ofTitles = new ArrayList<>();

  /** What makers are searched for: "Paris" is no beginning of "Parisot". */
  private final List<Wanted> ofMakers = new ArrayList<>();

  /** What traits and texts are searched for: no words such as "film", which titles may have. */
  private final List<Wanted> ofFacts = new ArrayList<>();

  QueryPlans(@Nullable String query, FactLinks links, PlanWords said) {
    this.links = links;
    this.said = said;
    String asked = query == null ? "" : query;
    List<String> filler = said.language().reading(asked).words("wish.words.filler");
    for (String word : words(asked)) {
      boolean empty = filler.contains(word.toLowerCase(Locale.ROOT));
      if (DisclosurePolicy.names(word) && !(empty && word.length() <= SMALL)) {
        ofTitles.add(Wanted.of(word, ""));
        if (!empty) {
          ofFacts.add(Wanted.of(word, FORM));
          ofMakers.add(Wanted.of(word, END));
        }
      }
    }
  }

  /** A word of the query, and how a text has it. */
  private record Wanted(String word, Pattern beginning) {
    /** A word, and what may follow it in a word of the text. */
    static Wanted of(String word, String ending) {
      String lower = Pattern.quote(PlainText.folded(word));
      return new Wanted(word, Pattern.compile(" " + lower + ending));
    }
  }

  private static List<String> words(String text) {
    return Arrays.stream(WORD_BREAK.split(PlainText.clean(text, MAX_TEXT), -1))
        .filter(
            word -> word.length() >= SHORTEST_WORD || word.codePoints().anyMatch(c -> c > 0x1100))
        .collect(Collectors.toList());
  }

  /** Adds the plans for an item that matches the query. */
  void add(Candidate item, List<ItemTrait> traits, List<Fact> texts, List<ReasonPlan> plans) {
    addAlike(item, traits, plans);
    String inTitle = inTitle(item.title());
    if (!inTitle.isEmpty()) {
      ItemTrait known =
          traits.stream()
              .filter(trait -> trait.hasWords() && !trait.isCommon())
              .findFirst()
              .orElse(null);
      if (!texts.isEmpty()) {
        String text = texts.get(0).text();
        plans.add(said.plan(Kind.QUERY, "query.title.text", texts, "query", inTitle, "text", text));
      } else if (known != null) {
        String is = String.valueOf(known.phrase().is());
        plans.add(
            said.plan(Kind.QUERY, "query.title.is", known.facts(), "query", inTitle, "is", is));
      } else {
        plans.add(said.plan(Kind.QUERY, "query.title", List.of(), "query", inTitle));
      }
    }
    Typo typo = typo(item.title());
    if (typo != null) {
      plans.clear(); // the whole query is for this title
      String key = texts.isEmpty() ? "query.typo" : "query.typo.text";
      String text = texts.isEmpty() ? "" : texts.get(0).text();
      plans.add(
          said.plan(Kind.QUERY, key, texts, "query", typo.typed, "value", typo.word, "text", text));
    }
    for (ItemTrait trait : traits) {
      String value =
          trait.facts().stream()
              .map(links::name)
              .collect(Collectors.joining(" ", trait.phrase().value() + " ", ""));
      String matched = matched(trait.always() ? ofMakers : ofFacts, value, APART);
      Fact met = fact(item, ItemFacts.MET + trait.facts().get(0).subject());
      if (matched.isEmpty() && met != null && trait.facts().size() == 1) {
        matched = title(met);
      }
      if (!matched.isEmpty()) {
        plans.add(
            said.plan(
                Kind.QUERY,
                trait.hasWords() ? "query.is" : "query.label",
                trait.facts(),
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
      String matched = matched(ofFacts, text.text(), APART);
      if (!matched.isEmpty()) {
        plans.add(
            said.plan(
                Kind.QUERY, "query.text", List.of(text), "query", matched, "text", text.text()));
      }
    }
    if (plans.isEmpty()) {
      addOtherLanguage(item, plans);
    }
    if (plans.isEmpty()) {
      addYear(item, plans);
    }
  }

  /** Adds the plan for the year, which a reason names only if the user asks for it. */
  private void addYear(Candidate item, List<ReasonPlan> plans) {
    for (Fact fact : item.facts()) {
      String subject = fact.subject();
      boolean met = subject.equals(ItemFacts.MET + "year");
      String year = met ? fact.text() : subject.substring(subject.indexOf(':') + 1);
      boolean asked = fact.attribute().equals("year") && !matched(ofFacts, year, APART).isEmpty();
      if (met || asked) {
        plans.add(said.plan(Kind.QUERY, "query.year", List.of(fact), "value", year));
        return;
      }
    }
  }

  /** Adds the plan for something that the user asks for something like. */
  private void addAlike(Candidate item, List<ItemTrait> traits, List<ReasonPlan> plans) {
    for (ItemTrait trait : traits) {
      Fact asked = alike(item, trait);
      if (asked != null && trait.hasWords() && !trait.isCommon()) {
        plans.add(
            said.plan(
                Kind.QUERY,
                "query.alike.is",
                Stream.concat(Stream.of(asked), trait.facts().stream())
                    .collect(Collectors.toList()),
                "title",
                title(asked),
                "is",
                String.valueOf(trait.phrase().is())));
        return;
      }
    }
    Fact asked = fact(item, ItemFacts.ALIKE);
    if (asked != null) {
      plans.add(said.plan(Kind.QUERY, "query.alike", List.of(asked), "title", title(asked)));
    }
  }

  /** The fact that what the user asks for something like has a trait, too. */
  private static @Nullable Fact alike(Candidate item, ItemTrait trait) {
    Fact asked = null;
    for (Fact fact : trait.facts()) {
      asked = fact(item, ItemFacts.ALIKE + fact.subject());
      if (asked == null) {
        return null;
      }
    }
    return asked;
  }

  private static @Nullable Fact fact(Candidate item, String subject) {
    return item.facts().stream()
        .filter(fact -> fact.subject().equals(subject))
        .filter(fact -> DisclosurePolicy.names(title(fact)))
        .findFirst()
        .orElse(null);
  }

  private static String title(Fact fact) {
    return PlainText.clean(fact.text(), MAX_TEXT);
  }

  /** Adds the plans for a match that the user, who reads another language, wouldn't see. */
  private void addOtherLanguage(Candidate item, List<ReasonPlan> plans) {
    for (Fact fact : item.facts()) {
      String text = PlainText.clean(fact.text(), MAX_TEXT);
      boolean title = fact.subject().equals(ItemFacts.OTHER_TITLE);
      if (title && DisclosurePolicy.names(text)) {
        Typo typo = typo(text);
        String query = typo != null ? typo.typed : inTitle(text);
        if (!query.isEmpty()) {
          boolean same = PlainText.folded(query).equals(PlainText.folded(text));
          String key = same ? "query.other.same" : "query.other.title";
          plans.add(said.plan(Kind.QUERY, key, List.of(fact), "query", query, "value", text));
        }
      } else if (fact.subject().equals(ItemFacts.OTHER_TEXT)) {
        String matched = matched(ofFacts, text, APART);
        if (!matched.isEmpty()) {
          plans.add(said.plan(Kind.QUERY, "query.other.text", List.of(fact), "query", matched));
        }
      }
    }
  }

  /** Words of the query, one of which the user may have mistyped, and those of a title. */
  private record Typo(String typed, String word) {}

  private @Nullable Typo typo(String title) {
    List<String> typed = new ArrayList<>();
    List<String> meant = new ArrayList<>();
    boolean wrong = false;
    for (Wanted one : ofTitles) {
      for (String word : words(title)) {
        boolean typo = oneTypo(PlainText.folded(one.word), PlainText.folded(word));
        if (typo || PlainText.folded(one.word).equals(PlainText.folded(word))) {
          typed.add(one.word);
          meant.add(word);
          wrong |= typo;
          break;
        }
      }
    }
    return wrong ? new Typo(String.join(" ", typed), String.join(" ", meant)) : null;
  }

  /** The words of the query that a title has, or all if they are its name in another spelling. */
  private String inTitle(String title) {
    String matched = matched(ofTitles, title, IN_TURN);
    List<String> typed = ofTitles.stream().map(Wanted::word).collect(Collectors.toList());
    String name = PlainText.folded(String.join("", typed));
    boolean same =
        name.length() >= SHORTEST_NAME
            && PlainText.folded(String.join("", words(title))).contains(name);
    return matched.isEmpty() && same ? String.join(" ", typed) : matched;
  }

  /** Whether one letter more, less or other, or two in the other order, make one word another. */
  private static boolean oneTypo(String typed, String word) {
    int shorter = Math.min(typed.length(), word.length());
    if (shorter < TYPO_FROM || typed.equals(word)) {
      return false;
    }
    int same = 0;
    while (same < shorter && typed.charAt(same) == word.charAt(same)) {
      same++;
    }
    String left = typed.substring(same);
    String right = word.substring(same);
    boolean swapped =
        left.length() > 1
            && right.startsWith(new StringBuilder(left.substring(0, 2)).reverse().toString())
            && left.substring(2).equals(right.substring(2));
    return rest(left).equals(rest(right))
        || rest(left).equals(right)
        || left.equals(rest(right))
        || swapped;
  }

  /** A word without its first letter. */
  private static String rest(String word) {
    return word.isEmpty() ? word : word.substring(1);
  }

  /**
   * Returns those of some words that a text has, or begins a word with: one phrase if they stand
   * together in the text, else each for itself; empty if none.
   */
  private static String matched(List<Wanted> wanted, String text, String between) {
    String lower = " " + PlainText.folded(String.join(" ", words(text)));
    Set<String> matched = new LinkedHashSet<>();
    for (Wanted one : wanted) {
      if (one.beginning.matcher(lower).find()) {
        matched.add(one.word);
      }
    }
    String phrase = String.join(" ", matched);
    boolean together = lower.contains(PlainText.folded(phrase));
    return together ? phrase : String.join(between, matched);
  }
}
