/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.train;

import dev.edgewise.profile.Profile;
import dev.edgewise.rank.UserContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Users at the moment of freezing, with what they liked afterwards. */
final class UserSnapshots {
  private UserSnapshots() {}

  /**
   * A random sample of the users with an event before the moment and a new like after it.
   *
   * @param replay has reached {@code frozen}
   * @param most how many users at most
   */
  static List<UserSnapshot> at(
      TimelineReplay replay,
      EventHistory history,
      Instant frozen,
      Instant until,
      int most,
      long seed) {
    Map<String, Set<String>> likes = history.likes(frozen, until);
    likes.keySet().retainAll(history.usersBefore(frozen));
    List<UserSnapshot> moments = new ArrayList<>();
    for (String user : EventHistory.shuffled(likes.keySet(), seed)) {
      Profile profile = replay.profile(user);
      Set<String> liked = new LinkedHashSet<>(likes.getOrDefault(user, Set.of()));
      liked.removeAll(profile.seen());
      if (!liked.isEmpty() && moments.size() < most) {
        moments.add(
            new UserSnapshot(
                profile,
                UserContext.of(profile, history.catalogue()::titleOf),
                replay.candidates().gather(profile, RequestSampler.CANDIDATES),
                liked));
      }
    }
    return moments;
  }
}
