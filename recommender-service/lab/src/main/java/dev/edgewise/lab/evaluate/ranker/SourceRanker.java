/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.ranker;

import dev.edgewise.profile.Profile;
import dev.edgewise.recommend.candidates.Candidates;
import java.util.List;
import java.util.function.Predicate;

/**
 * One source of the first stage alone.
 *
 * @param items the number of all items
 */
public record SourceRanker(String name, Candidates candidates, int items)
    implements EvaluatedRanker {
  private static final long FURTHER = 8;

  /**
   * Some sources, such as text search, look only at the top of their own list. If that holds too
   * few open items, this asks for more, in the end for all.
   */
  @Override
  public List<String> rank(Profile profile, Predicate<String> open, int most) {
    int asked = most;
    List<String> found = candidates.find(name, profile, open, asked);
    while (found.size() < most && asked < items) {
      asked = (int) Math.min(items, FURTHER * asked);
      found = candidates.find(name, profile, open, asked);
    }
    return found.stream().limit(most).toList();
  }
}
