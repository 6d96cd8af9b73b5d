/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.split;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Draws the items among which a user's targets are ranked, from the items that the user never
 * interacted with. The result depends only on the seed and the user.
 *
 * @param items to draw from
 * @param count how many for each user; fewer when there are not enough
 */
record Negatives(List<String> items, int count, long seed) {
  private static final long USERS_APART = 0x9E3779B97F4A7C15L;

  /** The user's targets and the drawn items. */
  Set<String> among(SplitPlan.Subject subject) {
    Set<String> excluded = new HashSet<>(subject.excluded());
    excluded.addAll(subject.targets());
    Random random = new Random(seed(seed, subject));
    Set<String> ranked = new HashSet<>(subject.targets());
    if (2L * (count + excluded.size()) > items.size()) {
      ranked.addAll(shuffled(excluded, random));
    } else {
      int wanted = ranked.size() + count;
      while (ranked.size() < wanted) {
        String item = items.get(random.nextInt(items.size()));
        if (!excluded.contains(item)) {
          ranked.add(item);
        }
      }
    }
    return ranked;
  }

  /** The seed of one user's draws. */
  static long seed(long seed, SplitPlan.Subject subject) {
    return seed + USERS_APART * (1 + subject.user().hashCode());
  }

  /** Used when most items are drawn or excluded, since random picks would miss too often then. */
  private List<String> shuffled(Set<String> excluded, Random random) {
    List<String> rest = new ArrayList<>(items);
    rest.removeIf(excluded::contains);
    Collections.shuffle(rest, random);
    return rest.subList(0, Math.min(count, rest.size()));
  }
}
