/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import java.util.List;

/**
 * How events change a profile: pure and deterministic, time comes from the events alone. The same
 * events in the same order of their partitions give identical bytes, however batched; in another
 * order the same history and counts, and likings equal within 1e-9.
 */
public final class ProfileRules {
  private final SignalWeights weights;

  public ProfileRules(SignalWeights weights) {
    this.weights = weights;
  }

  /**
   * The profile after these events of its user, in log order, each exactly once in effect.
   *
   * @throws IllegalArgumentException when an event is another user's
   */
  public Profile apply(Profile before, List<PositionedEvent> batch) {
    ProfileDraft draft = new ProfileDraft(before, weights);
    for (PositionedEvent positioned : batch) {
      if (!positioned.event().user().equals(before.user())) {
        throw new IllegalArgumentException("a batch holds events of one user only");
      }
      if (draft.advance(positioned.position())) {
        draft.take(positioned.event());
      }
    }
    return draft.profile();
  }
}
