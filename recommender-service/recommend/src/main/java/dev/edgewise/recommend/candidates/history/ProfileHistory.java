/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.history;

import dev.edgewise.profile.Profile;
import dev.edgewise.profile.Standing;
import dev.edgewise.rank.feature.ItemContent;
import dev.edgewise.rank.feature.UserHistory;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/** Turns profiles into histories with numbered items, the input of sources and features. */
public final class ProfileHistory {
  private ProfileHistory() {}

  /** The history of a profile; items that have no number are left out. */
  public static UserHistory of(Profile profile, ItemNumbers numbers, ItemContent content) {
    List<Standing> known =
        profile.standings().stream()
            .filter(standing -> numbers.find(standing.item()) != ItemNumbers.NONE)
            .toList();
    int[] items = new int[known.size()];
    float[] opinions = new float[known.size()];
    float[] interests = new float[known.size()];
    long[] times = new long[known.size()];
    for (int i = 0; i < items.length; i++) {
      Standing standing = known.get(i);
      Signal signal = Signal.of(standing);
      items[i] = numbers.find(standing.item());
      opinions[i] = signal.isOpinion() ? (float) signal.liking() : 0;
      interests[i] = (float) signal.interest();
      times[i] = standing.time().getEpochSecond();
    }
    return new UserHistory(
        items,
        opinions,
        interests,
        times,
        named(profile.stated().likes(), content),
        named(profile.stated().dislikes(), content));
  }

  /** The numbers of the categories that occur in the texts. */
  private static int[] named(List<String> texts, ItemContent content) {
    List<Integer> named = new ArrayList<>();
    for (int category = 0; !texts.isEmpty() && category < content.categoryCount(); category++) {
      String name = content.category(category).toLowerCase(Locale.ROOT);
      if (texts.stream().anyMatch(text -> mentions(text.toLowerCase(Locale.ROOT), name))) {
        named.add(category);
      }
    }
    return named.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Whether a text contains a name that doesn't start within a word. */
  private static boolean mentions(String text, String name) {
    int at = name.isBlank() ? -1 : text.indexOf(name);
    while (at > 0 && Character.isLetterOrDigit(text.charAt(at - 1))) {
      at = text.indexOf(name, at + 1);
    }
    return at >= 0;
  }

  /** The numbers of the items that the user has finished: they must not be recommended again. */
  public static BitSet finished(Profile profile, ItemNumbers numbers) {
    BitSet finished = new BitSet();
    profile.seen().stream()
        .mapToInt(numbers::find)
        .filter(number -> number != ItemNumbers.NONE)
        .forEach(finished::set);
    return finished;
  }
}
