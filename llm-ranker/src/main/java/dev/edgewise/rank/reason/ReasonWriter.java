/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.UserContext;
import java.util.List;

/** Says why items are shown. Implementations are safe for use by many threads at once. */
public interface ReasonWriter {

  /**
   * One reason for each item, always, whatever fails and however little time is left.
   *
   * @param shown the items shown, in their order
   * @param deadline by which the reasons must be there
   * @param listener hears those that are written word by word
   */
  List<Reason> explain(
      UserContext user,
      List<Candidate> shown,
      WritingStyle style,
      Deadline deadline,
      ReasonListener listener);

  /** The same in plain words, heard when all are there. */
  default List<Reason> explain(UserContext user, List<Candidate> shown, Deadline deadline) {
    return explain(user, shown, WritingStyle.PLAIN, deadline, ReasonListener.NONE);
  }
}
