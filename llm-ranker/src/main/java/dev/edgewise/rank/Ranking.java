/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Candidates in the order in which to show them.
 *
 * @param items every candidate of the request, best first
 * @param tokens how many tokens the model computed
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
   * @param rankedBy the stage that decided its place
   * @param contributions what each named part added to the score's logit; empty when the score has
   *     no parts
   * @param answer the model's answers for it, or null when the model wasn't asked
   */
  public record Entry(
      Candidate candidate,
      int firstStageRank,
      double score,
      RankedBy rankedBy,
      Map<String, Double> contributions,
      @Nullable Answer answer) {
    private static final Class<?> UNMODIFIABLE = Collections.unmodifiableMap(Map.of()).getClass();

    public Entry {
      // Map.copyOf would lose the order. The map of another entry needs no copy.
      if (contributions.getClass() != UNMODIFIABLE) {
        contributions = Collections.unmodifiableMap(new LinkedHashMap<>(contributions));
      }
    }

    /** An entry without contributions and without an answer of the model. */
    public Entry(Candidate candidate, int firstStageRank, double score, RankedBy rankedBy) {
      this(candidate, firstStageRank, score, rankedBy, Map.of(), null);
    }

    /**
     * Returns the entry of a candidate that keeps its place. Its score is x / (1 + x), with x the
     * first stage's positive score: this lies between 0 and 1 and keeps the order.
     *
     * @param rank the candidate's place in the request, from 1
     */
    public static Entry inPlace(Candidate candidate, int rank) {
      double x = Math.max(0, candidate.firstStageScore());
      double score = Double.isFinite(x) ? x / (1 + x) : 1;
      return new Entry(candidate, rank, score, RankedBy.RANKER);
    }

    /** Returns the entries of candidates that keep their places. */
    public static List<Entry> inPlace(List<Candidate> candidates) {
      List<Entry> entries = new ArrayList<>();
      candidates.forEach(candidate -> entries.add(inPlace(candidate, entries.size() + 1)));
      return entries;
    }

    /** Returns the same entry with other facts of its candidate. */
    public Entry withFacts(List<Fact> facts) {
      return with(candidate.withFacts(facts));
    }

    /** Returns the same entry with its candidate in other words. */
    public Entry with(Candidate told) {
      return new Entry(told, firstStageRank, score, rankedBy, contributions, answer);
    }

    /** Returns the same entry, marked as ranked by another stage. */
    public Entry by(RankedBy other) {
      return new Entry(candidate, firstStageRank, score, other, contributions, answer);
    }

    /**
     * Returns the same entry with another score.
     *
     * @param parts what each part added to the score's logit
     */
    public Entry scored(double other, Map<String, Double> parts) {
      return new Entry(candidate, firstStageRank, other, rankedBy, parts, answer);
    }
  }

  /**
   * The model's answers for an item, as logits, from which {@link Blend} computes the score.
   *
   * @param s the answer behind the user's prefix
   * @param b the answer behind the prefix of an unknown user; NaN if it wasn't computed
   */
  public record Answer(double s, double b) {}

  /** The stage that decided the place of an entry. */
  public enum RankedBy {
    /** The language model, in this request. */
    MODEL("model"),
    /** An earlier request or background work made the list. */
    STORED("stored"),
    /** The learned ranker: the model adds nothing here, there is none, or there was no time. */
    RANKER("ranker"),
    /** How popular the item is at present: there was no time for the learned ranker. */
    POPULARITY("popularity");

    private final String label;

    RankedBy(String label) {
      this.label = label;
    }

    /** Returns the name in responses. */
    public String label() {
      return label;
    }
  }

  /**
   * The tokens of one ranking.
   *
   * @param prefix length of the prompt's shared part
   * @param branches length of all branches together
   * @param computed how many tokens went through the model; cached ones don't count
   */
  public record Tokens(int prefix, int branches, int computed) {
    /** No model ran. */
    public static final Tokens NONE = new Tokens(0, 0, 0);
  }
}
