/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.ingest;

import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventPosition;
import dev.edgewise.profile.PositionedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The user that memory is measured by: 20 events over 30 days on 12 items, each of 2 categories out
 * of 20. The same number is the same user.
 */
record SyntheticUser(int number) {
  private static final int EVENTS = 20;
  private static final int ITEMS = 12;
  private static final int CATALOGUE = 5000;
  private static final int CATEGORIES = 20;
  private static final Instant BEGIN = Instant.parse("2025-01-01T00:00:00Z");
  private static final long DAYS_MS = Duration.ofDays(30).toMillis();
  private static final String TOPIC_ID = "AAAAAAAAAAAAAAAAAAAAAA";
  private static final List<String> TYPES =
      List.of("view", "click", "view", "read", "like", "view", "rate", "click");

  String name() {
    return "user-" + number;
  }

  /** In the order of their times; the first twelve meet an item each. */
  List<PositionedEvent> events() {
    Random random = new Random(number);
    int[] items = random.ints(0, CATALOGUE).distinct().limit(ITEMS).toArray();
    long[] times = random.longs(EVENTS, 0, DAYS_MS).sorted().toArray();
    List<PositionedEvent> events = new ArrayList<>(EVENTS);
    for (int i = 0; i < EVENTS; i++) {
      int item = items[i < ITEMS ? i : random.nextInt(ITEMS)];
      events.add(
          new PositionedEvent(
              event(i, item, BEGIN.plusMillis(times[i]), random),
              new EventPosition(TOPIC_ID, number % 8, 20L * number + i)));
    }
    return events;
  }

  private Event event(int index, int item, Instant time, Random random) {
    String type = TYPES.get(random.nextInt(TYPES.size()));
    int category = item % CATEGORIES;
    return new Event(
        number + "-" + index,
        "web",
        name(),
        "item-" + item,
        type,
        time,
        type.equals("rate") ? (double) random.nextInt(11) : null,
        List.of("category:" + category, "category:" + (category + 1 + item / 7 % 19) % CATEGORIES),
        Map.of());
  }
}
