/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.phi.train;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A training example: a user, the candidates, and the candidates that the user liked.
 *
 * @param prefix tokens of the prompt's shared part, at least one
 * @param branches tokens of each candidate, at least one candidate with at least one token each
 * @param liked whether the user liked each candidate; at least one is true
 * @param offsets prior knowledge about each candidate, in logits. It is added to the model's score,
 *     so the model learns only the preferences that the offsets don't explain
 */
// Arrays save memory, since training holds millions of tokens; requests are never compared.
@SuppressWarnings("ArrayRecordComponent")
public record TrainingRequest(
    int[] prefix, List<int[]> branches, boolean[] liked, float[] offsets) {
  /** A request without offsets. */
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
          String.format(
              "%d branches, but %d values of liked and %d offsets; the counts should be equal",
              branches.size(), liked.length, offsets.length));
    }
    if (IntStream.range(0, liked.length).noneMatch(i -> liked[i])) {
      throw new IllegalArgumentException("A training request needs at least one liked branch");
    }
  }
}
