/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import dev.edgewise.rank.language.Language;
import dev.edgewise.rank.language.Wording;
import dev.edgewise.recommend.Recommendation;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.wish.Alike;
import dev.edgewise.recommend.wish.Condition;
import dev.edgewise.recommend.wish.Unwanted;
import dev.edgewise.recommend.wish.Wish;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A condition that the query sets, and that every item meets, or what the items are to be like.
 *
 * @param attribute the item's attribute or the name of its categories; {@code like} for a title
 *     that items are to be like, {@code words} for a word that no item may have
 * @param text the condition in few words, such as {@code not Romance}
 * @param words the words of the query that say it; without them it is gone
 */
public record ConditionBody(String attribute, String text, String words) {
  /** The conditions of an answer; null for none. */
  static @Nullable List<ConditionBody> of(Recommendation answer, Catalogue catalogue) {
    Language language = Language.of(answer.context().language());
    Wording wording = catalogue.description().wording();
    Wish wish = answer.asked().wish();
    List<ConditionBody> conditions = new ArrayList<>();
    for (Condition one : wish.conditions()) {
      conditions.add(new ConditionBody(one.attribute(), one.text(language, wording), one.words()));
    }
    for (Alike one : wish.alike()) {
      String text = language.say("wish.alike", 0, Map.of("title", one.title()));
      conditions.add(new ConditionBody("like", text, one.words()));
    }
    for (Unwanted one : wish.unwanted()) {
      String text = language.say("wish.unwanted", 0, Map.of("word", one.word()));
      conditions.add(new ConditionBody("words", text, one.words()));
    }
    return conditions.isEmpty() ? null : conditions;
  }
}
