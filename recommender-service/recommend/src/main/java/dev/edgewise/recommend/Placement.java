/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend;

import dev.edgewise.profile.Profile;
import dev.edgewise.rank.feature.LearnedRanker;
import dev.edgewise.rank.feature.Source;
import dev.edgewise.recommend.candidates.Candidates;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.Item;
import java.util.List;

/**
 * A use of recommendations, for example a row of a page.
 *
 * @param name in requests
 * @param personal from 0 (what most users choose) to 1 (only what fits this user), unless the
 *     request sets it
 * @param sources names of the sources that alone bring the items, in their order; empty for all
 *     sources, ordered by the ranker and the model
 * @param start the items that the list starts from; with any, its only source is {@code similar}
 * @param limit how many items an answer has, unless the request sets it
 */
public record Placement(
    String name, double personal, List<String> sources, Start start, int limit) {
  /** What a list starts from. */
  public enum Start {
    /** The user's whole history. */
    HISTORY,
    /** One item: a given one, else the latest one that the user liked. */
    ITEM,
    /** Some given items. */
    ITEMS
  }

  /** How many items a list can start from. */
  public static final int MOST_ITEMS = 20;

  /** How much the user's taste counts beside the similarity to an item. */
  private static final double TASTE = 0.25;

  /** The main list. */
  public static final Placement FOR_YOU =
      new Placement("for-you", LearnedRanker.DEFAULT, List.of(), Start.HISTORY, 10);

  /** What is popular at present. */
  public static final Placement TRENDING =
      new Placement("trending", 0, List.of(Source.TRENDING.label()), Start.HISTORY, 20);

  /** Items that were added lately. */
  public static final Placement NEW =
      new Placement("new", 0, List.of(Candidates.NEW), Start.HISTORY, 20);

  /** What is similar to an item that the user liked. */
  public static final Placement BECAUSE_YOU_LIKED =
      new Placement("because-you-liked", TASTE, List.of(Candidates.SIMILAR), Start.ITEM, 20);

  /** What is similar to an item, for its page. */
  public static final Placement SIMILAR =
      new Placement("similar", TASTE, List.of(Candidates.SIMILAR), Start.ITEM, 10);

  /** What goes with the items of a cart. */
  public static final Placement CART =
      new Placement("cart", TASTE, List.of(Candidates.SIMILAR), Start.ITEMS, 10);

  /** The placements of every service; configuration can change them and add others. */
  public static final List<Placement> STANDARD =
      List.of(FOR_YOU, TRENDING, NEW, BECAUSE_YOU_LIKED, SIMILAR, CART);

  /**
   * Checks the fields.
   *
   * @throws IllegalArgumentException when {@code personal} or {@code limit} is out of range, when
   *     there is no source of a name, when {@code new} isn't the only source, or when {@code
   *     similar} isn't the one source of a placement that starts from items
   */
  public Placement {
    if (!(personal >= 0 && personal <= 1) || limit < 1) {
      throw new IllegalArgumentException(
          "placement %s needs personal from 0 to 1 and a limit from 1, not %s and %d"
              .formatted(name, personal, limit));
    }
    sources = List.copyOf(sources);
    check(name, sources, start);
  }

  private static void check(String name, List<String> sources, Start start) {
    boolean similar = sources.equals(List.of(Candidates.SIMILAR));
    if (similar != (start != Start.HISTORY)) {
      throw new IllegalArgumentException(
          similar || sources.contains(Candidates.SIMILAR)
              ? "similar is the source of the placements that start from items, not of " + name
              : name + " starts from items, so its only source is similar");
    }
    if (sources.contains(Candidates.NEW) && sources.size() > 1) {
      throw new IllegalArgumentException(
          "new must be the only source of a placement, not one of " + String.join(", ", sources));
    }
    sources.stream()
        .filter(source -> !source.equals(Candidates.NEW) && !source.equals(Candidates.SIMILAR))
        .forEach(Source::of);
  }

  /** Whether the ranker orders the items of all sources. */
  public boolean ranked() {
    return sources.isEmpty();
  }

  /** Whether the list starts from items instead of the whole history. */
  public boolean byItem() {
    return start != Start.HISTORY;
  }

  /**
   * The items that the placement starts from: the wanted ones, else the latest one that the user
   * liked; empty if there is none, or the placement starts from none.
   *
   * @param wanted ids of items of the catalogue
   */
  public List<Item> starts(List<String> wanted, Profile profile, Catalogue catalogue) {
    if (!byItem()) {
      return List.of();
    }
    if (!wanted.isEmpty()) {
      return wanted.stream().distinct().flatMap(id -> catalogue.find(id).stream()).toList();
    }
    return profile.standings().reversed().stream()
        .filter(standing -> standing.weight() > 0)
        .flatMap(standing -> catalogue.find(standing.item()).stream())
        .limit(1)
        .toList();
  }
}
