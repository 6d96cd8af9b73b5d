/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.candidates;

import dev.edgewise.profile.Event;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.rank.Candidate;
import dev.edgewise.service.catalogue.Catalogue;
import dev.edgewise.service.catalogue.Item;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The first stage: items for a user from every source, merged into one order. A source's scores are
 * divided by its best, weighted and added; what the user is done with and hidden items are left
 * out. Learns from each event as it comes. Thread-safe: many gather, one records.
 */
public final class Candidates {
  private final Catalogue catalogue;
  private final SignalWeights signals;
  private final Mix mix;
  private final Popularity popularity = new Popularity();
  private final ItemNeighbours neighbours = new ItemNeighbours();
  private final ContentSearch content;
  private final Facts facts;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  /**
   * Weights of the sources.
   *
   * @param popularity of what is popular at present
   * @param neighbours of what is liked together with the user's likes
   * @param content of what is like the user's likes
   */
  public record Mix(double popularity, double neighbours, double content) {
    /** Chosen on the films' four weeks before the held-out ones; see RATIONALE.md. */
    public static final Mix FITTED = new Mix(1, 0.2, 0.05);
  }

  /** A first stage that has seen no events yet. */
  public Candidates(Catalogue catalogue, SignalWeights signals, Mix mix) {
    this.catalogue = catalogue;
    this.signals = signals;
    this.mix = mix;
    this.content = new ContentSearch(catalogue);
    this.facts = new Facts(catalogue, popularity, neighbours);
  }

  /** Learns from an event. */
  public void record(Event event) {
    lock.writeLock().lock();
    try {
      double weight = signals.of(event);
      popularity.record(event, weight);
      neighbours.record(event, weight);
    } finally {
      lock.writeLock().unlock();
    }
  }

  /**
   * The best items for this user, best first, with a positive first-stage score and their facts.
   */
  public List<Candidate> gather(Profile profile, int limit) {
    lock.readLock().lock();
    try {
      Map<String, Double> scores = new HashMap<>();
      add(scores, popularity.find(profile, limit), mix.popularity());
      add(scores, neighbours.find(profile, limit), mix.neighbours());
      if (profile.known()) {
        add(scores, content.find(profile, limit), mix.content());
      }
      return best(scores, profile, limit);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** One item as a candidate, as good as its first-stage score says. */
  public Candidate describe(Item item, Profile profile, double firstStageScore) {
    lock.readLock().lock();
    try {
      return new Candidate(item.id(), item.title(), facts.of(item, profile), firstStageScore);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Content search over the catalogue's words. */
  public ContentSearch content() {
    return content;
  }

  /** The most popular items that the user isn't done with, best first: the baseline to beat. */
  public List<String> popular(Profile profile, int limit) {
    lock.readLock().lock();
    try {
      return ordered(popularity.find(profile, limit));
    } finally {
      lock.readLock().unlock();
    }
  }

  private static void add(Map<String, Double> scores, Map<String, Double> found, double weight) {
    double top = found.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    if (top > 0 && weight > 0) {
      found.forEach((item, score) -> scores.merge(item, weight * score / top, Double::sum));
    }
  }

  private List<Candidate> best(Map<String, Double> scores, Profile profile, int limit) {
    List<Candidate> best = new ArrayList<>();
    for (String id : ordered(scores)) {
      Item item = catalogue.find(id).orElse(null);
      if (item != null && !item.hidden()) {
        double score = scores.getOrDefault(id, 0.0);
        best.add(new Candidate(id, item.title(), facts.of(item, profile), score));
      }
      if (best.size() == limit) {
        break;
      }
    }
    return best;
  }

  private static List<String> ordered(Map<String, Double> scores) {
    return scores.entrySet().stream()
        .sorted(
            Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .toList();
  }
}
