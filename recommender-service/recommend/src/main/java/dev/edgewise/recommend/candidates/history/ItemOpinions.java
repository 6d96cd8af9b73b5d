/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.history;

import dev.edgewise.profile.EventType;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** The mean opinion about each item, from ratings and dislikes. */
public final class ItemOpinions {
  private static final int MIN_OPINIONS = 5;

  private final Map<Integer, DoubleSummaryStatistics> opinions = new HashMap<>();

  public void record(ItemEvent itemEvent) {
    if (EventType.RATE.is(itemEvent.event()) || itemEvent.liking() < 0) {
      opinions
          .computeIfAbsent(itemEvent.item(), item -> new DoubleSummaryStatistics())
          .accept(itemEvent.liking());
    }
  }

  /** The mean opinion about an item, from -1 to 1; empty for fewer than five opinions. */
  public OptionalDouble mean(int item) {
    DoubleSummaryStatistics likings = opinions.get(item);
    return likings == null || likings.getCount() < MIN_OPINIONS
        ? OptionalDouble.empty()
        : OptionalDouble.of(likings.getAverage());
  }
}
