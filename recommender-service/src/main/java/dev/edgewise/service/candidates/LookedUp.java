/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.candidates;

import dev.edgewise.profile.Interaction;
import dev.edgewise.profile.Profile;
import dev.edgewise.rank.Fact;
import dev.edgewise.rank.ItemFacts;
import dev.edgewise.service.catalogue.Catalogue;
import dev.edgewise.service.catalogue.Item;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What matters of an item for this very user, looked up so that a model can cite it instead of
 * remembering: what the user did with it before, how often items like it were liked, and the
 * sentence of its text that has most to do with the query and with what the user likes. The prompt
 * takes as many of these as its budget allows, after all others.
 */
final class LookedUp {
  private static final Pattern SENTENCE = Pattern.compile("(?<=[.!?。])\\s+");
  private static final Pattern WORD_BREAK = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final int LONGEST = 160;
  private static final int SHORTEST_WORD = 4;
  private static final int ENOUGH_TO_COUNT = 2;

  private final Catalogue catalogue;

  LookedUp(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  void of(Item item, Profile profile, @Nullable String query, ItemFacts facts) {
    met(item, profile, facts);
    alike(item, profile, facts);
    String sentence = sentence(item.text(), wanted(profile, query));
    if (!sentence.isEmpty()) {
      facts.add(Fact.Kind.SAYS, "text", sentence);
    }
  }

  private static void met(Item item, Profile profile, ItemFacts facts) {
    List<Interaction> recent = profile.recent();
    for (int i = recent.size() - 1; i >= 0; i--) {
      if (recent.get(i).item().equals(item.id())) {
        facts.add(Fact.Kind.MET, "met", "this person did before: " + recent.get(i).type());
        return;
      }
    }
  }

  /** How the user took to items of the same first category. */
  private void alike(Item item, Profile profile, ItemFacts facts) {
    if (item.categories().isEmpty()) {
      return;
    }
    String category = item.categories().getFirst();
    int liked = 0;
    int all = 0;
    for (Interaction past : profile.recent()) {
      boolean same =
          catalogue.find(past.item()).filter(i -> i.categories().contains(category)).isPresent();
      if (same && past.weight() != 0) {
        all++;
        liked += past.weight() > 0 ? 1 : 0;
      }
    }
    if (all >= ENOUGH_TO_COUNT) {
      facts.add(Fact.Kind.MET, "alike", "liked " + liked + " of " + all + " with " + category);
    }
  }

  private Set<String> wanted(Profile profile, @Nullable String query) {
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
    return words;
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
