/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.train;

import dev.edgewise.profile.Profile;
import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.UserContext;
import dev.edgewise.recommend.candidates.Candidates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes snapshots of users, with the items that they liked afterwards. */
final class UserSnapshots {
  private UserSnapshots() {}

  /**
   * A random sample of the users with an event before {@code from} and a new like between {@code
   * from} and {@code until}.
   *
   * @param replay has reached {@code from}
   * @param most the largest number of users
   */
  static List<UserSnapshot> at(
      TimelineReplay replay,
      EventHistory history,
      Instant from,
      Instant until,
      int most,
      long seed) {
    Map<String, Set<String>> likes = history.likes(from, until);
    likes.keySet().retainAll(history.usersBefore(from));
    List<UserSnapshot> snapshots = new ArrayList<>();
    for (String user : EventHistory.shuffled(likes.keySet(), seed)) {
      Profile profile = replay.profile(user);
      Set<String> liked = new LinkedHashSet<>(likes.getOrDefault(user, Set.of()));
      liked.removeAll(profile.seen());
      if (!liked.isEmpty() && snapshots.size() < most) {
        snapshots.add(
            new UserSnapshot(
                profile,
                UserContext.of(profile, history.catalogue()::titleOf),
                described(replay.candidates(), profile),
                liked));
      }
    }
    return snapshots;
  }

  private static List<Candidate> described(Candidates candidates, Profile profile) {
    return candidates.described(
        candidates.gather(profile, RequestSampler.CANDIDATES), profile, null);
  }
}
