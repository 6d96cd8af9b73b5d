/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.source;

import dev.edgewise.recommend.candidates.history.ItemEvent;
import dev.edgewise.recommend.catalogue.Item;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Items that came into the catalogue lately and that hardly anybody has met: somebody has to see
 * them first. Each user gets others of them first, so that all are tried; the fewer have met one
 * and the newer it is, the sooner it comes.
 */
public final class NewItemSource implements CandidateSource {
  private static final Duration NEW = Duration.ofDays(14);
  private static final int TRIED = 100;

  private final InstantSource clock;
  private final Map<Integer, Newcomer> newcomers = new HashMap<>();

  private static final class Newcomer {
    final Instant since;
    int met;

    Newcomer(Instant since) {
      this.since = since;
    }
  }

  NewItemSource(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return "new";
  }

  /** An item that was added or changed; what was published long ago is nothing new. */
  void put(int number, Item item) {
    Instant now = clock.instant();
    newcomers.values().removeIf(one -> one.since.plus(NEW).isBefore(now));
    Instant published = item.published();
    if (published == null || published.plus(NEW).isAfter(now)) {
      newcomers.putIfAbsent(number, new Newcomer(now));
    }
  }

  /** Whether an item is one of them. */
  public boolean has(int item) {
    Newcomer one = newcomers.get(item);
    return one != null && one.met < TRIED && one.since.plus(NEW).isAfter(clock.instant());
  }

  @Override
  public SourceResult find(UserTaste taste, IntPredicate open, int most) {
    Instant now = clock.instant();
    TopItems best = new TopItems(most, open);
    newcomers.forEach((item, one) -> {
      double age = Duration.between(one.since, now).toMillis() / (double) NEW.toMillis();
      if (age < 1 && one.met < TRIED) {
        best.offer(item, turn(taste, item) * (1 - Math.max(0, age)) / (1 + one.met));
      }
    });
    return SourceResult.only(best.list());
  }

  /** From 0.5 to 1: which of them is whose turn. */
  private static double turn(UserTaste taste, int item) {
    int mixed = 31 * taste.profile().user().hashCode() + item;
    mixed = (mixed ^ (mixed >>> 15)) * 0x2c1b3c6d;
    return 0.5 + (mixed >>> 8) / (double) (1 << 25);
  }

  @Override
  public void record(ItemEvent itemEvent) {
    Newcomer one = newcomers.get(itemEvent.item());
    if (one != null) {
      one.met++;
    }
  }
}
