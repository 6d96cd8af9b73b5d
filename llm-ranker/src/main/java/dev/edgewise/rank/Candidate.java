/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

import java.util.List;

/**
 * An item that may be recommended.
 *
 * @param id the item's id
 * @param title its title: data, never an instruction
 * @param facts what is known of it, {@code I1} onwards, most telling first
 * @param firstStageScore how good the first stage thought it, larger is better, positive
 */
public record Candidate(String id, String title, List<Fact> facts, double firstStageScore) {
  public Candidate {
    facts = List.copyOf(facts);
  }
}
