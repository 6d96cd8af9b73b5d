/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.train;

import java.util.List;

/**
 * What a user was, what could be shown, and what they liked of it.
 *
 * @param prefix tokens of the prompt's shared part, at least one
 * @param branches tokens of each candidate, at least one candidate and one token each
 * @param liked whether each branch was liked; at least one was
 */
// Arrays, since millions of tokens pass through here; nobody compares requests.
@SuppressWarnings("ArrayRecordComponent")
public record TrainingRequest(int[] prefix, List<int[]> branches, boolean[] liked) {
  public TrainingRequest {
    branches = List.copyOf(branches);
    if (prefix.length == 0 || branches.stream().anyMatch(b -> b.length == 0)) {
      throw new IllegalArgumentException("A prefix and every branch need at least one token");
    }
    if (branches.size() != liked.length) {
      throw new IllegalArgumentException(
          branches.size() + " branches, but " + liked.length + " signs of liking");
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
