/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.candidates;

import dev.edgewise.profile.Interaction;
import dev.edgewise.profile.Profile;
import dev.edgewise.rank.Fact;
import dev.edgewise.rank.ItemFacts;
import dev.edgewise.service.catalogue.Catalogue;
import dev.edgewise.service.catalogue.Item;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an item, as facts for prompt and reasons: what it is liked together with (this
 * user's own likes first, since those are what a reason can point at), how popular and how well
 * liked it is, and its columns.
 */
final class Facts {
  private static final int LIKED_WITH = 2;

  private final Catalogue catalogue;
  private final Popularity popularity;
  private final ItemNeighbours neighbours;
  private final LookedUp lookedUp;

  Facts(Catalogue catalogue, Popularity popularity, ItemNeighbours neighbours) {
    this.catalogue = catalogue;
    this.popularity = popularity;
    this.neighbours = neighbours;
    this.lookedUp = new LookedUp(catalogue);
  }

  List<Fact> of(Item item, Profile profile, @Nullable String query) {
    ItemFacts facts = ItemFacts.start();
    for (String other : likedWith(item.id(), profile)) {
      String title = catalogue.titleOf(other);
      if (title != null) {
        facts.likedWith(other, title);
      }
    }
    String popular = popular(popularity.share(item.id()));
    facts.add(Fact.Kind.IS, "popularity:" + popular, popular);
    popularity
        .meanLiking(item.id())
        .ifPresent(mean -> {
          String liked = liked(mean);
          facts.add(Fact.Kind.IS, "liking:" + liked, liked);
        });
    facts
        .categories(catalogue.description().categories(), item.categories())
        .attributes(item.attributes());
    lookedUp.of(item, profile, query, facts);
    return facts.list();
  }

  private Set<String> likedWith(String item, Profile profile) {
    Set<String> likedWith = new LinkedHashSet<>(ownLikes(item, profile));
    for (ItemNeighbours.Neighbour neighbour : neighbours.nearest(item)) {
      if (likedWith.size() < LIKED_WITH) {
        likedWith.add(neighbour.item());
      }
    }
    return likedWith;
  }

  private List<String> ownLikes(String item, Profile profile) {
    List<ItemNeighbours.Neighbour> own = new ArrayList<>();
    for (Interaction met : profile.recent()) {
      double similarity = met.weight() > 0 ? neighbours.similarity(item, met.item()) : 0;
      if (similarity > 0) {
        own.add(new ItemNeighbours.Neighbour(met.item(), similarity));
      }
    }
    return own.stream()
        .sorted(
            Comparator.comparingDouble((ItemNeighbours.Neighbour n) -> -n.similarity())
                .thenComparing(ItemNeighbours.Neighbour::item))
        .map(ItemNeighbours.Neighbour::item)
        .distinct()
        .limit(LIKED_WITH)
        .toList();
  }

  private static String popular(double share) {
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

  private static String liked(double mean) {
    if (mean >= 0.5) {
      return "rated highly";
    }
    if (mean >= 0.25) {
      return "rated well";
    }
    return mean >= 0 ? "rated so-so" : "rated poorly";
  }
}
