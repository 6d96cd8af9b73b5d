/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.UserContext;
import java.util.ArrayList;
import java.util.List;

/** Rewrites the blurbs of items for a user. Implementations are thread-safe. */
public interface BlurbWriter {
  /** Returns the original blurbs. */
  BlurbWriter ORIGINALS = (user, shown, style, deadline) -> originals(shown);

  /**
   * Returns one text for each item, even after failures or without time.
   *
   * @param shown the shown items in their order; an item without a blurb gets an empty text
   */
  List<Rewrite> rewrite(
      UserContext user, List<Candidate> shown, WritingStyle style, Deadline deadline);

  /** Returns the original blurbs in a new, modifiable list. */
  static List<Rewrite> originals(List<Candidate> shown) {
    List<Rewrite> originals = new ArrayList<>();
    shown.forEach(item -> originals.add(new Rewrite(item.text(), Rewrite.Source.ORIGINAL)));
    return originals;
  }
}
