/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
   * @param contributions what each part added to the score's logit, by its name; empty when it
   *     isn't made of parts
   * @param answer what the model said of it, or null when it wasn't asked
   */
  public record Entry(
      Candidate candidate,
      int firstStageRank,
      double score,
      RankedBy rankedBy,
      Map<String, Double> contributions,
      @Nullable Answer answer) {
    public Entry {
      // in their order, which Map.copyOf would lose
      contributions = Collections.unmodifiableMap(new LinkedHashMap<>(contributions));
    }

    /** One of which the model said nothing that is told. */
    public Entry(
        Candidate candidate,
        int firstStageRank,
        double score,
        RankedBy rankedBy,
        Map<String, Double> contributions) {
      this(candidate, firstStageRank, score, rankedBy, contributions, null);
    }

    /** One whose score has no parts. */
    public Entry(Candidate candidate, int firstStageRank, double score, RankedBy rankedBy) {
      this(candidate, firstStageRank, score, rankedBy, Map.of());
    }

    /** The same, its place decided by another. */
    public Entry by(RankedBy other) {
      return new Entry(candidate, firstStageRank, score, other, contributions, answer);
    }

    /**
     * The same with another score.
     *
     * @param parts what each part added to its logit
     */
    public Entry scored(double other, Map<String, Double> parts) {
      return new Entry(candidate, firstStageRank, other, rankedBy, parts, answer);
    }
  }

  /**
   * What the model said of an item, as logits: what {@link Blend} makes a score of.
   *
   * @param s behind the user's prefix
   * @param b behind that of an unknown user; NaN when that wasn't computed
   */
  public record Answer(double s, double b) {}

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
