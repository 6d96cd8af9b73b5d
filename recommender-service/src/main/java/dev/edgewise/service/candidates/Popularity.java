/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.candidates;

import dev.edgewise.profile.Event;
import dev.edgewise.profile.Profile;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What people take to at present: counts of events that show liking, each halved for every
 * half-life that has passed. Kept by forward decay relative to the first event seen, so nothing is
 * swept; only ratios of counts mean anything.
 */
final class Popularity implements CandidateSource {
  static final Duration HALF_LIFE = Duration.ofDays(7);

  /** Doubling for each half-life stays finite for decades of events. */
  private static final double LARGEST_EXPONENT = 900;

  private static final int ENOUGH_OPINIONS = 5;

  private final Map<String, Counts> byItem = new HashMap<>();
  private @Nullable Instant landmark;
  private double most;

  /** Counts of one item. */
  private static final class Counts {
    double decayed;
    int opinions;
    double liking;
  }

  @Override
  public Map<String, Double> find(Profile profile, int most) {
    Best best = new Best(most);
    byItem.forEach((item, counts) -> {
      if (!profile.seen().contains(item)) {
        best.offer(item, share(counts));
      }
    });
    return best.scores();
  }

  @Override
  public void record(Event event, double weight) {
    Counts counts = byItem.computeIfAbsent(event.item(), item -> new Counts());
    if (weight > 0) {
      counts.decayed += Math.pow(2, halfLives(event.time()));
      most = Math.max(most, counts.decayed);
    }
    if (event.type().equals("rate") || weight < 0) {
      counts.opinions++;
      counts.liking += weight;
    }
  }

  /** How popular an item is at present, from 0 to 1 for the most popular one. */
  double share(String item) {
    Counts counts = byItem.get(item);
    return counts == null ? 0 : share(counts);
  }

  /** Mean liking, from -1 to 1, of those who said what they think; empty when too few did. */
  OptionalDouble meanLiking(String item) {
    Counts counts = byItem.get(item);
    return counts == null || counts.opinions < ENOUGH_OPINIONS
        ? OptionalDouble.empty()
        : OptionalDouble.of(counts.liking / counts.opinions);
  }

  private double share(Counts counts) {
    return most == 0 ? 0 : counts.decayed / most;
  }

  private double halfLives(Instant time) {
    if (landmark == null) {
      landmark = time;
    }
    double passed = Duration.between(landmark, time).toMillis() / (double) HALF_LIFE.toMillis();
    return Math.max(-LARGEST_EXPONENT, Math.min(LARGEST_EXPONENT, passed));
  }
}
