/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

import java.util.List;

/**
 * Tells how much each fact of an item speaks for the item, for one user, by the ranker's scores.
 */
public interface Evidence {
  /** The evidence of a ranker without a model: none. */
  Evidence NONE = (user, shown, deadline) -> List.of();

  /**
   * Weighs every fact of the items. A fact's evidence is the difference between two scores: the
   * item's title with this fact, and the title alone.
   *
   * @param shown items, the most important first
   * @return for the first items, as many as the deadline allowed, the evidence of each of their
   *     facts in the facts' order, in logits; a positive number speaks for the item
   * @throws RankerException when the model fails
   */
  List<double[]> weigh(UserContext user, List<Candidate> shown, Deadline deadline);
}
