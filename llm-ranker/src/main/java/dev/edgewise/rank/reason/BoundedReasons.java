/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

import dev.edgewise.rank.BoundedCall;
import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.RankerException;
import dev.edgewise.rank.UserContext;
import java.util.List;

/** Reasons that aren't waited for when they hang: others, which need no model, take their place. */
public final class BoundedReasons implements ReasonWriter {
  private final ReasonWriter reasons;
  private final ReasonWriter otherwise;
  private final BoundedCall calls;

  /**
   * Wraps reasons.
   *
   * @param otherwise answers at once and doesn't fail
   */
  public BoundedReasons(ReasonWriter reasons, ReasonWriter otherwise, BoundedCall calls) {
    this.reasons = reasons;
    this.otherwise = otherwise;
    this.calls = calls;
  }

  @Override
  public List<Reason> explain(
      UserContext user,
      List<Candidate> shown,
      WritingStyle style,
      Deadline deadline,
      ReasonListener listener) {
    try {
      return calls.call(
          "writing reasons",
          () -> reasons.explain(user, shown, style, deadline, listener),
          deadline);
    } catch (RankerException e) {
      return otherwise.explain(user, shown, style, deadline, ReasonListener.NONE);
    }
  }
}
