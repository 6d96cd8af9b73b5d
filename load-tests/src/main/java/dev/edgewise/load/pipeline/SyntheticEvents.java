/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.pipeline;

import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventKey;
import dev.edgewise.profile.EventType;
import dev.edgewise.profile.ProfileRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Made-up events of made-up users, the same ones for the same seed: some come twice, some late, and
 * now and then a user asks for something about the own profile. Used by one thread.
 */
public final class SyntheticEvents implements Supplier<Event> {
  private static final Instant BEGIN = Instant.parse("2025-01-01T00:00:00Z");
  private static final Duration STEP = Duration.ofSeconds(2);
  private static final int LATE_SECONDS = (int) Duration.ofDays(2).toSeconds();
  private static final int REMEMBERED = 64;
  private static final int ITEMS = 5000;
  private static final int CATEGORIES = 20;
  private static final List<String> TYPES =
      List.of(
          "view",
          "view",
          "view",
          "click",
          "click",
          "read",
          "like",
          "dislike",
          "hide",
          "rate",
          "impression",
          "impression",
          "purchase",
          "search");
  private static final String SOURCE = "drill";
  private static final List<String> DEVICES = List.of("phone", "tablet", "desktop");

  private final Random random;
  private final int users;
  private final String prefix;
  private final boolean plain;
  private final List<Event> latest = new ArrayList<>();
  private long made;
  private long repeated;
  private long late;

  private SyntheticEvents(long seed, int users, String prefix, boolean plain) {
    this.random = new Random(seed);
    this.users = users;
    this.prefix = prefix;
    this.plain = plain;
  }

  /**
   * Events of users that are named by a prefix and a number.
   *
   * @param users how many there are
   */
  public SyntheticEvents(long seed, int users, String prefix) {
    this(seed, users, prefix, false);
  }

  /** The same, but each once, and all of them something done: what anybody may send over HTTP. */
  public static SyntheticEvents plain(long seed, int users, String prefix) {
    return new SyntheticEvents(seed, users, prefix, true);
  }

  /** A catalogue of all items that events may be about, as JSON Lines. */
  public static Path writeItems(Path file) throws IOException {
    return Files.write(
        file,
        IntStream.range(0, ITEMS)
            .mapToObj(item ->
                "{\"id\":\"i%d\",\"title\":\"Item %d\",\"categories\":[\"c%d\"],\"attributes\":{}}"
                    .formatted(item, item, item % CATEGORIES))
            .toList());
  }

  /** The next one; one in fifty has been given out before, one in ten is up to two days late. */
  @Override
  public Event get() {
    if (!plain && !latest.isEmpty() && random.nextInt(50) == 0) {
      repeated++;
      return latest.get(random.nextInt(latest.size()));
    }
    Event event = fresh();
    if (latest.size() == REMEMBERED) {
      latest.removeFirst();
    }
    latest.add(event);
    return event;
  }

  /** The next so many. */
  public Iterator<Event> next(int count) {
    return Stream.generate(this).limit(count).iterator();
  }

  private Event fresh() {
    Instant time = BEGIN.plus(STEP.multipliedBy(made++));
    if (random.nextInt(10) == 0) {
      late++;
      time = time.minusSeconds(random.nextInt(LATE_SECONDS));
    }
    String id = prefix + "e" + made;
    String user = prefix + random.nextInt(users);
    return !plain && random.nextInt(200) == 0
        ? request().event(user, id, time)
        : done(id, user, time);
  }

  private Event done(String id, String user, Instant time) {
    int item = random.nextInt(ITEMS);
    String type = TYPES.get(random.nextInt(TYPES.size()));
    boolean search = type.equals(EventType.SEARCH.type());
    Map<String, String> context = new HashMap<>();
    if (search) {
      context.put("query", "words " + item);
    }
    if (random.nextBoolean()) {
      context.put("device", DEVICES.get(random.nextInt(DEVICES.size())));
    }
    return new Event(
        id,
        SOURCE,
        user,
        search ? "" : "i" + item,
        type,
        time,
        type.equals("rate") ? (double) random.nextInt(11) : null,
        search
            ? List.of()
            : List.of("category:c" + item % CATEGORIES, "category:c" + item / 7 % CATEGORIES),
        context);
  }

  /** Mostly corrections: whoever is forgotten has few events left to go wrong with. */
  private ProfileRequest request() {
    return switch (random.nextInt(8)) {
      case 0 -> new ProfileRequest.Erase();
      case 1 -> new ProfileRequest.Reset();
      case 2, 3, 4 ->
          new ProfileRequest.Withdraw(
              EventKey.of(SOURCE, prefix + "e" + (made - random.nextInt(REMEMBERED))));
      default -> new ProfileRequest.Correct("de", List.of("calm " + made), null);
    };
  }

  /** How many were given out that had been before. */
  public long repeated() {
    return repeated;
  }

  /** How many lay before one given out earlier. */
  public long late() {
    return late;
  }
}
