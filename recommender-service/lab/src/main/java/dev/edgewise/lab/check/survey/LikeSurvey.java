/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.check.survey;

import dev.edgewise.lab.check.read.ReadSink;
import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventType;
import dev.edgewise.profile.SignalWeights;
import java.util.stream.IntStream;

/**
 * Counts the likes and dislikes that the events show under given weights and scales, and what users
 * chose: liked, or showed interest in by a view or a click, which is never a like. The sources
 * learn from choices. This is the second reading of the file. For one thread.
 */
public final class LikeSurvey implements ReadSink<Event> {
  private static final long RECENT_DAYS = 14;
  private static final long DAY = 86_400;

  private final ItemSurvey items;
  private final EventSurvey events;
  private final SignalWeights signals;
  private final long recentFrom;
  private final SeenBefore pairs = new SeenBefore();
  private final int[] usersOfItem;
  private final OccurrencesByName refused = new OccurrencesByName(2);
  private long likes;
  private long dislikes;
  private long interest;
  private long neutral;
  private long ratedLikes;
  private long ratedDislikes;
  private long recentChoices;

  /** Creates a survey for events that were counted before. */
  public LikeSurvey(ItemSurvey items, EventSurvey events, SignalWeights signals) {
    this.items = items;
    this.events = events;
    this.signals = signals;
    this.usersOfItem = new int[items.size()];
    long last = events.days().isEmpty() ? 0 : events.days().lastKey();
    this.recentFrom = (last - RECENT_DAYS) * DAY;
  }

  @Override
  public void accept(long line, Event event) {
    signals
        .objection(event)
        .ifPresent(wrong -> {
          String finding = event.value() == null ? "rate-without-value" : "outside-scale";
          refused.add(finding, line, wrong.why());
        });
    int item = items.number(event.item());
    UserCounts user = events.users().get(event.user());
    if (item >= 0 && user != null && EventSurvey.isInteraction(event)) {
      signal(event, signals.of(event), item, user);
    }
  }

  private void signal(Event event, double weight, int item, UserCounts user) {
    boolean rated = EventType.RATE.is(event);
    boolean opinion = EventType.isOpinion(event.type(), event.value(), weight);
    if (weight > 0) {
      choose(event.time().getEpochSecond(), item, user);
    }
    if (!opinion && weight > 0) {
      interest++;
    } else if (opinion && weight > 0) {
      likes++;
      ratedLikes += rated ? 1 : 0;
    } else if (opinion && weight < 0) {
      dislikes++;
      ratedDislikes += rated ? 1 : 0;
    } else {
      neutral++;
    }
  }

  private void choose(long second, int item, UserCounts user) {
    recentChoices += second >= recentFrom ? 1 : 0;
    if (!pairs.add(((long) user.number() << 32) | item)) {
      usersOfItem[item]++;
      user.addChoice();
    }
  }

  public long likes() {
    return likes;
  }

  public long dislikes() {
    return dislikes;
  }

  /** Views, clicks and other events with a weight that aren't opinions. */
  public long interest() {
    return interest;
  }

  /** Events that are neither of these, such as those with weight 0. */
  public long neutral() {
    return neutral;
  }

  /** Ratings that count as likes. */
  public long ratedLikes() {
    return ratedLikes;
  }

  /** Ratings that count as dislikes. */
  public long ratedDislikes() {
    return ratedDislikes;
  }

  /** Likes and events of interest within 14 days of the last event. */
  public long recentChoices() {
    return recentChoices;
  }

  /** Ratings that commands refuse, by finding, with the reasons. */
  public OccurrencesByName refused() {
    return refused;
  }

  /** The number of items that at least this number of users chose. */
  public long itemsChosenBy(int least) {
    return IntStream.of(usersOfItem).filter(users -> users >= least).count();
  }

  /** The number of users who chose at least this number of items. */
  public long usersWithChoices(int least) {
    return events.users().values().stream().filter(user -> user.choices() >= least).count();
  }
}
