/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

import java.util.List;

/** How much each fact of an item speaks for it, for one user, by the ranker's own judgement. */
public interface Evidence {
  /** Evidence of a ranker that has no model: none. */
  Evidence NONE = (user, shown, deadline) -> List.of();

  /**
   * Weighs every fact of the items: the rise of the item's score when the fact stands beside its
   * title alone.
   *
   * @param shown items in the order of their importance
   * @return for the first items, as many as the deadline allowed, the evidence of each of their
   *     facts in turn, in logits; positive speaks for the item
   * @throws RankerException when the model fails
   */
  List<double[]> weigh(UserContext user, List<Candidate> shown, Deadline deadline);
}
