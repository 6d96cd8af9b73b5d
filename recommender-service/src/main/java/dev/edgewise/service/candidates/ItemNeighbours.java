/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.candidates;

import dev.edgewise.profile.Event;
import dev.edgewise.profile.Interaction;
import dev.edgewise.profile.Profile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Items that the same people liked: cosine of co-occurrence counts, shrunk towards 0 where little
 * is known (Sarwar et al., "Item-based collaborative filtering recommendation algorithms", WWW
 * 2001). A pair liked by one user counts less the further apart in time the two were. Each event
 * updates the pairs with that user's latest likes, so there is nothing to rebuild.
 */
final class ItemNeighbours implements CandidateSource {
  private static final int LATEST_LIKES = 30;
  private static final int NEIGHBOURS = 400;
  private static final int NEAREST = 5;
  private static final double SHRINKAGE = 10;
  private static final double POPULARITY_DAMPING = 0.2;
  private static final Duration GAP_HALF_LIFE = Duration.ofDays(30);

  private final Map<String, Deque<Like>> likesOfUser = new HashMap<>();
  private final Map<String, Map<String, Double>> together = new HashMap<>();
  private final Map<String, Likes> likes = new HashMap<>();

  /** Answers that were asked for and still hold; many readers fill it side by side. */
  private final Map<String, List<Neighbour>> nearest = new ConcurrentHashMap<>();

  private record Like(String item, Instant time) {}

  /**
   * How often an item was liked, and the powers of that which similarities divide by.
   *
   * @param own damping where its own neighbours are asked for
   * @param other damping where it is a neighbour
   */
  private record Likes(int count, double own, double other) {
    static final Likes ONE = of(1);

    static Likes of(int count) {
      return new Likes(
          count, Math.pow(count, 1 - POPULARITY_DAMPING), Math.pow(count, POPULARITY_DAMPING));
    }
  }

  /** An item that is liked together with another, and how much so. */
  record Neighbour(String item, double similarity) {}

  @Override
  public Map<String, Double> find(Profile profile, Predicate<String> open, int most) {
    Map<String, Double> sums = new HashMap<>();
    for (Interaction met : profile.recent()) {
      Map<String, Double> counts = together.getOrDefault(met.item(), Map.of());
      if (met.weight() != 0) {
        counts.forEach((other, count) ->
            sums.merge(other, met.weight() * similarity(met.item(), other, count), Double::sum));
      }
    }
    Best best = new Best(most, open);
    sums.forEach(best::offer);
    return best.scores();
  }

  /** The few items most liked together with this one, best first. */
  List<Neighbour> nearest(String item) {
    return nearest.computeIfAbsent(item, this::findNearest);
  }

  private List<Neighbour> findNearest(String item) {
    Best best = new Best(NEAREST);
    together
        .getOrDefault(item, Map.of())
        .forEach((other, count) -> best.offer(other, similarity(item, other, count)));
    List<Neighbour> all = new ArrayList<>();
    best.scores().forEach((other, similarity) -> all.add(new Neighbour(other, similarity)));
    all.sort(
        Comparator.comparingDouble((Neighbour n) -> -n.similarity).thenComparing(Neighbour::item));
    return all;
  }

  /** How much two items are liked together, 0 when never. */
  double similarity(String one, String other) {
    Double count = together.getOrDefault(one, Map.of()).get(other);
    return count == null ? 0 : similarity(one, other, count);
  }

  private double similarity(String one, String other, double count) {
    double ofOne = likes.getOrDefault(one, Likes.ONE).own;
    double ofOther = likes.getOrDefault(other, Likes.ONE).other;
    return count / (ofOne * ofOther + SHRINKAGE);
  }

  @Override
  public void record(Event event, double weight) {
    if (weight <= 0) {
      return;
    }
    Deque<Like> latest = likesOfUser.computeIfAbsent(event.user(), user -> new ArrayDeque<>());
    if (latest.stream().anyMatch(like -> like.item.equals(event.item()))) {
      return;
    }
    likes.merge(event.item(), Likes.ONE, (old, one) -> Likes.of(old.count + 1));
    forget(event.item());
    for (Like earlier : latest) {
      double closeness = closeness(earlier.time, event.time());
      count(earlier.item, event.item(), closeness);
      count(event.item(), earlier.item, closeness);
    }
    latest.addLast(new Like(event.item(), event.time()));
    if (latest.size() > LATEST_LIKES) {
      latest.removeFirst();
    }
  }

  /** Drops the answers that the number of this item's likes had a part in. */
  private void forget(String item) {
    nearest.remove(item);
    together.getOrDefault(item, Map.of()).keySet().forEach(nearest::remove);
  }

  private void count(String of, String other, double closeness) {
    nearest.remove(of);
    Map<String, Double> counts = together.computeIfAbsent(of, item -> new HashMap<>());
    counts.merge(other, closeness, Double::sum);
    if (counts.size() > 2 * NEIGHBOURS) {
      Best best = new Best(NEIGHBOURS);
      counts.forEach(best::offer);
      counts.keySet().retainAll(best.scores().keySet());
    }
  }

  private static double closeness(Instant one, Instant other) {
    double gap = Math.abs(Duration.between(one, other).toMillis());
    return Math.pow(2, -gap / GAP_HALF_LIFE.toMillis());
  }
}
