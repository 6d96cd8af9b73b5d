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
import java.util.Set;
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
  private final Map<String, Node> nodes = new HashMap<>();
  private final List<Node> numbered = new ArrayList<>();

  /** Answers that were asked for and still hold; many readers fill it side by side. */
  private final Map<String, List<Neighbour>> nearest = new ConcurrentHashMap<>();

  private record Like(Node item, Instant time) {}

  /** An item that is liked together with another, and how much so. */
  record Neighbour(String item, double similarity) {}

  /** An item that was liked: how often, and how much so together with which others. */
  private static final class Node {
    final String item;
    final int number;
    final Map<Node, Double> together = new HashMap<>();
    int likes;

    /** Damping of the similarity where this item's neighbours are asked for. */
    double own;

    /** The same where it is a neighbour. */
    double other;

    Node(String item, int number) {
      this.item = item;
      this.number = number;
    }

    void like() {
      likes++;
      own = Math.pow(likes, 1 - POPULARITY_DAMPING);
      other = Math.pow(likes, POPULARITY_DAMPING);
    }

    double similarity(Node to, double count) {
      return count / (own * to.other + SHRINKAGE);
    }
  }

  @Override
  public String name() {
    return "itemknn";
  }

  @Override
  public Map<String, Double> find(Profile profile, Predicate<String> open, int most) {
    double[] sums = new double[numbered.size()];
    for (Interaction met : profile.recent()) {
      Node node = met.weight() == 0 ? null : nodes.get(met.item());
      if (node != null) {
        node.together.forEach(
            (other, count) -> sums[other.number] += met.weight() * node.similarity(other, count));
      }
    }
    Best best = new Best(most, open);
    for (int i = 0; i < sums.length; i++) {
      best.offer(numbered.get(i).item, sums[i]);
    }
    return best.scores();
  }

  /** The few items most liked together with this one, best first. */
  List<Neighbour> nearest(String item) {
    return nearest.computeIfAbsent(item, this::findNearest);
  }

  private List<Neighbour> findNearest(String item) {
    Node node = nodes.get(item);
    if (node == null) {
      return List.of();
    }
    Best best = new Best(NEAREST);
    node.together.forEach((other, count) -> best.offer(other.item, node.similarity(other, count)));
    List<Neighbour> all = new ArrayList<>();
    best.scores().forEach((other, similarity) -> all.add(new Neighbour(other, similarity)));
    all.sort(
        Comparator.comparingDouble((Neighbour n) -> -n.similarity).thenComparing(Neighbour::item));
    return all;
  }

  /** How much two items are liked together, 0 when never. */
  double similarity(String one, String other) {
    Node from = nodes.get(one);
    Node to = nodes.get(other);
    Double count = from == null || to == null ? null : from.together.get(to);
    return from == null || to == null || count == null ? 0 : from.similarity(to, count);
  }

  @Override
  public void record(Event event, double weight) {
    if (weight <= 0) {
      return;
    }
    Deque<Like> latest = likesOfUser.computeIfAbsent(event.user(), user -> new ArrayDeque<>());
    Node node = node(event.item());
    if (latest.stream().anyMatch(like -> like.item == node)) {
      return;
    }
    node.like();
    forget(node);
    for (Like earlier : latest) {
      double closeness = closeness(earlier.time, event.time());
      count(earlier.item, node, closeness);
      count(node, earlier.item, closeness);
    }
    latest.addLast(new Like(node, event.time()));
    if (latest.size() > LATEST_LIKES) {
      latest.removeFirst();
    }
  }

  /** Drops what is remembered of a user. */
  void forgetUser(String user) {
    likesOfUser.remove(user);
  }

  private Node node(String item) {
    Node node = nodes.get(item);
    if (node == null) {
      node = new Node(item, numbered.size());
      nodes.put(item, node);
      numbered.add(node);
    }
    return node;
  }

  /** Drops the answers that the number of this item's likes had a part in. */
  private void forget(Node node) {
    if (nearest.isEmpty()) {
      return; // as while a past is learnt: looking at each neighbour took most of the time
    }
    nearest.remove(node.item);
    node.together.keySet().forEach(other -> nearest.remove(other.item));
  }

  private void count(Node of, Node other, double closeness) {
    nearest.remove(of.item);
    of.together.merge(other, closeness, Double::sum);
    if (of.together.size() > 2 * NEIGHBOURS) {
      Best best = new Best(NEIGHBOURS);
      of.together.forEach((neighbour, count) -> best.offer(neighbour.item, count));
      Set<String> kept = best.scores().keySet();
      of.together.keySet().removeIf(neighbour -> !kept.contains(neighbour.item));
    }
  }

  private static double closeness(Instant one, Instant other) {
    double gap = Math.abs(Duration.between(one, other).toMillis());
    return Math.pow(2, -gap / GAP_HALF_LIFE.toMillis());
  }
}
