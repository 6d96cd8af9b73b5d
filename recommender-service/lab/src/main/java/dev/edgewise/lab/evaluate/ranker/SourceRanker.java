/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.ranker;

import dev.edgewise.profile.Profile;
import dev.edgewise.recommend.candidates.Candidates;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Ranks with one source of the first stage alone; {@code items} is the number of all items. */
public record SourceRanker(String name, Candidates candidates, int items)
    implements EvaluatedRanker {
  private static final long GROWTH = 8;

  /**
   * Some sources, such as text search, look only at the top of their own list. If it contains too
   * few open items, this method requests a longer list, in the end all items.
   */
  @Override
  public List<String> rank(Profile profile, Predicate<String> open, int most) {
    int requested = most;
    List<String> found = candidates.find(name, profile, open, requested);
    while (found.size() < most && requested < items) {
      requested = (int) Math.min(items, GROWTH * requested);
      found = candidates.find(name, profile, open, requested);
    }
    return found.stream().limit(most).toList();
  }

  /** Requests the whole list at once, since the items may stand anywhere in it. */
  @Override
  public List<String> order(Profile profile, Set<String> some) {
    return candidates.find(name, profile, some::contains, items);
  }
}
