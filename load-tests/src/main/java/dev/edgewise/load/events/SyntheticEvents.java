/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.events;

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
 * An endless sequence of synthetic events, the same for the same seed. Some events come twice, some
 * come late, and some are requests of users about their own profiles. Used by one thread.
 */
public final class SyntheticEvents implements Supplier<Event> {
  private static final Instant BEGIN = Instant.parse("2025-01-01T00:00:00Z");
  private static final Duration STEP = Duration.ofSeconds(2);
  private static final int LATE_SECONDS = (int) Duration.ofDays(2).toSeconds();
  private static final int REMEMBERED = 64;
  private static final int ITEMS = 5000;
  private static final int CATEGORIES = 20;
  private static final String SOURCE = "drill";
  private static final List<String> DEVICES = List.of("phone", "tablet", "desktop");
  private static final List<String> TYPES =
      List.of(
          ("view view view click click read like dislike hide rate "
                  + "impression impression purchase search")
              .split(" ", -1));

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

  /** Starts a sequence for a number of users; their names and the event ids begin with a prefix. */
  public SyntheticEvents(long seed, int users, String prefix) {
    this(seed, users, prefix, false);
  }

  /** Starts a sequence without repeated events and requests, as clients may send it over HTTP. */
  public static SyntheticEvents plain(long seed, int users, String prefix) {
    return new SyntheticEvents(seed, users, prefix, true);
  }

  /** Writes the catalogue of all items of such events as JSON Lines, and returns the file. */
  public static Path writeItems(Path file) throws IOException {
    return Files.write(
        file,
        IntStream.range(0, ITEMS)
            .mapToObj(item ->
                "{\"id\":\"i%d\",\"title\":\"Item %d\",\"categories\":[\"c%d\"],\"attributes\":{}}"
                    .formatted(item, item, item % CATEGORIES))
            .toList());
  }

  /** The next event: one in fifty repeats an earlier one, one in ten is up to two days late. */
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
        : action(id, user, time);
  }

  private Event action(String id, String user, Instant time) {
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
    Double value = type.equals("rate") ? 1.0 + random.nextInt(5) : null;
    List<String> traits =
        List.of("category:c" + item % CATEGORIES, "category:c" + item / 7 % CATEGORIES);
    return search
        ? new Event(id, SOURCE, user, "", type, time, value, List.of(), context)
        : new Event(id, SOURCE, user, "i" + item, type, time, value, traits, context);
  }

  /** Mostly corrections: an erased user would have few events left to compare. */
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

  /** How many events so far repeated an earlier one. */
  public long repeated() {
    return repeated;
  }

  /** How many events so far were late. */
  public long late() {
    return late;
  }
}
