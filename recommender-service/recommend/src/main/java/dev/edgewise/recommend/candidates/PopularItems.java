/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates;

import dev.edgewise.profile.Profile;
import dev.edgewise.rank.Candidate;
import dev.edgewise.recommend.wish.Wish;
import java.util.List;
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

  /**
   * What has the words of a wish, then the most popular items, as far as they meet the wish and
   * what the user states, and the user has not finished them; best first.
   */
  public List<Candidate> of(Profile profile, Wish wish, int limit) {
    List<Candidate> ready = best;
    return candidates.quickly(profile, wish, ready == null ? find() : ready, limit);
  }
}
