/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.source;

import dev.edgewise.profile.Event;
import dev.edgewise.profile.Profile;
import dev.edgewise.recommend.candidates.history.ItemEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds items that are popular at present, especially with users who have the same language or
 * device. Counts decay with time; they are kept for all users and for each segment. The fewer
 * events a segment has, the more its shares are mixed with those of all users.
 */
public final class Trending implements CandidateSource {
  static final Duration HALF_LIFE = Duration.ofDays(3);

  /** With this number of events, a segment's shares and those of all users count equally. */
  private static final double PRIOR_EVENTS = 100;

  /** Bounds the memory, since clients may send arbitrary values. */
  private static final int MAX_SEGMENTS = 64;

  private static final List<String> SEGMENT_FIELDS = List.of("language", "device");

  private final DecayedCounts all = new DecayedCounts(HALF_LIFE);
  private final Map<String, DecayedCounts> bySegment = new HashMap<>();
  private @Nullable Instant latest;

  @Override
  public String name() {
    return "trending";
  }

  /** The time of the latest event, which is the present for this data; null without events. */
  @Nullable
  public Instant now() {
    return latest;
  }

  int segments() {
    return bySegment.size();
  }

  /** The item's popularity at present relative to the most popular item, from 0 to 1. */
  public double share(int item) {
    return all.relative(item);
  }

  @Override
  public SourceResult find(UserTaste taste, IntPredicate open, int most) {
    List<DecayedCounts> segments = new ArrayList<>();
    for (String name : segmentsOf(taste.profile())) {
      DecayedCounts counts = bySegment.get(name);
      if (counts != null) {
        segments.add(counts);
      }
    }
    if (segments.isEmpty()) {
      return all.find(new TopItems(most, open));
    }
    double[] scores = new double[all.length()];
    double left = 1;
    for (DecayedCounts segment : segments) {
      double events = latest == null ? 0 : segment.events(latest);
      double trust = events / (events + PRIOR_EVENTS) / segments.size();
      segment.addShares(scores, trust);
      left -= trust;
    }
    all.addShares(scores, left);
    return SourceResult.in(scores, new TopItems(most, open));
  }

  private static List<String> segmentsOf(Profile profile) {
    List<String> segments = new ArrayList<>();
    segments.add("language=" + profile.observedLanguage());
    profile.circumstances().devices().entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .ifPresent(device -> segments.add("device=" + device.getKey()));
    return segments;
  }

  @Override
  public void record(ItemEvent itemEvent) {
    Event event = itemEvent.event();
    if (latest == null || latest.isBefore(event.time())) {
      latest = event.time();
    }
    if (itemEvent.liking() > 0) {
      all.count(itemEvent.item(), event.time());
      for (String name : SEGMENT_FIELDS) {
        String value = event.context().get(name);
        if (value != null) {
          count(name + "=" + value, itemEvent);
        }
      }
    }
  }

  private void count(String segment, ItemEvent itemEvent) {
    DecayedCounts counts = bySegment.get(segment);
    if (counts == null && bySegment.size() < MAX_SEGMENTS) {
      counts = new DecayedCounts(HALF_LIFE);
      bySegment.put(segment, counts);
    }
    if (counts != null) {
      counts.count(itemEvent.item(), itemEvent.event().time());
    }
  }
}
