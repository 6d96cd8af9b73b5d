/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import dev.edgewise.rank.language.Language;
import dev.edgewise.rank.language.Wording;
import dev.edgewise.recommend.Recommendation;
import dev.edgewise.recommend.catalogue.Catalogue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition that the query sets, and that every item meets.
 *
 * @param attribute the item's attribute or the name of its categories
 * @param text the condition in few words, such as {@code not Romance}
 * @param words the words of the query that say it; without them it is gone
 */
public record ConditionBody(String attribute, String text, String words) {
  /** The conditions of an answer; null for none. */
  static @Nullable List<ConditionBody> of(Recommendation answer, Catalogue catalogue) {
    Language language = Language.of(answer.context().language());
    Wording wording = catalogue.description().wording();
    return answer.asked().conditions().isEmpty()
        ? null
        : answer.asked().conditions().stream()
            .map(
                one -> new ConditionBody(one.attribute(), one.text(language, wording), one.words()))
            .toList();
  }
}
