/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

import java.util.List;

/**
 * A ranker whose scores blend a model's answer with other features, by weights that can be
 * replaced. Implementations are safe for use by many threads.
 */
public interface BlendedRanker extends Ranker, DocumentScorer {
  /** The weights in use. */
  Blend blend();

  /** Uses other weights, for requests that begin from now on. */
  void use(Blend blend);

  /**
   * Computes the model's answers for an unknown user ahead of requests, for items that lack one.
   * Interactive work goes first.
   *
   * @param language BCP 47 tag of the prompt
   */
  void learnPriors(List<Candidate> items, String language);

  /** How many items so far had a text that seems to ask the model for a yes. */
  long suspectItems();
}
