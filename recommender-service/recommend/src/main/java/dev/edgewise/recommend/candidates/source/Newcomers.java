/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.source;

import dev.edgewise.rank.feature.TopItems;
import dev.edgewise.recommend.catalogue.Item;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * The items that were added recently and that few users have seen. A new item needs feedback before
 * the other sources can find it. Each user gets different new items first, so that all are tried.
 * Items with fewer interactions and newer items come first.
 */
public final class Newcomers {
  private static final Duration NEW_FOR = Duration.ofDays(14);
  private static final int MAX_INTERACTIONS = 100;

  private final InstantSource clock;
  private final Map<Integer, Newcomer> newcomers = new LinkedHashMap<>(); // the oldest first

  private static final class Newcomer {
    final Instant since;
    int interactions;

    Newcomer(Instant since) {
      this.since = since;
    }
  }

  Newcomers(InstantSource clock) {
    this.clock = clock;
  }

  /** Adds an item or a changed item, unless it was published long ago. */
  void put(int number, Item item) {
    Instant now = clock.instant();
    removeUntil(now.minus(NEW_FOR));
    Instant published = item.published();
    if (published == null || published.plus(NEW_FOR).isAfter(now)) {
      newcomers.putIfAbsent(number, new Newcomer(now));
    }
  }

  private void removeUntil(Instant end) {
    Iterator<Newcomer> oldest = newcomers.values().iterator();
    while (oldest.hasNext() && oldest.next().since.isBefore(end)) {
      oldest.remove();
    }
  }

  /** Whether an item is new and has few interactions. */
  public boolean has(int item) {
    Newcomer one = newcomers.get(item);
    return one != null
        && one.interactions < MAX_INTERACTIONS
        && one.since.plus(NEW_FOR).isAfter(clock.instant());
  }

  /** The best new items for a user, with their newness. */
  public TopItems find(String user, IntPredicate open, int most) {
    Instant now = clock.instant();
    TopItems best = new TopItems(most, open);
    newcomers.forEach((item, one) -> {
      double age = Duration.between(one.since, now).toMillis() / (double) NEW_FOR.toMillis();
      if (age < 1 && one.interactions < MAX_INTERACTIONS) {
        double newness = turn(user, item) * (1 - Math.max(0, age));
        best.offer(item, newness / (1 + one.interactions));
      }
    });
    return best;
  }

  /** A pseudo-random factor from 0.5 to 1, which differs between users and items. */
  private static double turn(String user, int item) {
    int mixed = 31 * user.hashCode() + item;
    mixed = (mixed ^ (mixed >>> 15)) * 0x2c1b3c6d;
    return 0.5 + (mixed >>> 8) / (double) (1 << 25);
  }

  /** Counts an event with an item. */
  void record(int item) {
    Newcomer one = newcomers.get(item);
    if (one != null) {
      one.interactions++;
    }
  }
}
