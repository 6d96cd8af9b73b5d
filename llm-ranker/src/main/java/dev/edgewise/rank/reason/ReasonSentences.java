/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

import dev.edgewise.rank.Fact;
import dev.edgewise.rank.language.Language;
import dev.edgewise.rank.prompt.PlainText;
import dev.edgewise.rank.reason.FactChoice.Pair;
import java.util.List;
import java.util.Map;

/** Puts chosen facts into the sentences of a language. */
final class ReasonSentences {
  private static final int LONGEST_VALUE = 80;

  private final Language language;
  private final FactLinks links;
  private final boolean strangers;

  /**
   * Sentences for one user.
   *
   * @param strangers whether nothing is known of the user
   */
  ReasonSentences(Language language, FactLinks links, boolean strangers) {
    this.language = language;
    this.links = links;
    this.strangers = strangers;
  }

  /** The choice with as many of its pairs as there is one sentence for. */
  FactChoice sayable(FactChoice choice) {
    List<Pair> pairs = choice.pairs();
    return pairs.size() < 2 || language.has(keyOfTwo(pairs.get(0), pairs.get(1)))
        ? choice
        : new FactChoice(pairs.subList(0, 1), List.of());
  }

  /** The text of a choice, the same for the same variety. */
  String say(FactChoice choice, int variety) {
    List<Pair> pairs = choice.pairs();
    if (pairs.size() == 2) {
      return sayTwo(pairs.get(0), pairs.get(1), variety);
    }
    if (pairs.size() == 1) {
      Fact fact = pairs.get(0).item();
      return language.say(keyOfOne(fact), variety, values(fact));
    }
    return choice.alone().isEmpty()
        ? language.say("nothing", variety, Map.of())
        : language.say(strangers ? "stranger" : "item", variety, facts(choice.alone(), variety));
  }

  private String keyOfOne(Fact fact) {
    return isWith(fact) ? "with" : specific("trait", fact);
  }

  private String keyOfTwo(Pair first, Pair second) {
    boolean one = isWith(first.item());
    boolean two = isWith(second.item());
    if (one && two) {
      return "withs";
    }
    if (one || two) {
      return specific("both", one ? second.item() : first.item());
    }
    boolean alike = attribute(first.item()).equals(attribute(second.item()));
    return alike ? "traits." + attribute(first.item()) : "";
  }

  private String sayTwo(Pair first, Pair second, int variety) {
    Fact one = first.item();
    Fact two = second.item();
    if (isWith(one) == isWith(two)) {
      return language.say(
          keyOfTwo(first, second), variety, Map.of("first", name(one), "second", name(two)));
    }
    Fact trait = isWith(one) ? two : one;
    Fact with = isWith(one) ? one : two;
    return language.say(
        keyOfTwo(first, second),
        variety,
        Map.of("attribute", attribute(trait), "value", name(trait), "title", name(with)));
  }

  private Map<String, String> facts(List<Fact> facts, int variety) {
    String said = phrase(facts.get(0), variety);
    if (facts.size() > 1) {
      said =
          language.say(
              "and", variety, Map.of("first", said, "second", phrase(facts.get(1), variety)));
    }
    return Map.of("facts", said);
  }

  private String phrase(Fact fact, int variety) {
    String subject = "fact." + fact.subject().replace(':', '.');
    if (language.has(subject)) {
      return language.say(subject, variety, Map.of());
    }
    String attribute = isWith(fact) ? "fact.with" : "fact." + attribute(fact);
    return language.has(attribute) && !name(fact).isEmpty()
        ? language.say(attribute, variety, values(fact))
        : clean(fact.text());
  }

  private String specific(String key, Fact trait) {
    String specific = key + "." + attribute(trait);
    return language.has(specific) ? specific : key;
  }

  private Map<String, String> values(Fact fact) {
    return Map.of("attribute", attribute(fact), "value", name(fact), "title", name(fact));
  }

  private static boolean isWith(Fact fact) {
    return fact.kind() == Fact.Kind.LIKED_WITH;
  }

  private static String attribute(Fact fact) {
    String subject = fact.subject();
    return clean(subject.substring(0, Math.max(0, subject.indexOf(':'))));
  }

  private String name(Fact fact) {
    return links.name(fact);
  }

  private static String clean(String text) {
    return PlainText.clean(text, LONGEST_VALUE);
  }
}
