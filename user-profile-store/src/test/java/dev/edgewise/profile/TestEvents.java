/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Sample events. */
public final class TestEvents {
  public static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
  private static final List<String> TYPES =
      List.of("view", "click", "like", "dislike", "rate", "purchase", "impression");
  private static final List<String> TRAITS =
      List.of("genre:Drama", "genre:War", "genre:Comedy", "decade:1990s");

  private TestEvents() {}

  public static Event event(String id, String user, String item, String type, Instant time) {
    return new Event(id, "test", user, item, type, time, null, List.of("genre:Drama"), Map.of());
  }

  static Event rating(String id, String user, String item, double value) {
    return new Event(id, "test", user, item, "rate", NOON, value, List.of("genre:Drama"), Map.of());
  }

  public static PositionedEvent at(long offset, Event event) {
    return at("topic", 0, offset, event);
  }

  public static PositionedEvent at(String topicId, int partition, long offset, Event event) {
    return new PositionedEvent(event, new EventPosition(topicId, partition, offset));
  }

  /** Returns a seeded log of one user's events over three years, some of them repeated. */
  public static List<PositionedEvent> log(String user, int length, Random random) {
    List<PositionedEvent> log = new ArrayList<>();
    List<Event> sent = new ArrayList<>();
    for (int offset = 0; offset < length; offset++) {
      Event event =
          !sent.isEmpty() && random.nextInt(10) == 0
              ? sent.get(sent.size() - 1 - random.nextInt(Math.min(20, sent.size())))
              : any(user, offset, random);
      sent.add(event);
      log.add(at(offset, event));
    }
    return log;
  }

  /** Spreads the user's distinct events over partitions, with rising offsets in each. */
  public static List<List<PositionedEvent>> partitions(
      String user, int count, int each, Random random) {
    List<List<PositionedEvent>> partitions = new ArrayList<>();
    for (int partition = 0; partition < count; partition++) {
      List<PositionedEvent> log = new ArrayList<>();
      for (int offset = 0; offset < each; offset++) {
        log.add(at("topic", partition, offset, any(user, partition * each + offset, random)));
      }
      partitions.add(log);
    }
    return partitions;
  }

  private static Event any(String user, int number, Random random) {
    String type = TYPES.get(random.nextInt(TYPES.size()));
    return new Event(
        "e" + number,
        "test",
        user,
        "item" + random.nextInt(40),
        type,
        NOON.minusSeconds(random.nextInt(3 * 365 * 86_400)),
        type.equals("rate") ? 1.0 + random.nextInt(5) : null,
        List.copyOf(TRAITS.subList(0, 1 + random.nextInt(TRAITS.size()))),
        Map.of());
  }
}
