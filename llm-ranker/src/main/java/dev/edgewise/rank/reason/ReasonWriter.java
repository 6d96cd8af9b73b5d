/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.UserContext;
import java.util.List;

/** Writes the reasons why items are shown. Implementations are thread-safe. */
public interface ReasonWriter {

  /**
   * Returns one reason for each item, even after failures or without time.
   *
   * @param shown the shown items in their order
   * @param deadline the time by which the reasons must be ready
   * @param listener receives reasons while the model writes them
   */
  List<Reason> explain(
      UserContext user,
      List<Candidate> shown,
      WritingStyle style,
      Deadline deadline,
      ReasonListener listener);

  /** Returns one reason for each item in the plain style, without a listener. */
  default List<Reason> explain(UserContext user, List<Candidate> shown, Deadline deadline) {
    return explain(user, shown, WritingStyle.PLAIN, deadline, ReasonListener.NONE);
  }
}
