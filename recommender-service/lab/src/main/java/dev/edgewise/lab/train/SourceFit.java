/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.train;

import dev.edgewise.profile.Profile;
import dev.edgewise.recommend.candidates.Candidates;
import dev.edgewise.recommend.candidates.SourceWeights;
import dev.edgewise.recommend.catalogue.CatalogueDescription.SourceWeight;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;

/**
 * Fits the weights of the candidate sources to what users liked in a time span, with profiles and
 * sources as they were at the start of the span. It fits several spans together, because one span
 * of four weeks may differ from the next.
 */
final class SourceFit {
  /** The number of items from each source. */
  private static final int POOL = 60;

  private static final int USERS = 4000;

  private final List<SoftmaxFit.Example> examples = new ArrayList<>();
  private List<String> sources = List.of();

  /**
   * Adds the users of a time span.
   *
   * @param replay has reached {@code from}
   * @return how many users it added
   */
  int take(TimelineReplay replay, EventHistory history, Instant from, Instant until, long seed) {
    Candidates candidates = replay.candidates();
    candidates.rebuild();
    sources = candidates.sources();
    Map<String, Set<String>> likes = history.likes(from, until);
    int before = examples.size();
    for (String user : EventHistory.shuffled(likes.keySet(), seed).stream().limit(USERS).toList()) {
      Profile profile = replay.profile(user);
      Set<String> wanted = new HashSet<>(likes.getOrDefault(user, Set.of()));
      wanted.removeAll(profile.seen());
      take(candidates.pool(profile, POOL), wanted);
    }
    return examples.size() - before;
  }

  /** Whether there are no users yet. */
  boolean isEmpty() {
    return examples.isEmpty();
  }

  private void take(Candidates.Pool pool, Set<String> wanted) {
    if (Collections.disjoint(pool.items(), wanted)) {
      return;
    }
    boolean[] liked = new boolean[pool.items().size()];
    for (int i = 0; i < liked.length; i++) {
      liked[i] = wanted.contains(pool.items().get(i));
    }
    double[][] rows =
        pool.features().stream()
            .map(features -> divided(features, pool.strangeness()))
            .toArray(double[][]::new);
    examples.add(SoftmaxFit.Example.of(rows, liked));
  }

  /** The features of the weights for known users, then those of the weights for strangers. */
  private static double[] divided(double[] features, double strangeness) {
    return DoubleStream.concat(
            Arrays.stream(features).map(feature -> (1 - strangeness) * feature),
            Arrays.stream(features).map(feature -> strangeness * feature))
        .toArray();
  }

  /** The weights that rank liked items highest. */
  SourceWeights weights() {
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
    return new SourceWeights(byName);
  }

  private static double rounded(double weight) {
    return Math.round(1000 * weight) / 1000.0;
  }
}
