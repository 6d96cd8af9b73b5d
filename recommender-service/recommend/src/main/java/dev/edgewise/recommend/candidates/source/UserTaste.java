/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.source;

import dev.edgewise.profile.Interaction;
import dev.edgewise.profile.Profile;
import dev.edgewise.recommend.candidates.history.History;
import dev.edgewise.recommend.candidates.history.ItemNumbers;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The items that a user interacted with and the liking of each, oldest first: the input of sources.
 * The profile decides which items count. Items that no longer fit into the profile's list are taken
 * from the history, which is recorded here. So withdrawn and forgotten interactions don't count.
 */
@SuppressWarnings("ArrayRecordComponent") // made for one request and never compared
public record UserTaste(Profile profile, int[] items, double[] liking) {

  public static UserTaste of(Profile profile, @Nullable History history, ItemNumbers numbers) {
    Map<Integer, Double> likingByItem = new LinkedHashMap<>();
    boolean hasEarlier = !profile.earlier().opinions().isEmpty() && !profile.recent().isEmpty();
    if (history != null && hasEarlier) {
      long from = profile.recent().getFirst().time().getEpochSecond();
      for (int i = 0; i < history.size(); i++) {
        if (history.time(i) <= from) {
          likingByItem.put(history.item(i), history.liking(i));
        }
      }
    }
    for (Interaction one : profile.recent()) {
      int number = numbers.find(one.item());
      if (number != ItemNumbers.NONE) {
        int at = history == null ? -1 : history.find(number);
        double liking = history == null || at < 0 ? one.weight() : history.liking(at);
        likingByItem.merge(number, liking, (before, now) -> now == 0 ? before : now);
      }
    }
    int[] items = likingByItem.keySet().stream().mapToInt(Integer::intValue).toArray();
    double[] likings = likingByItem.values().stream().mapToDouble(Double::doubleValue).toArray();
    return new UserTaste(profile, items, likings);
  }

  /** Whether the user has finished each item, by item number: it must not be recommended again. */
  public boolean[] done(ItemNumbers numbers) {
    boolean[] done = new boolean[numbers.size()];
    profile.seen().stream()
        .mapToInt(numbers::find)
        .filter(number -> number != ItemNumbers.NONE)
        .forEach(number -> done[number] = true);
    return done;
  }
}
