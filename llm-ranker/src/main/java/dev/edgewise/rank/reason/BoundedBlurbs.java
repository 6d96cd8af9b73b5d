/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.reason;

import dev.edgewise.rank.BoundedCall;
import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.RankerException;
import dev.edgewise.rank.UserContext;
import java.util.List;

/** A writer of blurbs that returns the originals when the wrapped writer hangs. Thread-safe. */
public final class BoundedBlurbs implements BlurbWriter {
  private final BlurbWriter blurbs;
  private final BoundedCall calls;

  public BoundedBlurbs(BlurbWriter blurbs, BoundedCall calls) {
    this.blurbs = blurbs;
    this.calls = calls;
  }

  @Override
  public List<Rewrite> rewrite(
      UserContext user, List<Candidate> shown, WritingStyle style, Deadline deadline) {
    try {
      return calls.call("rewriting", () -> blurbs.rewrite(user, shown, style, deadline), deadline);
    } catch (RankerException e) {
      return BlurbWriter.originals(shown);
    }
  }
}
