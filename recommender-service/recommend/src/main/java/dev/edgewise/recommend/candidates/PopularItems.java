/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates;

import dev.edgewise.profile.Profile;
import dev.edgewise.rank.Candidate;
import dev.edgewise.recommend.wish.Wish;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The list of a user of whom nothing is known: what most users choose at present. It is kept ready
 * for requests that have no time for more. Thread-safe.
 */
public final class PopularItems {
  private static final int KEPT = 200;
  private static final Profile NOBODY = Profile.empty("-");

  private final Candidates candidates;
  private volatile @Nullable List<Candidate> best;

  public PopularItems(Candidates candidates) {
    this.candidates = candidates;
  }

  /** Finds the items again. Called in the background, so that requests find them ready. */
  public void refresh() {
    best = find();
  }

  private List<Candidate> find() {
    return candidates.described(
        candidates.gather(NOBODY, Wish.NONE, 0, null, KEPT).best(), NOBODY, null);
  }

  /** The most popular items that the user has not finished and that are allowed, best first. */
  public List<Candidate> of(Profile profile, int limit) {
    List<Candidate> ready = best;
    List<Candidate> known = ready == null ? find() : ready;
    Set<String> finished = profile.seen();
    return known.stream()
        .filter(item -> !finished.contains(item.id()) && candidates.allowed(item.id()))
        .limit(limit)
        .toList();
  }
}
