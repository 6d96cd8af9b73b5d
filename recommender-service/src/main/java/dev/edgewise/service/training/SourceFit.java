/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.training;

import dev.edgewise.profile.Profile;
import dev.edgewise.service.candidates.Candidates;
import dev.edgewise.service.candidates.Mix;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Fits the weights of the sources of candidates: by how often what users liked in a span of time
 * stands where each source puts it, everything frozen at the start of the span.
 */
final class SourceFit {
  /** How many items each source brings. */
  private static final int POOL = 60;

  private static final int USERS = 4000;

  private SourceFit() {}

  /**
   * The weights.
   *
   * @param replay lived through up to {@code frozen}
   * @throws IllegalArgumentException when nobody liked anything that a source brings
   */
  static Mix fit(Replay replay, Past past, Instant frozen, Instant until, long seed) {
    Candidates candidates = replay.candidates();
    candidates.rebuild();
    List<SoftmaxFit.Example> examples = new ArrayList<>();
    Map<String, Set<String>> likes = past.likes(frozen, until);
    List<String> users = new ArrayList<>(likes.keySet());
    users.retainAll(past.usersBefore(frozen));
    Collections.sort(users);
    Collections.shuffle(users, new Random(seed));
    for (String user : users.subList(0, Math.min(USERS, users.size()))) {
      Profile profile = replay.profile(user);
      Set<String> liked = new HashSet<>(likes.getOrDefault(user, Set.of()));
      liked.removeAll(profile.seen());
      Candidates.Pool pool = candidates.pool(profile, POOL);
      if (pool.items().stream().anyMatch(liked::contains)) {
        examples.add(example(pool, liked));
      }
    }
    if (examples.isEmpty()) {
      throw new IllegalArgumentException(
          "nobody liked what a source would have brought between " + frozen + " and " + until);
    }
    return mix(candidates.sources(), examples);
  }

  private static SoftmaxFit.Example example(Candidates.Pool pool, Set<String> liked) {
    boolean[] signs = new boolean[pool.items().size()];
    for (int i = 0; i < signs.length; i++) {
      signs[i] = liked.contains(pool.items().get(i));
    }
    return new SoftmaxFit.Example(pool.features().toArray(double[][]::new), signs);
  }

  private static Mix mix(List<String> sources, List<SoftmaxFit.Example> examples) {
    double[] least = new double[sources.size()];
    Arrays.fill(least, -100);
    double[] weights = SoftmaxFit.fit(examples, least);
    Map<String, Double> byName = new LinkedHashMap<>();
    for (int i = 0; i < weights.length; i++) {
      byName.put(sources.get(i), Math.round(1000 * weights[i]) / 1000.0);
    }
    return new Mix(byName);
  }
}
