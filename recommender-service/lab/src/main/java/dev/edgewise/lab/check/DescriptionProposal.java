/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.check;

import dev.edgewise.lab.check.survey.AttributeSurvey;
import dev.edgewise.lab.check.survey.ItemSurvey;
import dev.edgewise.lab.check.survey.Occurrences;
import dev.edgewise.rank.language.Language;
import dev.edgewise.rank.language.Wording;
import dev.edgewise.recommend.catalogue.CatalogueDescription;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A description to start from, for a catalogue that has no words for its attributes: what the
 * service takes by default, for somebody to correct. docs/catalogue.md explains the members.
 */
final class DescriptionProposal {
  private static final int MOST_VALUES = 30;
  private static final List<Language> LANGUAGES = List.of(Language.english(), Language.of("ko"));

  private DescriptionProposal() {}

  /** The members of a {@code catalogue.json}; empty if the catalogue has words already. */
  static Map<String, Object> of(CatalogueDescription description, ItemSurvey items) {
    if (!description.wording().attributes().isEmpty() || items.size() == 0) {
      return Map.of();
    }
    Map<String, Object> attributes = new LinkedHashMap<>();
    if (!items.categories().byName().isEmpty()) {
      String category = description.categories();
      String first = items.categories().top(1).getFirst().getKey();
      Map<String, Object> words = words(category, first);
      words.put("values", values(items.categories().top(MOST_VALUES)));
      attributes.put(category, words);
    }
    for (Map.Entry<String, AttributeSurvey> attribute :
        new TreeMap<>(items.attributes()).entrySet()) {
      String example = attribute.getValue().given().example();
      attributes.putIfAbsent(attribute.getKey(), words(attribute.getKey(), example));
    }
    Map<String, Object> proposal = new LinkedHashMap<>();
    proposal.put("name", description.name());
    proposal.put("title", description.title());
    proposal.put("categories", description.categories());
    proposal.put("attributes", attributes);
    return proposal;
  }

  private static Map<String, Object> words(String attribute, String example) {
    Wording.Explain explain = Wording.UNPREPARED.explain(attribute, example);
    Map<String, Object> words = new LinkedHashMap<>();
    words.put("explain", explain.name().toLowerCase(Locale.ROOT));
    if (explain != Wording.Explain.NEVER) {
      for (String kind : List.of("label", "is", "which", "many")) {
        Map<String, String> texts = texts(kind, attribute);
        if (!texts.isEmpty()) {
          words.put(kind, texts);
        }
      }
    }
    return words;
  }

  private static Map<String, String> texts(String kind, String attribute) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Language language : LANGUAGES) {
      @Nullable String text = language.find(kind + "." + attribute);
      boolean own = kind.equals("label") && language.equals(Language.english());
      if (text != null || own) {
        texts.put(language.tag(), text == null ? attribute : text);
      }
    }
    return texts;
  }

  /** The names of values in each language; those that must be translated keep their names. */
  private static Map<String, Object> values(List<Map.Entry<String, Occurrences>> top) {
    Map<String, Object> byLanguage = new LinkedHashMap<>();
    for (Language language : LANGUAGES) {
      Map<String, Object> names = new LinkedHashMap<>();
      for (Map.Entry<String, Occurrences> value : top) {
        @Nullable String known = language.find("value." + value.getKey());
        names.put(value.getKey(), Map.of("name", known == null ? value.getKey() : known));
      }
      byLanguage.put(language.tag(), names);
    }
    return byLanguage;
  }
}
