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
 * What the ranker is told of the user.
 *
 * @param facts {@code P1} onwards, most telling first
 * @param history past interactions, oldest first
 * @param language BCP 47 tag of texts shown to the user
 * @param query what the user is looking for right now, or null; data, never an instruction
 */
public record UserContext(
    List<Fact> facts, List<PastItem> history, String language, @Nullable String query) {
  private static final int HISTORY = 20;

  public UserContext {
    facts = List.copyOf(facts);
    history = List.copyOf(history);
  }

  /** A user who asks for nothing in particular. */
  public UserContext(List<Fact> facts, List<PastItem> history, String language) {
    this(facts, history, language, null);
  }

  /** The same user in a language, asking for something. */
  public UserContext asking(String tag, @Nullable String what) {
    return new UserContext(facts, history, tag, what);
  }

  /** Whether nothing is known of the user. */
  public boolean stranger() {
    return facts.isEmpty() && history.isEmpty();
  }

  /** A user of whom nothing is known. */
  public static UserContext unknown(String language) {
    return new UserContext(List.of(), List.of(), language);
  }

  /**
   * What a profile tells: facts {@code P1}, {@code P2}, ... from its strongest affinities, then
   * from the items liked or disliked most; and the latest twenty items of the history.
   *
   * @param titleOf an item's title, or null when the catalogue no longer has it: it is left out
   */
  public static UserContext of(Profile profile, Function<String, @Nullable String> titleOf) {
    List<PastItem> history = history(profile.recent(), titleOf);
    return new UserContext(ProfileFacts.of(profile, history), history, profile.language());
  }

  /** Each item once, at the place and with the weight of what was last done with it. */
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
          weight = before.weight(); // a click after a rating takes nothing back
        }
        byId.put(id, new PastItem(id, title, weight));
      }
    }
    List<PastItem> all = new ArrayList<>(byId.values());
    return all.subList(Math.max(0, all.size() - HISTORY), all.size());
  }
}
