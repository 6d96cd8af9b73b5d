/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import java.util.List;

/**
 * The rules by which events change a profile. They are pure and deterministic; the only times they
 * use are those of the events. The same events in the same order within each partition give
 * identical bytes, whatever the batches. In another order, events at different times give the same
 * history, counts, standings and affinities; of events at the same time, the later one in the log
 * is the later one in the history.
 */
public final class ProfileRules {
  private final SignalWeights weights;

  public ProfileRules(SignalWeights weights) {
    this.weights = weights;
  }

  /**
   * Applies a batch of the user's events, in log order, each exactly once in effect. An event from
   * a reading of the whole log that is older than the profile shows that an earlier profile was
   * lost; then the profile is made again from this event on.
   *
   * @return the profile after the batch
   * @throws IllegalArgumentException when an event belongs to another user
   */
  public Profile apply(Profile before, List<PositionedEvent> batch) {
    ProfileDraft draft = new ProfileDraft(before, weights);
    for (PositionedEvent positioned : batch) {
      if (!positioned.event().user().equals(before.user())) {
        throw new IllegalArgumentException("a batch must hold events of one user only");
      }
      if (positioned.whole() && draft.beganAfter(positioned.position())) {
        draft = new ProfileDraft(draft.profile().toRebuild(), weights);
      }
      if (draft.advance(positioned.position())) {
        draft.take(positioned.event());
      }
    }
    return draft.profile();
  }
}
