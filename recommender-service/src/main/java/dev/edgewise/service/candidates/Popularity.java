/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.candidates;

import dev.edgewise.profile.Event;
import dev.edgewise.profile.Profile;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What people take to at present: counts of events that show liking, each halved for every
 * half-life that has passed. Kept by forward decay relative to the first event seen, so nothing is
 * swept before the landmark moves on, once in ten years; only ratios of counts mean anything.
 */
final class Popularity implements CandidateSource {
  static final Duration HALF_LIFE = Duration.ofDays(7);

  /** So many half-lives after the landmark, weights near the largest double: it moves on. */
  private static final double LARGEST_EXPONENT = 500;

  private static final int ENOUGH_OPINIONS = 5;

  private final Map<String, Counts> byItem = new HashMap<>();
  private @Nullable Instant landmark;
  private @Nullable Instant latest;
  private double most;

  /** Counts of one item. */
  private static final class Counts {
    double decayed;
    int opinions;
    double liking;
  }

  /** The time of the latest event, which is the present of these data; null before the first. */
  @Nullable Instant now() {
    return latest;
  }

  @Override
  public String name() {
    return "popularity";
  }

  @Override
  public Map<String, Double> find(Profile profile, Predicate<String> open, int most) {
    Best best = new Best(most, open);
    byItem.forEach((item, counts) -> best.offer(item, share(counts)));
    return best.scores();
  }

  @Override
  public void record(Event event, double weight) {
    Counts counts = byItem.computeIfAbsent(event.item(), item -> new Counts());
    if (latest == null || latest.isBefore(event.time())) {
      latest = event.time();
    }
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
    Instant since = landmark == null ? time : landmark;
    double passed = Duration.between(since, time).toMillis() / (double) HALF_LIFE.toMillis();
    if (passed > LARGEST_EXPONENT) {
      shrink(Math.pow(2, -LARGEST_EXPONENT));
      landmark = since.plus(HALF_LIFE.multipliedBy((long) LARGEST_EXPONENT));
      return halfLives(time);
    }
    landmark = since;
    return passed;
  }

  /** Makes every count relative to a later landmark. */
  private void shrink(double factor) {
    most *= factor;
    byItem.values().forEach(counts -> counts.decayed *= factor);
  }
}
