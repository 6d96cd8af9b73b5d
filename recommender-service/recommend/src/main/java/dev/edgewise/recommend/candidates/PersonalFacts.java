/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates;

import dev.edgewise.profile.Interaction;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.Standing;
import dev.edgewise.rank.Fact;
import dev.edgewise.rank.ItemFacts;
import dev.edgewise.rank.prompt.PlainText;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.Item;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Collects the facts of an item that concern this user, so that a model can cite them: what the
 * user did with the item before, how often similar items were liked, and the sentence of its text
 * that matches the query and the user's likes best. The prompt takes these facts after all others,
 * as its budget allows. Data that are the same for all items are computed once.
 */
final class PersonalFacts {
  private static final Pattern WORD_BREAK = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final int MAX_SENTENCE_LENGTH = 160;
  private static final int MIN_WORD_LENGTH = 4;
  private static final int MIN_INTERACTIONS = 2;

  private final Map<String, String> lastAction = new HashMap<>(); // event type by item
  private final Map<String, LikeCount> opinions = new HashMap<>(); // by item
  private final Map<String, LikeCount> byCategory = new HashMap<>();
  private final Catalogue catalogue;
  private final Profile profile;
  private final @Nullable String query;
  private @Nullable Set<String> wantedWords;

  private record LikeCount(int liked, int all) {
    static final LikeCount NONE = new LikeCount(0, 0);

    LikeCount plus(LikeCount other) {
      return new LikeCount(liked + other.liked, all + other.all);
    }

    LikeCount minus(LikeCount other) {
      return new LikeCount(liked - other.liked, all - other.all);
    }
  }

  /** Creates the facts for one user; {@code query} is what the user searches for, or null. */
  PersonalFacts(Catalogue catalogue, Profile profile, @Nullable String query) {
    this.catalogue = catalogue;
    this.profile = profile;
    this.query = query;
    for (Interaction interaction : profile.recent()) {
      if (interaction.opinion()) {
        lastAction.put(interaction.item(), interaction.type());
      } else {
        lastAction.putIfAbsent(interaction.item(), interaction.type());
      }
    }
    for (Standing standing : profile.standings()) {
      if (standing.weight() != 0) {
        LikeCount one = new LikeCount(standing.weight() > 0 ? 1 : 0, 1);
        opinions.put(standing.item(), one);
        catalogue.find(standing.item()).ifPresent(item -> count(item, one));
      }
    }
  }

  private void count(Item item, LikeCount one) {
    item.categories().stream()
        .distinct()
        .forEach(category -> byCategory.merge(category, one, LikeCount::plus));
  }

  /** The words of the query and of what the user likes; computed only if an item has a text. */
  private Set<String> wantedWords() {
    if (wantedWords == null) {
      Set<String> words = new HashSet<>();
      if (query != null) {
        words.addAll(words(query));
      }
      profile
          .affinities()
          .forEach((trait, weight) -> {
            if (weight > 0) {
              words.addAll(words(trait.substring(trait.indexOf(':') + 1)));
            }
          });
      for (Standing standing : profile.standings()) {
        String title = standing.weight() > 0 ? catalogue.titleOf(standing.item()) : null;
        if (title != null) {
          words.addAll(words(title));
        }
      }
      wantedWords = words;
    }
    return wantedWords;
  }

  /** Adds the item's facts for this user. */
  void addTo(ItemFacts facts, Item item) {
    String action = lastAction.get(item.id());
    if (action != null) {
      facts.add(Fact.Kind.MET, "met", "this person did before: " + action);
    }
    if (!item.categories().isEmpty()) {
      addLikesOf(item.categories().getFirst(), item.id(), facts);
    }
    if (!item.text().isBlank()) {
      String best = Sentences.best(item.text(), wantedWords());
      facts.add(
          Fact.Kind.SAYS, "text", best.substring(0, Math.min(MAX_SENTENCE_LENGTH, best.length())));
    }
  }

  /** Adds how many other items of the category the user liked. */
  private void addLikesOf(String category, String except, ItemFacts facts) {
    LikeCount count =
        byCategory
            .getOrDefault(category, LikeCount.NONE)
            .minus(opinions.getOrDefault(except, LikeCount.NONE));
    if (count.all() >= MIN_INTERACTIONS) {
      String liked = "liked " + count.liked() + " of " + count.all();
      facts.add(Fact.Kind.MET, "alike", liked + " with " + category);
    }
  }

  private static List<String> words(String text) {
    return WORD_BREAK
        .splitAsStream(PlainText.folded(text))
        .filter(word -> word.length() >= MIN_WORD_LENGTH)
        .toList();
  }
}
