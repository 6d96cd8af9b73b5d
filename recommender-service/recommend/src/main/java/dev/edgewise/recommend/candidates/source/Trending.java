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
 * What people take to at present, and those most who speak the user's language or come with the
 * same device: decayed counts over all and by segment, a segment's share leaning on that of all
 * where it has few events.
 */
public final class Trending implements CandidateSource {
  static final Duration HALF_LIFE = Duration.ofDays(3);

  /** As many events of a segment weigh as much as what is known of all. */
  private static final double LEANING = 100;

  /** Who sends arbitrary values doesn't fill the memory. */
  private static final int SEGMENTS = 64;

  private static final List<String> DIVIDED_BY = List.of("language", "device");

  private final DecayedCounts all = new DecayedCounts(HALF_LIFE);
  private final Map<String, DecayedCounts> bySegment = new HashMap<>();
  private @Nullable Instant latest;

  @Override
  public String name() {
    return "trending";
  }

  /** The time of the latest event, which is the present of these data; null before the first. */
  @Nullable
  public Instant now() {
    return latest;
  }

  /** How many segments are told apart. */
  int segments() {
    return bySegment.size();
  }

  /** How popular an item is at present, from 0 to 1 for the most popular one. */
  public double share(int item) {
    return all.relative(item);
  }

  @Override
  public SourceResult find(UserTaste taste, IntPredicate open, int most) {
    List<DecayedCounts> segments = new ArrayList<>();
    segmentsOf(taste.profile()).forEach(segment -> add(segments, bySegment.get(segment)));
    if (segments.isEmpty()) {
      return all.find(new TopItems(most, open));
    }
    double[] scores = new double[all.length()];
    double left = 1;
    for (DecayedCounts segment : segments) {
      double events = latest == null ? 0 : segment.events(latest);
      double trust = events / (events + LEANING) / segments.size();
      segment.addShares(scores, trust);
      left -= trust;
    }
    all.addShares(scores, left);
    return SourceResult.in(scores, new TopItems(most, open));
  }

  private static void add(List<DecayedCounts> segments, @Nullable DecayedCounts counts) {
    if (counts != null) {
      segments.add(counts);
    }
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
      for (String name : DIVIDED_BY) {
        String value = event.context().get(name);
        if (value != null) {
          count(name + "=" + value, itemEvent);
        }
      }
    }
  }

  private void count(String segment, ItemEvent itemEvent) {
    DecayedCounts counts = bySegment.get(segment);
    if (counts == null && bySegment.size() < SEGMENTS) {
      counts = new DecayedCounts(HALF_LIFE);
      bySegment.put(segment, counts);
    }
    if (counts != null) {
      counts.count(itemEvent.item(), itemEvent.event().time());
    }
  }
}
