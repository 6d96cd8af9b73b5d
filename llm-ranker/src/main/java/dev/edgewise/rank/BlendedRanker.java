/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

import java.util.List;

/**
 * A ranker whose scores blend a model's answer with other features. The weights can be replaced at
 * run time. Implementations are thread-safe.
 */
public interface BlendedRanker extends Ranker, DocumentScorer {
  /** Returns the current weights. */
  Blend blend();

  /** Replaces the weights for all requests that begin after this call. */
  void use(Blend blend);

  /**
   * Computes the model's answers for an unknown user before requests need them, for the items that
   * have none yet. Interactive work runs first.
   *
   * @param language BCP 47 tag of the prompt
   */
  void learnPriors(List<Candidate> items, String language);

  /** Returns how many items so far have a text that seems to ask the model for a yes. */
  long suspectItems();
}
