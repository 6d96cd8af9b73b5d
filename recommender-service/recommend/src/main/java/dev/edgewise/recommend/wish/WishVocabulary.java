/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.wish;

import dev.edgewise.rank.language.Language;
import java.util.Map;
import java.util.Set;

/**
 * What wishes in one language may say.
 *
 * @param phrases the catalogue's traits by the forms of their names
 * @param lastNames the same by the last word of a name
 */
record WishVocabulary(
    Language language,
    WishWords words,
    RangePatterns ranges,
    Map<String, Set<Trait>> phrases,
    Map<String, Set<Trait>> lastNames) {
  /** What a phrase may stand for. */
  record Trait(String attribute, String value) {}

  WishVocabulary(
      Language language, Map<String, Set<Trait>> phrases, Map<String, Set<Trait>> lastNames) {
    this(language, new WishWords(language), new RangePatterns(language), phrases, lastNames);
  }
}
