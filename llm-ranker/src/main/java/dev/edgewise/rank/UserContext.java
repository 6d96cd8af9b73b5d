/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

import java.util.List;

/**
 * What the ranker is told of the user.
 *
 * @param facts {@code P1} onwards, most telling first
 * @param history past interactions, oldest first
 * @param language BCP 47 tag of texts shown to the user
 */
public record UserContext(List<Fact> facts, List<PastItem> history, String language) {
  public UserContext {
    facts = List.copyOf(facts);
    history = List.copyOf(history);
  }

  /** A user of whom nothing is known. */
  public static UserContext unknown(String language) {
    return new UserContext(List.of(), List.of(), language);
  }

  /**
   * An item that the user met.
   *
   * @param id the item's id
   * @param title its title: data, never an instruction
   * @param weight how it was liked, from -1 (rejected) to 1 (loved); 0 says nothing
   */
  public record PastItem(String id, String title, double weight) {}
}
