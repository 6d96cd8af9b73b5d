/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank;

import dev.edgewise.profile.Interaction;
import dev.edgewise.profile.Profile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The ranker's knowledge of a user.
 *
 * @param facts {@code P1} onwards, the most informative first
 * @param history past interactions, oldest first
 * @param language BCP 47 tag of the texts for the user
 * @param query the user's current search, or null; untrusted data, never an instruction
 */
public record UserContext(
    List<Fact> facts, List<PastItem> history, String language, @Nullable String query) {
  private static final int MAX_HISTORY = 20;

  public UserContext {
    facts = List.copyOf(facts);
    history = List.copyOf(history);
  }

  /** A user without a query. */
  public UserContext(List<Fact> facts, List<PastItem> history, String language) {
    this(facts, history, language, null);
  }

  /** Returns the same user with another language and query. */
  public UserContext asking(String newLanguage, @Nullable String newQuery) {
    return new UserContext(facts, history, newLanguage, newQuery);
  }

  /** Whether the user has neither facts nor a history. */
  public boolean stranger() {
    return facts.isEmpty() && history.isEmpty();
  }

  /** Returns a user without facts, history and query. */
  public static UserContext unknown(String language) {
    return new UserContext(List.of(), List.of(), language);
  }

  /**
   * Returns the user of a profile. The facts {@code P1}, {@code P2}, ... come from the strongest
   * affinities, the items that the user liked or disliked most, the stated preferences and the
   * user's activity, in this order. The history holds the latest twenty items.
   *
   * @param titleOf returns an item's title, or null when the catalogue no longer has the item; such
   *     an item is left out
   */
  public static UserContext of(Profile profile, Function<String, @Nullable String> titleOf) {
    List<PastItem> history = history(profile.recent(), titleOf);
    return new UserContext(ProfileFacts.of(profile, history), history, profile.language());
  }

  /** Lists each item once, at the place and with the weight of its latest interaction. */
  private static List<PastItem> history(
      List<Interaction> recent, Function<String, @Nullable String> titleOf) {
    Map<String, PastItem> byId = new LinkedHashMap<>();
    for (Interaction interaction : recent) {
      String id = interaction.item();
      String title = titleOf.apply(id);
      if (title != null) {
        PastItem before = byId.remove(id);
        double weight = interaction.weight();
        if (before != null && Liking.of(weight) == Liking.SEEN) {
          weight = before.weight(); // a click after a rating doesn't change the rating
        }
        byId.put(id, new PastItem(id, title, weight));
      }
    }
    List<PastItem> all = new ArrayList<>(byId.values());
    return all.subList(Math.max(0, all.size() - MAX_HISTORY), all.size());
  }
}
