/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.candidates;

import dev.edgewise.profile.Event;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.ProfileRequest;
import dev.edgewise.rank.Candidate;
import dev.edgewise.service.catalogue.Catalogue;
import dev.edgewise.service.catalogue.Item;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The first stage: items for a user from every source, merged into one order. A source's scores are
 * divided by its best, weighted and added; what the user is done with and hidden items are left
 * out. Where the sources bring too few, the newest of the other items follow. Learns from each
 * event as it comes. Thread-safe: many gather, one records.
 */
public final class Candidates {
  private static final int REPEATS_CAUGHT_WITHIN = 16_384;

  /** What was asked for outweighs what is liked in general. */
  private static final double QUERY_WEIGHT = 2;

  /** Below whatever a source gives. */
  private static final double UNFOUND = 1e-6;

  private static final Comparator<Item> NEWEST_FIRST =
      Comparator.comparing(
              Item::published, Comparator.nullsLast(Comparator.<Instant>reverseOrder()))
          .thenComparing(Item::id);

  private final Catalogue catalogue;
  private final ToDoubleFunction<Event> liking;
  private final Mix mix;
  private final Popularity popularity = new Popularity();
  private final ItemNeighbours neighbours = new ItemNeighbours();
  private final ContentSearch content;
  private final Facts facts;
  private final Predicate<Item> safe;
  private final RecentEvents recent = new RecentEvents(REPEATS_CAUGHT_WITHIN);
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

  /** A first stage for which every item is safe. */
  public Candidates(Catalogue catalogue, ToDoubleFunction<Event> liking, Mix mix) {
    this(catalogue, liking, mix, item -> !item.hidden());
  }

  /**
   * A first stage that has seen no events yet.
   *
   * @param liking how much liking an event shows, from -1 to 1
   * @param safe which items may be recommended to anyone
   */
  public Candidates(
      Catalogue catalogue, ToDoubleFunction<Event> liking, Mix mix, Predicate<Item> safe) {
    this.safe = safe;
    this.catalogue = catalogue;
    this.liking = liking;
    this.mix = mix;
    this.content = new ContentSearch(catalogue);
    this.facts = new Facts(catalogue, popularity, neighbours);
  }

  /** Learns from an event; from one that was just learnt from, nothing. */
  public void record(Event event) {
    lock.writeLock().lock();
    try {
      if (ProfileRequest.isReserved(event.type())) {
        grant(event);
        return;
      }
      if (event.item().isEmpty() || !recent.isNew(event)) {
        return;
      }
      double weight = liking.applyAsDouble(event);
      popularity.record(event, weight);
      neighbours.record(event, weight);
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Counts stay, since nobody can be told from them; whose they are goes. */
  private void grant(Event request) {
    ProfileRequest.of(request)
        .filter(ProfileRequest::forgets)
        .ifPresent(forgetting -> neighbours.forgetUser(request.user()));
  }

  /** The best items for this user; see {@link #gather(Profile, String, int)}. */
  public List<Candidate> gather(Profile profile, int limit) {
    return gather(profile, null, limit);
  }

  /**
   * The best items for this user, best first, with a positive first-stage score and their facts.
   *
   * @param query what the user is looking for, or null; items with its words come first
   */
  public List<Candidate> gather(Profile profile, @Nullable String query, int limit) {
    Set<String> seen = profile.seen();
    return gather(profile, query, id -> !seen.contains(id), limit);
  }

  /**
   * The same among other items than those that the user isn't done with.
   *
   * @param unmet which items may be recommended to the user, beside being allowed at all
   */
  public List<Candidate> gather(
      Profile profile, @Nullable String query, Predicate<String> unmet, int limit) {
    Predicate<String> open = id -> unmet.test(id) && allowed(id);
    lock.readLock().lock();
    try {
      Map<String, Double> scores = new HashMap<>();
      if (query != null) {
        add(scores, content.find(query, open, limit), QUERY_WEIGHT);
      }
      add(scores, popularity.find(profile, open, limit), mix.popularity());
      add(scores, neighbours.find(profile, open, limit), mix.neighbours());
      if (profile.known()) {
        add(scores, content.find(profile, open, limit), mix.content());
      }
      if (scores.size() < limit) {
        addRest(scores, open, limit - scores.size());
      }
      return best(scores, profile, query, limit);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Whether an item may be recommended to anyone. */
  public boolean allowed(String id) {
    return catalogue.find(id).filter(safe).isPresent();
  }

  /** One item as a candidate, as good as its first-stage score says. */
  public Candidate describe(Item item, Profile profile, double firstStageScore) {
    lock.readLock().lock();
    try {
      return candidate(item, profile, null, firstStageScore);
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
      return ordered(popularity.find(profile, open(profile), limit));
    } finally {
      lock.readLock().unlock();
    }
  }

  /** The names of the sources. */
  public List<String> sources() {
    return List.of(popularity.name(), neighbours.name(), content.name());
  }

  /**
   * What one source alone finds, best first.
   *
   * @param source its name, one of {@link #sources()}
   * @param open which items may be found, beside being allowed at all
   */
  public List<String> find(String source, Profile profile, Predicate<String> open, int most) {
    CandidateSource asked =
        Stream.of(popularity, neighbours, content)
            .filter(one -> one.name().equals(source))
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("no source " + source + " in " + sources()));
    lock.readLock().lock();
    try {
      return ordered(asked.find(profile, id -> open.test(id) && allowed(id), most));
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Learns anew, from all events so far, whatever is only kept up roughly as they come. */
  public void rebuild() {
    // Nothing of the kind yet.
  }

  private static void add(Map<String, Double> scores, Map<String, Double> found, double weight) {
    double top = found.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    if (top > 0 && weight > 0) {
      found.forEach((item, score) -> scores.merge(item, weight * score / top, Double::sum));
    }
  }

  /** Whether an item may be recommended to the user. */
  private Predicate<String> open(Profile profile) {
    Set<String> seen = profile.seen();
    return id -> !seen.contains(id) && allowed(id);
  }

  private void addRest(Map<String, Double> scores, Predicate<String> open, int missing) {
    List<Item> rest =
        catalogue.all().stream()
            .filter(item -> !scores.containsKey(item.id()) && open.test(item.id()))
            .sorted(NEWEST_FIRST)
            .limit(missing)
            .toList();
    for (int i = 0; i < rest.size(); i++) {
      scores.put(rest.get(i).id(), UNFOUND / (i + 1));
    }
  }

  private List<Candidate> best(
      Map<String, Double> scores, Profile profile, @Nullable String query, int limit) {
    List<Candidate> best = new ArrayList<>();
    for (String id : ordered(scores)) {
      if (best.size() == limit) {
        break;
      }
      double score = scores.getOrDefault(id, UNFOUND);
      catalogue.find(id).ifPresent(item -> best.add(candidate(item, profile, query, score)));
    }
    return best;
  }

  private Candidate candidate(Item item, Profile profile, @Nullable String query, double score) {
    Instant published = item.published();
    Instant now = popularity.now();
    double age =
        published == null || now == null
            ? Double.NaN
            : Duration.between(published, now).toSeconds() / 86_400.0;
    return new Candidate(
        item.id(),
        item.title(),
        facts.of(item, profile, query),
        score,
        item.text(),
        popularity.share(item.id()),
        age);
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
