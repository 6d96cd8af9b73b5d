/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.train;

import dev.edgewise.profile.Profile;
import dev.edgewise.rank.UserContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Users at the moment at which everything is frozen, and what they liked in the time after it. */
final class Moments {
  private Moments() {}

  /**
   * Users with at least one event before and one new like after: a seeded sample of them.
   *
   * @param replay lived through up to {@code frozen}
   * @param most how many users at most
   */
  static List<Moment> at(
      Replay replay, Past past, Instant frozen, Instant until, int most, long seed) {
    Set<String> before = past.usersBefore(frozen);
    Map<String, Set<String>> likes = past.likes(frozen, until);
    List<String> users = new ArrayList<>(likes.keySet());
    users.removeIf(user -> !before.contains(user));
    Collections.sort(users);
    Collections.shuffle(users, new Random(seed));
    List<Moment> moments = new ArrayList<>();
    for (String user : users) {
      Profile profile = replay.profile(user);
      Set<String> liked = new LinkedHashSet<>(likes.getOrDefault(user, Set.of()));
      liked.removeAll(profile.seen());
      if (!liked.isEmpty() && moments.size() < most) {
        moments.add(
            new Moment(
                profile,
                UserContext.of(profile, past.catalogue()::titleOf),
                replay.candidates().gather(profile, Requests.CANDIDATES),
                liked));
      }
    }
    return moments;
  }
}
