/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A profile while a batch is applied to it. Used by one thread. */
final class ProfileDraft {
  private final String user;
  private final SignalWeights weights;
  private final List<Interaction> recent;
  private final FoldedHistoryDraft folded;
  private final SortedMap<String, Impressions> shown;
  private final List<Search> searches;
  private final SortedMap<Integer, Long> hours;
  private final SortedMap<String, Long> devices;
  private final SortedMap<String, Long> watermarks;
  private final SortedMap<String, Long> births;
  private final List<Long> keys;
  private long version;
  private long interactions;
  private StatedPreferences preferences;
  private @Nullable Instant forgotten;
  private @Nullable Instant firstSeen;
  private @Nullable Instant lastSeen;
  private String language;

  ProfileDraft(Profile before, SignalWeights weights) {
    this.user = before.user();
    this.weights = weights;
    this.recent = new ArrayList<>(before.recent());
    this.folded = new FoldedHistoryDraft(before.earlier());
    this.shown = new TreeMap<>(before.shown());
    this.searches = new ArrayList<>(before.searches());
    this.hours = new TreeMap<>(before.circumstances().hours());
    this.devices = new TreeMap<>(before.circumstances().devices());
    this.watermarks = new TreeMap<>(before.applied().watermarks());
    this.births = new TreeMap<>(before.applied().births());
    this.keys = new ArrayList<>(before.applied().keys());
    this.version = before.version();
    this.interactions = before.interactions();
    this.preferences = before.stated();
    this.forgotten = before.applied().forgotten();
    this.firstSeen = before.firstSeen();
    this.lastSeen = before.lastSeen();
    this.language = before.observedLanguage();
  }

  /** Returns whether the profile began after an event at this position. */
  boolean beganAfter(EventPosition position) {
    return AppliedEvents.beganAfter(watermarks, births, position);
  }

  /** Moves the partition's watermark; returns false when the position was already passed. */
  boolean advance(EventPosition position) {
    Long applied = watermarks.get(position.watermark());
    if (applied != null && applied >= position.offset()) {
      return false;
    }
    watermarks.put(position.watermark(), position.offset());
    if (applied == null) {
      births.put(position.watermark(), position.offset());
    }
    return true;
  }

  /** Applies an event, unless it was applied before or is older than the last erasure. */
  void take(Event event) {
    long key = EventKey.of(event);
    if ((forgotten != null && !event.time().isAfter(forgotten)) || isKnown(key)) {
      return;
    }
    if (ProfileRequest.isReserved(event.type())) {
      remember(key);
      ProfileRequest.of(event).ifPresent(request -> grant(request, event.time()));
    } else {
      add(event, key);
    }
  }

  private boolean isKnown(long key) {
    return recent.stream().anyMatch(interaction -> EventKey.same(interaction.key(), key))
        || keys.stream().anyMatch(known -> EventKey.same(known, key));
  }

  private void remember(long key) {
    keys.add(key);
    if (keys.size() > AppliedEvents.KEYS) {
      keys.remove(0);
    }
  }

  private void add(Event event, long key) {
    version++;
    interactions++;
    observe(event);
    if (EventType.IMPRESSION.is(event)) {
      remember(key);
      show(event);
    } else if (EventType.SEARCH.is(event)) {
      remember(key);
      count(event);
      search(event);
    } else {
      count(event);
      list(interaction(event, key));
    }
  }

  private void observe(Event event) {
    Instant time = event.time();
    if (firstSeen == null || time.isBefore(firstSeen)) {
      firstSeen = time;
    }
    if (lastSeen == null || !time.isBefore(lastSeen)) {
      lastSeen = time;
      language = event.context().getOrDefault("language", language);
    }
  }

  private void count(Event event) {
    hours.merge(event.time().atOffset(ZoneOffset.UTC).getHour(), 1L, Long::sum);
    String device = event.context().get("device");
    if (device != null) {
      boolean room = devices.containsKey(device) || devices.size() < Circumstances.DEVICES;
      devices.merge(room ? device : Circumstances.OTHER, 1L, Long::sum);
    }
  }

  private void show(Event event) {
    shown.merge(
        event.item(),
        new Impressions(1, event.time()),
        (a, b) -> new Impressions(a.times() + 1, FoldedHistoryDraft.later(a.last(), b.last())));
    if (shown.size() > Profile.SHOWN) {
      shown.remove(FoldedHistoryDraft.least(shown, Comparator.comparing(Impressions::last)));
    }
  }

  private void search(Event event) {
    String words = event.context().getOrDefault("query", event.item());
    if (!words.trim().isEmpty()) {
      searches.add(new Search(words, event.time()));
      searches.sort(Comparator.comparing(Search::time)); // keeps the order of equal times
      if (searches.size() > Profile.SEARCHES) {
        searches.remove(0);
      }
    }
  }

  private Interaction interaction(Event event, long key) {
    return new Interaction(
        event.item(),
        event.type(),
        event.time(),
        weights.objection(event).isPresent() ? null : event.value(),
        weights.of(event),
        Event.bounded(event.traits()),
        key);
  }

  private void list(Interaction interaction) {
    int at = recent.size();
    while (at > 0 && Interaction.BY_TIME.compare(recent.get(at - 1), interaction) > 0) {
      at--;
    }
    recent.add(at, interaction);
    if (recent.size() > Profile.RECENT) {
      Interaction oldest = recent.remove(0);
      remember(oldest.key());
      folded.add(oldest);
    }
  }

  private void grant(ProfileRequest request, Instant time) {
    if (request instanceof ProfileRequest.Withdraw withdraw) {
      withdraw(withdraw.event());
    } else if (request instanceof ProfileRequest.Correct correct) {
      version++;
      preferences = preferences.corrected(correct);
    } else {
      forget(time);
      if (request instanceof ProfileRequest.Erase) {
        preferences = StatedPreferences.NOTHING;
        language = Profile.LANGUAGE;
      }
    }
  }

  private void withdraw(long key) {
    if (recent.removeIf(interaction -> EventKey.same(interaction.key(), key))) {
      version++;
      interactions--;
    }
    if (!keys.contains(key)) {
      remember(key); // so that a later delivery, even the first one, has no effect
    }
  }

  private void forget(Instant time) {
    version++;
    interactions = 0;
    recent.clear();
    folded.clear();
    shown.clear();
    searches.clear();
    hours.clear();
    devices.clear();
    keys.clear();
    forgotten = forgotten == null ? time : FoldedHistoryDraft.later(forgotten, time);
    firstSeen = null;
    lastSeen = null;
  }

  Profile profile() {
    return new Profile(
        user,
        version,
        interactions,
        recent,
        folded.finish(),
        shown,
        searches,
        preferences,
        new Circumstances(hours, devices),
        new AppliedEvents(watermarks, births, keys, forgotten),
        firstSeen,
        lastSeen,
        language);
  }
}
