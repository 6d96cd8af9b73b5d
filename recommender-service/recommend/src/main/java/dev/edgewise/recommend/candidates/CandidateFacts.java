/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates;

import dev.edgewise.profile.Profile;
import dev.edgewise.rank.Fact;
import dev.edgewise.rank.ItemFacts;
import dev.edgewise.rank.feature.ItemActivity;
import dev.edgewise.rank.feature.ItemMatrix;
import dev.edgewise.rank.feature.TopItems;
import dev.edgewise.recommend.candidates.history.ItemNumbers;
import dev.edgewise.recommend.candidates.source.Sources;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.Item;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects the facts of an item for prompt and reasons: items that are liked together with it (this
 * user's own likes first, since reasons can refer to these), its popularity, its mean rating, and
 * its columns. For one user and one thread.
 */
final class CandidateFacts {
  private static final int LIKED_WITH = 2;
  private static final int MIN_OPINIONS = 5;

  private final Catalogue catalogue;
  private final Sources sources;
  private final PersonalFacts personal;
  private final ItemActivity activity;
  private final ItemMatrix neighbours;
  private final int[] liked;
  private final Profile profile;
  private @Nullable Set<String> known;

  /** Creates the facts for one user; {@code query} is what the user searches for, or null. */
  CandidateFacts(Catalogue catalogue, Sources sources, Profile profile, @Nullable String query) {
    this.catalogue = catalogue;
    this.sources = sources;
    this.profile = profile;
    this.activity = sources.context().activity();
    this.neighbours = sources.context().matrices().cosine();
    this.personal = new PersonalFacts(catalogue, profile, query);
    this.liked =
        profile.standings().stream()
            .filter(standing -> standing.weight() > 0)
            .mapToInt(standing -> sources.number(standing.item()))
            .filter(number -> number != ItemNumbers.NONE)
            .toArray();
  }

  List<Fact> of(Item item) {
    int number = sources.number(item.id());
    ItemFacts facts = ItemFacts.start();
    for (String other : likedWith(number)) {
      String title = catalogue.titleOf(other);
      if (title != null) {
        facts.likedWith(other, title);
      }
    }
    String popularity = popularityNow(trendingShare(item));
    facts.add(Fact.Kind.IS, "popularity:" + popularity, popularity);
    addLasting(facts, activity.userShare(number));
    if (activity.opinions(number) >= MIN_OPINIONS) {
      String rating = rating(activity.meanOpinion(number));
      facts.add(Fact.Kind.IS, "liking:" + rating, rating);
    }
    ItemColumns columns = ItemColumns.of(item, catalogue.description().categories(), this::known);
    facts
        .categories(catalogue.description().categories(), columns.categories())
        .attributes(columns.attributes());
    personal.addTo(facts, item);
    return facts.list();
  }

  /** The traits of which the user has an opinion; only items with many columns need them. */
  private Set<String> known() {
    if (known == null) {
      known = profile.affinities().keySet();
    }
    return known;
  }

  /** How popular the item is at present, relative to the most popular one, from 0 to 1. */
  private double trendingShare(Item item) {
    return activity.trendingShare(sources.number(item.id()));
  }

  private Set<String> likedWith(int item) {
    Set<String> likedWith = new LinkedHashSet<>(ownLikes(item));
    for (int neighbour : neighbours.strongest(item, LIKED_WITH)) {
      if (likedWith.size() < LIKED_WITH) {
        likedWith.add(sources.id(neighbour));
      }
    }
    return likedWith;
  }

  private List<String> ownLikes(int item) {
    TopItems best = new TopItems(LIKED_WITH, any -> true);
    for (int other : liked) {
      best.offer(other, neighbours.weight(item, other));
    }
    return best.list().stream().map(one -> sources.id(one.item())).toList();
  }

  private static void addLasting(ItemFacts facts, double share) {
    if (share >= 0.03) {
      String lasting =
          share >= 0.3
              ? "a lasting favourite"
              : share >= 0.1 ? "liked by many so far" : "liked by some so far";
      facts.add(Fact.Kind.IS, "lasting:" + lasting, lasting);
    }
  }

  private static String popularityNow(double share) {
    if (share >= 0.3) {
      return "hugely popular now";
    }
    if (share >= 0.1) {
      return "very popular now";
    }
    if (share >= 0.03) {
      return "popular now";
    }
    return share >= 0.01 ? "known to some" : "known to few";
  }

  private static String rating(double mean) {
    if (mean >= 0.5) {
      return "rated highly";
    }
    if (mean >= 0.25) {
      return "rated well";
    }
    return mean >= 0 ? "rated so-so" : "rated poorly";
  }
}
