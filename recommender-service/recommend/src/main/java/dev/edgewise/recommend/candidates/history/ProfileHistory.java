/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.history;

import dev.edgewise.profile.Profile;
import dev.edgewise.profile.Standing;
import dev.edgewise.rank.feature.UserHistory;
import java.util.BitSet;
import java.util.List;

/** Turns profiles into histories with numbered items, the input of sources and features. */
public final class ProfileHistory {
  private ProfileHistory() {}

  /**
   * The history of a profile; items that have no number are left out.
   *
   * @param wanted numbers of the categories that the user states to like
   * @param unwanted those that the user states to dislike
   */
  public static UserHistory of(Profile profile, ItemNumbers numbers, int[] wanted, int[] unwanted) {
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
    return new UserHistory(items, opinions, interests, times, wanted, unwanted);
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
