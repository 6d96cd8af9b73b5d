/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.feedback;

import dev.edgewise.profile.Event;
import dev.edgewise.recommend.LoggedRanking;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Sample rankings, and the feedback to them. */
public final class Shows {
  public static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private Shows() {}

  public static Instant minute(long minutes) {
    return START.plus(Duration.ofMinutes(minutes));
  }

  /** A page that begins at a position, ranked by the model. */
  static LoggedRanking page(
      String requestId, String user, long minute, int offset, double propensity, String... ids) {
    List<LoggedRanking.Item> items = new ArrayList<>();
    for (String id : ids) {
      int position = offset + items.size() + 1;
      items.add(
          new LoggedRanking.Item(
              id,
              position,
              propensity,
              "model",
              0.5,
              position,
              Map.of("firstStage", 1.0, "popularity", 0.1, "model", 0.5),
              Map.of("model", 0.5)));
    }
    return new LoggedRanking(requestId, minute(minute).toString(), user, 1, "hash", "1", 7, items);
  }

  public static LoggedRanking shown(String requestId, String user, long minute, String... ids) {
    return page(requestId, user, minute, 0, 1, ids);
  }

  /** An event that names no request. */
  static Event event(String user, String item, String type, long minute) {
    return new Event(
        user + item + type + minute,
        "test",
        user,
        item,
        type,
        minute(minute),
        null,
        List.of(),
        Map.of());
  }

  /** An event that names the request it belongs to. */
  public static Event feedback(
      String requestId, String user, String item, String type, long minute) {
    Event event = event(user, item, type, minute);
    return new Event(
        event.id(),
        event.source(),
        user,
        item,
        type,
        event.time(),
        null,
        List.of(),
        Map.of(FeedbackCodec.REQUEST, requestId));
  }
}
