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
 * @param text its blurb, which may be rewritten for the user; data, possibly empty
 * @param popularity share of the users who met it lately, 0 to 1
 * @param ageDays days since it came out; NaN when unknown
 */
public record Candidate(
    String id,
    String title,
    List<Fact> facts,
    double firstStageScore,
    String text,
    double popularity,
    double ageDays) {
  public Candidate {
    facts = List.copyOf(facts);
  }

  /** One of which popularity, age and blurb aren't known. */
  public Candidate(String id, String title, List<Fact> facts, double firstStageScore) {
    this(id, title, facts, firstStageScore, "", 0, Double.NaN);
  }
}
