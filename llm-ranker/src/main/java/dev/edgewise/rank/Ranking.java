/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

import java.util.List;

/**
 * Candidates in the order in which to show them.
 *
 * @param items every candidate of the request, best first
 * @param tokens what the model computed for it
 */
public record Ranking(List<Entry> items, Tokens tokens) {
  public Ranking {
    items = List.copyOf(items);
  }

  /**
   * A candidate in its place.
   *
   * @param candidate the candidate
   * @param firstStageRank its place in the request, from 1
   * @param score probability-like, 0 to 1, larger is better; comparable only within one ranking
   * @param rankedBy who decided its place
   */
  public record Entry(Candidate candidate, int firstStageRank, double score, RankedBy rankedBy) {}

  /** Who decided the place of an entry. */
  public enum RankedBy {
    /** The language model, in this request. */
    MODEL("model"),
    /** The language model, ahead of this request. */
    STORED("stored"),
    /** The first stage: no model, or no time. */
    FIRST_STAGE("first-stage");

    private final String label;

    RankedBy(String label) {
      this.label = label;
    }

    /** How responses write it. */
    public String label() {
      return label;
    }
  }

  /**
   * Tokens that ranking took.
   *
   * @param prefix length of the prompt's shared part
   * @param branches length of all branches together
   * @param computed how many of both went through the model, the cached ones not counted
   */
  public record Tokens(int prefix, int branches, int computed) {
    /** No model ran. */
    public static final Tokens NONE = new Tokens(0, 0, 0);
  }
}
