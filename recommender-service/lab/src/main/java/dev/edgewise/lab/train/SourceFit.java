/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.train;

import dev.edgewise.profile.Profile;
import dev.edgewise.recommend.candidates.Candidates;
import dev.edgewise.recommend.candidates.Mix;
import dev.edgewise.recommend.catalogue.CatalogueDescription.SourceWeight;
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
 * stands where each source puts it, everything frozen at the start of the span. Several spans are
 * taken together, since what is true of four weeks needn't be of the next.
 */
final class SourceFit {
  /** How many items each source brings. */
  private static final int POOL = 60;

  private static final int USERS = 4000;

  private final List<SoftmaxFit.Example> examples = new ArrayList<>();
  private List<String> sources = List.of();

  /**
   * Takes a span of time into account.
   *
   * @param replay lived through up to {@code frozen}
   * @return how many users are learnt from
   */
  int take(Replay replay, Past past, Instant frozen, Instant until, long seed) {
    Candidates candidates = replay.candidates();
    candidates.rebuild();
    sources = candidates.sources();
    Map<String, Set<String>> likes = past.likes(frozen, until);
    List<String> users = new ArrayList<>(likes.keySet());
    Collections.sort(users);
    Collections.shuffle(users, new Random(seed));
    int before = examples.size();
    for (String user : users.subList(0, Math.min(USERS, users.size()))) {
      Profile profile = replay.profile(user);
      Set<String> wanted = new HashSet<>(likes.getOrDefault(user, Set.of()));
      wanted.removeAll(profile.seen());
      take(candidates.pool(profile, POOL), wanted);
    }
    return examples.size() - before;
  }

  /** Whether there is nobody to learn from yet. */
  boolean isEmpty() {
    return examples.isEmpty();
  }

  private void take(Candidates.Pool pool, Set<String> wanted) {
    boolean[] signs = new boolean[pool.items().size()];
    boolean any = false;
    for (int i = 0; i < signs.length; i++) {
      signs[i] = wanted.contains(pool.items().get(i));
      any |= signs[i];
    }
    if (any) {
      double[][] features =
          pool.features().stream()
              .map(said -> divided(said, pool.strangeness()))
              .toArray(double[][]::new);
      examples.add(new SoftmaxFit.Example(features, signs));
    }
  }

  /** What the weights for known users multiply, then what those for strangers do. */
  private static double[] divided(double[] said, double strangeness) {
    double[] divided = new double[2 * said.length];
    for (int i = 0; i < said.length; i++) {
      divided[i] = (1 - strangeness) * said[i];
      divided[said.length + i] = strangeness * said[i];
    }
    return divided;
  }

  /** The weights at which what was liked stands highest. */
  Mix mix() {
    double[] least = new double[2 * sources.size()];
    Arrays.fill(least, -100);
    double[] weights = SoftmaxFit.fit(examples, least);
    Map<String, SourceWeight> byName = new LinkedHashMap<>();
    for (int i = 0; i < sources.size(); i++) {
      double known = rounded(weights[i]);
      double stranger = rounded(weights[sources.size() + i]);
      if (known != 0 || stranger != 0) {
        byName.put(sources.get(i), new SourceWeight(known, stranger));
      }
    }
    return new Mix(byName);
  }

  private static double rounded(double weight) {
    return Math.round(1000 * weight) / 1000.0;
  }
}
