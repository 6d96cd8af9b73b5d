/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.source;

import dev.edgewise.profile.Interaction;
import dev.edgewise.profile.Profile;
import dev.edgewise.recommend.candidates.history.History;
import dev.edgewise.recommend.candidates.history.ItemNumbers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a user, as sources are asked: the items met with the liking of each, oldest
 * first. The profile says what was met; what fell out of its list is taken from the history that
 * the events left here, so that neither what was withdrawn nor what was forgotten counts.
 */
@SuppressWarnings("ArrayRecordComponent")
public // made for one question, compared by nobody
record UserTaste(Profile profile, int[] items, double[] liking) {

  public static UserTaste of(Profile profile, @Nullable History history, ItemNumbers numbers) {
    Map<Integer, Double> met = new LinkedHashMap<>();
    boolean longer = !profile.earlier().items().isEmpty() && !profile.recent().isEmpty();
    if (history != null && longer) {
      long from = profile.recent().get(0).time().getEpochSecond();
      for (int i = 0; i < history.size(); i++) {
        if (history.time(i) <= from) {
          met.put(history.item(i), history.liking(i));
        }
      }
    }
    for (Interaction one : profile.recent()) {
      int number = numbers.find(one.item());
      if (number != ItemNumbers.NONE) {
        int at = history == null ? -1 : history.find(number);
        double liking = history == null || at < 0 ? one.weight() : history.liking(at);
        met.merge(number, liking, (before, now) -> now == 0 ? before : now);
      }
    }
    int[] items = met.keySet().stream().mapToInt(Integer::intValue).toArray();
    double[] liking = met.values().stream().mapToDouble(Double::doubleValue).toArray();
    return new UserTaste(profile, items, liking);
  }

  /** By number whether an item must not be recommended again, as the profile says. */
  public boolean[] done(ItemNumbers numbers) {
    boolean[] done = new boolean[numbers.size()];
    Set<String> seen = profile.seen();
    seen.forEach(id -> {
      int number = numbers.find(id);
      if (number != ItemNumbers.NONE) {
        done[number] = true;
      }
    });
    return done;
  }
}
