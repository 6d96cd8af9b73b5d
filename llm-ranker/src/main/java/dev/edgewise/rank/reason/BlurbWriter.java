/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.UserContext;
import java.util.ArrayList;
import java.util.List;

/** Writes items' blurbs for a user. Implementations are safe for use by many threads at once. */
public interface BlurbWriter {
  /** Leaves them as they are. */
  BlurbWriter ORIGINALS = (user, shown, style, deadline) -> originals(shown);

  /**
   * One text for each item, always, whatever fails and however little time is left.
   *
   * @param shown the items shown, in their order; one without a blurb keeps none
   */
  List<Rewrite> rewrite(
      UserContext user, List<Candidate> shown, WritingStyle style, Deadline deadline);

  /** The blurbs as they are. */
  static List<Rewrite> originals(List<Candidate> shown) {
    List<Rewrite> originals = new ArrayList<>();
    shown.forEach(item -> originals.add(new Rewrite(item.text(), Rewrite.Source.ORIGINAL)));
    return originals;
  }
}
