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
  private static final int MAX_VALUE = 80;

  private final Language language;
  private final FactLinks links;
  private final boolean stranger;

  ReasonSentences(Language language, FactLinks links, boolean stranger) {
    this.language = language;
    this.links = links;
    this.stranger = stranger;
  }

  /** Returns the choice without its second pair if the language has no sentence for both. */
  FactChoice sayable(FactChoice choice) {
    List<Pair> pairs = choice.pairs();
    return pairs.size() < 2 || language.has(keyOfTwo(pairs.get(0).item(), pairs.get(1).item()))
        ? choice
        : new FactChoice(pairs.subList(0, 1), List.of());
  }

  /** Returns the text of a choice; equal numbers for the variety choose the same words. */
  String say(FactChoice choice, int variety) {
    List<Pair> pairs = choice.pairs();
    if (pairs.size() == 2) {
      return sayTwo(pairs.get(0).item(), pairs.get(1).item(), variety);
    }
    if (pairs.size() == 1) {
      Fact fact = pairs.get(0).item();
      String key = isWith(fact) ? "with" : specific("trait", fact);
      return language.say(key, variety, values(fact));
    }
    return choice.alone().isEmpty()
        ? language.say("nothing", variety, Map.of())
        : language.say(stranger ? "stranger" : "item", variety, facts(choice.alone(), variety));
  }

  private String keyOfTwo(Fact one, Fact two) {
    if (isWith(one) && isWith(two)) {
      return "withs";
    }
    if (isWith(one) || isWith(two)) {
      return specific("both", isWith(one) ? two : one);
    }
    return attribute(one).equals(attribute(two)) ? "traits." + attribute(one) : "";
  }

  private String sayTwo(Fact one, Fact two, int variety) {
    String key = keyOfTwo(one, two);
    if (isWith(one) == isWith(two)) {
      return language.say(key, variety, Map.of("first", name(one), "second", name(two)));
    }
    Fact trait = isWith(one) ? two : one;
    Fact with = isWith(one) ? one : two;
    return language.say(
        key,
        variety,
        Map.of("attribute", attribute(trait), "value", name(trait), "title", name(with)));
  }

  private Map<String, String> facts(List<Fact> facts, int variety) {
    String phrases = phrase(facts.get(0), variety);
    if (facts.size() > 1) {
      Map<String, String> both = Map.of("first", phrases, "second", phrase(facts.get(1), variety));
      phrases = language.say("and", variety, both);
    }
    return Map.of("facts", phrases);
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
    return PlainText.clean(text, MAX_VALUE);
  }
}
