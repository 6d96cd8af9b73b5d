/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.wish;

import java.util.List;
import java.util.Set;

/**
 * Something that no item should be about: "without aliens".
 *
 * @param word that items must not have
 * @param words the words of the wish that it was read from
 */
public record Unwanted(String word, String words) {
  /** The word, and its singular and plural in languages that have them at the end. */
  public Set<String> forms() {
    String one = WishWords.forms(word);
    return Set.copyOf(List.of(word, one, one + "s"));
  }
}
