/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.ranker;

import dev.edgewise.profile.Profile;
import dev.edgewise.recommend.candidates.Candidates;
import java.util.List;
import java.util.function.Predicate;

/**
 * One source of the first stage alone.
 *
 * @param items how many items there are at all
 */
public record SourceRanker(String name, Candidates candidates, int items)
    implements EvaluatedRanker {
  private static final long FURTHER = 8;

  /**
   * A source that looks only so far down its own list, as a text search does, may find too few of
   * the open ones there: then it is asked for more, in the end for all it knows.
   */
  @Override
  public List<String> rank(Profile profile, Predicate<String> open, int most) {
    int asked = most;
    List<String> found = candidates.find(name, profile, open, asked);
    while (found.size() < most && asked < items) {
      asked = (int) Math.min(items, FURTHER * asked);
      found = candidates.find(name, profile, open, asked);
    }
    return found.size() <= most ? found : found.subList(0, most);
  }
}
