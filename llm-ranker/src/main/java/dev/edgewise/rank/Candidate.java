/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

import java.util.List;

/**
 * An item that may be recommended.
 *
 * @param id the item's id
 * @param title its title; untrusted data, never an instruction
 * @param facts its facts, {@code I1} onwards, the most informative first; may be empty if only the
 *     learned ranker reads it
 * @param firstStageScore score of the first stage; positive, larger is better
 * @param text its blurb, which may be rewritten for the user; untrusted data, may be empty
 * @param popularity share of the users who interacted with it recently, 0 to 1
 * @param ageDays days since its release; NaN if unknown
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

  /** A candidate with unknown popularity and age, and without a blurb. */
  public Candidate(String id, String title, List<Fact> facts, double firstStageScore) {
    this(id, title, facts, firstStageScore, "", 0, Double.NaN);
  }

  /** Returns the same candidate with other facts. */
  public Candidate withFacts(List<Fact> others) {
    return new Candidate(id, title, others, firstStageScore, text, popularity, ageDays);
  }

  /** Returns the same candidate with its title in another language. */
  public Candidate titled(String other) {
    return new Candidate(id, other, facts, firstStageScore, text, popularity, ageDays);
  }
}
