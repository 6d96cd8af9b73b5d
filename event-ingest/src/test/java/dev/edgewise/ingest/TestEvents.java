/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.edgewise.profile.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Sample events. */
public final class TestEvents {
  public static final Instant TIME = Instant.parse("2026-01-31T12:00:00Z");

  private TestEvents() {}

  public static Event of(String id, String user, String item) {
    return new Event(id, "test", user, item, "like", TIME, null, List.of("genre:Drama"), Map.of());
  }

  public static String json(String id, String user, String item) {
    return "{\"id\":\"%s\",\"user\":\"%s\",\"item\":\"%s\",\"type\":\"like\",\"time\":\"%s\"}"
        .formatted(id, user, item, TIME);
  }

  public static ObjectNode node() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", "e1")
        .put("user", "ann")
        .put("item", "42")
        .put("type", "like")
        .put("time", TIME.toString());
  }

  public static Event random(Random random) {
    List<String> traits = new ArrayList<>();
    Map<String, String> context = new HashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      traits.add(text(random));
      context.put(text(random), text(random));
    }
    boolean search = random.nextInt(8) == 0;
    return new Event(
        text(random),
        text(random),
        text(random),
        search ? "" : text(random),
        search ? "search" : text(random),
        Instant.ofEpochSecond(random.nextLong(4_000_000_000L), random.nextInt(1_000_000_000)),
        random.nextBoolean() ? null : random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20),
        traits,
        context);
  }

  /** Returns a text that is not blank and has difficult Unicode and JSON characters. */
  private static String text(Random random) {
    StringBuilder text = new StringBuilder("x");
    for (int i = random.nextInt(12); i > 0; i--) {
      switch (random.nextInt(4)) {
        case 0 -> text.append("\"\\/:{}[],<|end|>".charAt(random.nextInt(16)));
        case 1 -> text.appendCodePoint(0x1F600 + random.nextInt(64));
        case 2 -> text.append((char) (0xA0 + random.nextInt(0x3000)));
        default -> text.append((char) (' ' + random.nextInt(95)));
      }
    }
    return text.toString();
  }
}
