/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.train;

import java.util.List;

/**
 * What a user was, what could be shown, and what they liked of it.
 *
 * @param prefix tokens of the prompt's shared part, at least one
 * @param branches tokens of each candidate, at least one candidate and one token each
 * @param liked whether each branch was liked; at least one was
 * @param offsets what is known of each branch without the model, in logits: it is added to the
 *     model's answer, so that the model learns only what that doesn't say
 */
// Arrays, since millions of tokens pass through here; nobody compares requests.
@SuppressWarnings("ArrayRecordComponent")
public record TrainingRequest(
    int[] prefix, List<int[]> branches, boolean[] liked, float[] offsets) {
  /** One of which nothing is known without the model. */
  public TrainingRequest(int[] prefix, List<int[]> branches, boolean[] liked) {
    this(prefix, branches, liked, new float[liked.length]);
  }

  public TrainingRequest {
    branches = List.copyOf(branches);
    if (prefix.length == 0 || branches.stream().anyMatch(b -> b.length == 0)) {
      throw new IllegalArgumentException("A prefix and every branch need at least one token");
    }
    if (branches.size() != liked.length || branches.size() != offsets.length) {
      throw new IllegalArgumentException(
          branches.size()
              + " branches, but "
              + liked.length
              + " signs of liking and "
              + offsets.length
              + " offsets");
    }
    boolean any = false;
    for (boolean one : liked) {
      any |= one;
    }
    if (!any) {
      throw new IllegalArgumentException("A request to learn from needs a branch that was liked");
    }
  }
}
