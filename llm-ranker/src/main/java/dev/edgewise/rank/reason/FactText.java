/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

import dev.edgewise.rank.Fact;
import dev.edgewise.rank.ItemFacts;
import dev.edgewise.rank.language.Language;
import dev.edgewise.rank.language.Wording;
import dev.edgewise.rank.language.Wording.Phrase;
import java.util.Map;

/**
 * Facts as people read them, in their language and in the words of the catalogue. Prompts and
 * reasons have words of their own. Thread-safe.
 */
public final class FactText {
  private final Language language;
  private final Wording wording;

  /** For one catalogue, in the language of a BCP 47 tag, else in English. */
  public FactText(Wording wording, String language) {
    this.wording = wording;
    this.language = Language.of(language);
  }

  /** Returns the words of a fact; those of the fact itself, if the language has none. */
  public String of(Fact fact) {
    return switch (fact.kind()) {
      case LIKED, DISLIKED -> opinion(fact);
      case IS, ALSO, HAS -> trait(fact);
      case LIKED_WITH ->
          language.say("fact.with", 0, Map.of("what", ItemFacts.likedWithTitle(fact)));
      case SIMILAR -> language.say("fact.similar", 0, Map.of("what", fact.text()));
      case STATED -> stated(fact.text());
      default -> fixed(fact.text());
    };
  }

  private String opinion(Fact fact) {
    String[] words = fact.text().split(" ", 2);
    if (words.length < 2) {
      return fact.text();
    }
    if (fact.attribute().equals("item")) {
      return language.say("fact.item." + words[0], 0, Map.of("what", words[1]));
    }
    String attribute = fact.attribute();
    String value = value(fact);
    String many = wording.phrase(language, attribute, value).map(Phrase::many).orElse(null);
    String what = many == null ? said("fact.trait", attribute, value) : many;
    return language.say("fact." + words[0], 0, Map.of("what", what));
  }

  private String trait(Fact fact) {
    String attribute = fact.attribute();
    if (attribute.isEmpty() || fact.text().equals(value(fact))) {
      return fixed(fact.text());
    }
    String value = value(fact);
    if (wording.attributes().containsKey(attribute)) {
      String name = wording.names(language, attribute).getOrDefault(value, value);
      return wording.shown(language, attribute).replace("{value}", name);
    }
    return said("fact.is", attribute, value);
  }

  private String said(String key, String attribute, String value) {
    Phrase phrase = wording.phrase(language, attribute, value).orElse(null);
    String label = language.find("label." + attribute);
    Map<String, String> unnamed =
        Map.of("label", label == null ? attribute : label, "value", value);
    return language.say(
        key,
        0,
        phrase == null ? unnamed : Map.of("label", phrase.label(), "value", phrase.value()));
  }

  private static String value(Fact fact) {
    return fact.subject().substring(fact.subject().indexOf(':') + 1);
  }

  /** A statement in the user's own words, behind words that tell what it is about. */
  private String stated(String text) {
    int end = text.indexOf(": ");
    if (end < 0) {
      return text;
    }
    String said = text.substring(end + 2);
    return fixed(text.substring(0, end)) + ": " + said;
  }

  /** Words that are always the same. */
  private String fixed(String text) {
    String said = language.find("fact.text." + text.replace(' ', '-'));
    return said == null ? text : said;
  }
}
