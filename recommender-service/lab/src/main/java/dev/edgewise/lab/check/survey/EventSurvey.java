/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.check.survey;

import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventType;
import dev.edgewise.profile.ProfileRequest;
import dev.edgewise.profile.SignalWeights;
import java.time.Duration;
import java.time.Instant;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Counts what a file of events holds. It keeps counts by user, item and type and bounded sets of
 * hashes, no events. For one thread.
 */
public final class EventSurvey extends FileSurvey<Event> {
  /** The fields of an event. */
  public static final List<String> FIELDS =
      List.of("id", "source", "user", "item", "type", "time", "value", "traits", "context");

  private static final Set<String> NOBODY =
      Set.of("-1", "null", "none", "undefined", "nan", "anonymous", "guest", "unknown");
  private static final int MOST_USERS = 2_000_000;
  private static final int MOST_MISSING = 10_000;
  private static final int MOST_SOURCES = 64;
  private static final Instant YEAR_1990 = Instant.parse("1990-01-01T00:00:00Z");

  /** Clocks may differ by this much; the service refuses later events. */
  private static final Duration MAX_AHEAD = Duration.ofDays(1);

  private static final long DAY = 86_400;

  private final ItemSurvey items;
  private final Instant latestAllowed;
  private final Map<String, UserCounts> users = new HashMap<>();
  private final int[] eventsOfItem;
  private final NavigableMap<Long, Long> days = new TreeMap<>();
  private final OccurrencesByName types = new OccurrencesByName(MOST_NAMES);
  private final OccurrencesByName missingItems = new OccurrencesByName(MOST_MISSING);
  private final OccurrencesByName nobody = new OccurrencesByName(MOST_NAMES);
  private final Map<String, DoubleSummaryStatistics> ratings = new TreeMap<>();
  private final SeenBefore contents = new SeenBefore();
  private final SeenBefore ids = new SeenBefore();
  private long count;
  private long usable;

  /** Creates a survey of events of these items. */
  public EventSurvey(ItemSurvey items, Instant now) {
    super(FIELDS);
    this.items = items;
    this.latestAllowed = now.plus(MAX_AHEAD);
    this.eventsOfItem = new int[items.size()];
  }

  @Override
  public void accept(long line, Event event) {
    count++;
    types.add(event.type(), line, event.type());
    repeats(line, event);
    time(line, event.time());
    rating(event);
    if (isInteraction(event)) {
      interaction(line, event);
    }
  }

  /** Whether an event is an interaction of a user with an item, as evaluations count them. */
  public static boolean isInteraction(Event event) {
    return !ProfileRequest.isReserved(event.type())
        && !EventType.SEARCH.is(event)
        && !EventType.IMPRESSION.is(event);
  }

  private void repeats(long line, Event event) {
    boolean hasId = !event.id().equals(String.valueOf(line));
    if (hasId && ids.add(event.source() + '\n' + event.id())) {
      add("repeated-event-ids", line, event.id());
    }
    String content =
        String.join(
            "\n",
            event.user(),
            event.item(),
            event.type(),
            event.time().toString(),
            String.valueOf(event.value()));
    if (contents.add(content)) {
      add("repeated-events", line, event.type() + " of item " + event.item());
    }
  }

  private void time(long line, Instant time) {
    if (time.isAfter(latestAllowed)) {
      add("future-times", line, time.toString());
    } else if (time.isBefore(YEAR_1990)) {
      add("old-times", line, time.toString());
    } else {
      days.merge(Math.floorDiv(time.getEpochSecond(), DAY), 1L, Long::sum);
    }
  }

  private void rating(Event event) {
    if (!EventType.RATE.is(event) || event.context().containsKey(SignalWeights.SCALE)) {
      return; // it isn't read on the scale of its source
    }
    Double value = event.value();
    if (value != null && (ratings.containsKey(event.source()) || ratings.size() < MOST_SOURCES)) {
      ratings.computeIfAbsent(event.source(), any -> new DoubleSummaryStatistics()).accept(value);
    }
  }

  private void interaction(long line, Event event) {
    int item = items.number(event.item());
    if (item < 0) {
      missingItems.add(event.item(), line, event.item());
    } else {
      eventsOfItem[item]++;
      usable++;
    }
    UserCounts user = users.get(event.user());
    if (user == null && users.size() < MOST_USERS) {
      user = new UserCounts(users.size(), line);
      users.put(event.user(), user);
    }
    if (user != null) {
      user.addEvent();
    }
    String name = event.user().strip().toLowerCase(Locale.ROOT);
    if (NOBODY.contains(name)) {
      nobody.add(name, line, name);
    }
  }

  @Override
  public long count() {
    return count;
  }

  /** The number of interactions with items of the catalogue. */
  public long usable() {
    return usable;
  }

  /** Whether there were more users than are counted. */
  public boolean hasMoreUsers() {
    return users.size() == MOST_USERS;
  }

  public Map<String, UserCounts> users() {
    return users;
  }

  /** The number of interactions with an item. */
  public int eventsOf(int item) {
    return eventsOfItem[item];
  }

  /** The number of events by day since 1970, without events in the future or before 1990. */
  public NavigableMap<Long, Long> days() {
    return days;
  }

  public OccurrencesByName types() {
    return types;
  }

  /** Interactions with items that the catalogue lacks, by id. */
  public OccurrencesByName missingItems() {
    return missingItems;
  }

  /** Events of users whose id says that nobody is known, by that id. */
  public OccurrencesByName nobody() {
    return nobody;
  }

  /** Ratings by source. */
  public Map<String, DoubleSummaryStatistics> ratings() {
    return ratings;
  }
}
