/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend;

import dev.edgewise.profile.Profile;
import dev.edgewise.profile.Standing;
import dev.edgewise.rank.feature.LearnedRanker;
import dev.edgewise.rank.feature.Source;
import dev.edgewise.recommend.candidates.Candidates;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A use of recommendations, for example a row of a page.
 *
 * @param name in requests
 * @param personal from 0 (what most users choose) to 1 (only what fits this user), unless the
 *     request sets it
 * @param sources names of the sources that alone bring the items, in their order; empty for all
 *     sources, ordered by the ranker and the model
 * @param byItem whether the sources start from one liked item instead of the whole history
 * @param limit how many items an answer has, unless the request sets it
 */
public record Placement(
    String name, double personal, List<String> sources, boolean byItem, int limit) {
  /** The main list. */
  public static final Placement FOR_YOU =
      new Placement("for-you", LearnedRanker.DEFAULT, List.of(), false, 10);

  /** What is popular at present. */
  public static final Placement TRENDING =
      new Placement("trending", 0, List.of(Source.TRENDING.label()), false, 20);

  /** Items that were added lately. */
  public static final Placement NEW = new Placement("new", 0, List.of("new"), false, 20);

  /** What goes with one item that the user liked. */
  public static final Placement BECAUSE_YOU_LIKED =
      new Placement(
          "because-you-liked",
          1,
          List.of(
              Source.COSINE.label(),
              Source.NEXT.label(),
              Source.EASE.label(),
              Source.CATEGORY.label()),
          true,
          20);

  /** The placements of every service; configuration can change them and add others. */
  public static final List<Placement> STANDARD = List.of(FOR_YOU, TRENDING, NEW, BECAUSE_YOU_LIKED);

  /**
   * Checks the fields.
   *
   * @throws IllegalArgumentException when {@code personal} or {@code limit} is out of range, when
   *     there is no source of a name, or when {@code new} isn't the only source
   */
  public Placement {
    if (!(personal >= 0 && personal <= 1) || limit < 1) {
      throw new IllegalArgumentException(
          "placement %s needs personal from 0 to 1 and a limit from 1, not %s and %d"
              .formatted(name, personal, limit));
    }
    sources = List.copyOf(sources);
    if (!sources.equals(List.of(Candidates.NEW))) {
      check(sources);
    }
  }

  private static void check(List<String> sources) {
    if (sources.contains(Candidates.NEW)) {
      throw new IllegalArgumentException(
          "new must be the only source of a placement, not one of " + String.join(", ", sources));
    }
    sources.forEach(Source::of);
  }

  /** Whether the ranker orders the items of all sources. */
  boolean ranked() {
    return sources.isEmpty();
  }

  /**
   * The item that the placement starts from: the wanted one, else the latest one that the user
   * liked; empty if there is none, or the placement starts from none.
   *
   * @param wanted id of an item, or null
   * @param known whether the catalogue has an item
   */
  public Optional<String> start(@Nullable String wanted, Profile profile, Predicate<String> known) {
    if (!byItem) {
      return Optional.empty();
    }
    if (wanted != null) {
      return Optional.of(wanted).filter(known);
    }
    return profile.standings().reversed().stream()
        .filter(standing -> standing.weight() > 0)
        .map(Standing::item)
        .filter(known)
        .findFirst();
  }
}
