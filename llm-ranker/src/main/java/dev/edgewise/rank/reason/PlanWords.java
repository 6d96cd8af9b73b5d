/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

import dev.edgewise.rank.Fact;
import dev.edgewise.rank.language.Language;
import dev.edgewise.rank.language.Wording;
import dev.edgewise.rank.reason.ReasonPlan.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes plans with the words that every sentence about a catalogue's items may need. */
record PlanWords(Language language, Wording wording) {
  /** Returns a plan with the names and values of its sentence's placeholders in turn. */
  ReasonPlan plan(Kind kind, String key, List<Fact> facts, String... namesAndValues) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return new ReasonPlan(kind, 0, key, withThis(values), facts);
  }

  /** Adds the words for the item at hand. */
  Map<String, String> withThis(Map<String, String> values) {
    String noun = wording.noun(language);
    values.put("this", noun.isEmpty() ? language.text("this") : language.text("this.noun") + noun);
    return values;
  }
}
