/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates;

import dev.edgewise.profile.Interaction;
import dev.edgewise.profile.Profile;
import dev.edgewise.rank.Fact;
import dev.edgewise.rank.ItemFacts;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.Item;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What matters of an item for this very user, looked up so that a model can cite it instead of
 * remembering: what the user did with it before, how often items like it were liked, and the
 * sentence of its text that has most to do with the query and with what the user likes. The prompt
 * takes as many of these as its budget allows, after all others. What is the same for each item is
 * looked up once.
 */
final class PersonalFacts {
  private static final Pattern SENTENCE = Pattern.compile("(?<=[.!?。])\\s+");
  private static final Pattern WORD_BREAK = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final int LONGEST = 160;
  private static final int SHORTEST_WORD = 4;
  private static final int ENOUGH_TO_COUNT = 2;

  /** What the user did last with each item met. */
  private final Map<String, String> met = new HashMap<>();

  private final Map<String, Taken> byCategory = new HashMap<>();
  private final Catalogue catalogue;
  private final Profile profile;
  private final @Nullable String query;
  private @Nullable Set<String> wanted;

  /** How the user took to the items of a category. */
  private record Taken(int liked, int all) {
    Taken and(Taken other) {
      return new Taken(liked + other.liked, all + other.all);
    }
  }

  /**
   * For one user.
   *
   * @param query what the user is looking for, or null
   */
  PersonalFacts(Catalogue catalogue, Profile profile, @Nullable String query) {
    this.catalogue = catalogue;
    this.profile = profile;
    this.query = query;
    for (Interaction past : profile.recent()) {
      met.put(past.item(), past.type());
      if (past.weight() != 0) {
        catalogue.find(past.item()).ifPresent(item -> take(item, past.weight() > 0));
      }
    }
  }

  private void take(Item item, boolean liked) {
    Taken one = new Taken(liked ? 1 : 0, 1);
    item.categories().stream()
        .distinct()
        .forEach(category -> byCategory.merge(category, one, Taken::and));
  }

  /** What the user looks for and likes, in words; asked for only where items have texts. */
  private Set<String> wanted() {
    if (wanted == null) {
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
      for (Interaction past : profile.recent()) {
        String title = past.weight() > 0 ? catalogue.titleOf(past.item()) : null;
        if (title != null) {
          words.addAll(words(title));
        }
      }
      wanted = words;
    }
    return wanted;
  }

  /** Adds what matters of an item. */
  void of(Item item, ItemFacts facts) {
    if (met.containsKey(item.id())) {
      facts.add(Fact.Kind.MET, "met", "this person did before: " + met.get(item.id()));
    }
    item.categories().stream().limit(1).forEach(category -> alike(category, facts));
    if (!item.text().isBlank()) {
      String sentence = sentence(item.text(), wanted());
      facts.add(Fact.Kind.SAYS, "text", sentence);
    }
  }

  private void alike(String category, ItemFacts facts) {
    Taken taken = byCategory.getOrDefault(category, new Taken(0, 0));
    if (taken.all() >= ENOUGH_TO_COUNT) {
      String liked = "liked " + taken.liked() + " of " + taken.all();
      facts.add(Fact.Kind.MET, "alike", liked + " with " + category);
    }
  }

  private static List<String> words(String text) {
    return WORD_BREAK
        .splitAsStream(text.toLowerCase(Locale.ROOT))
        .filter(word -> word.length() >= SHORTEST_WORD)
        .toList();
  }

  /** The sentence that has most of the words; the first one when none has any. */
  private static String sentence(String text, Set<String> wanted) {
    String best = "";
    long most = -1;
    for (String sentence : SENTENCE.split(text.strip(), 0)) {
      long hits = words(sentence).stream().distinct().filter(wanted::contains).count();
      if (hits > most) {
        most = hits;
        best = sentence;
      }
    }
    return best.length() <= LONGEST ? best : best.substring(0, LONGEST);
  }
}
