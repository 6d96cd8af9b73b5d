/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

import dev.edgewise.rank.BoundedCall;
import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.RankerException;
import dev.edgewise.rank.UserContext;
import java.util.List;

/**
 * A writer of reasons that falls back to another writer when the wrapped one hangs. Thread-safe.
 */
public final class BoundedReasons implements ReasonWriter {
  private final ReasonWriter reasons;
  private final ReasonWriter fallback;
  private final BoundedCall calls;

  /**
   * Wraps a writer.
   *
   * @param fallback must answer at once and must not fail, so it should need no model
   */
  public BoundedReasons(ReasonWriter reasons, ReasonWriter fallback, BoundedCall calls) {
    this.reasons = reasons;
    this.fallback = fallback;
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
      listener.simplified();
      return fallback.explain(user, shown, style, deadline, ReasonListener.NONE);
    }
  }
}
