/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates;

import dev.edgewise.profile.Event;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.ProfileRequest;
import dev.edgewise.rank.Candidate;
import dev.edgewise.recommend.candidates.history.ItemEvent;
import dev.edgewise.recommend.candidates.history.ItemNumbers;
import dev.edgewise.recommend.candidates.history.LikeMatrix;
import dev.edgewise.recommend.candidates.history.RecentEvents;
import dev.edgewise.recommend.candidates.source.CandidateSource;
import dev.edgewise.recommend.candidates.source.ContentSearch;
import dev.edgewise.recommend.candidates.source.ScoredItem;
import dev.edgewise.recommend.candidates.source.Sources;
import dev.edgewise.recommend.candidates.source.UserTaste;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.Item;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The first stage: items for a user from every source, merged into one order by a {@link
 * SourceWeights}; what the user is done with and what may not be recommended is left out. Some of
 * the items are new ones, whatever their scores; where the sources bring too few, the newest of the
 * others follow. Learns from each event as it comes, and anew in the background. Thread-safe: many
 * gather, one records.
 */
public final class Candidates {
  private static final int REPEATS_CAUGHT_WITHIN = 16_384;

  private static final Comparator<Item> NEWEST_FIRST =
      Comparator.comparing(
              Item::published, Comparator.nullsLast(Comparator.<Instant>reverseOrder()))
          .thenComparing(Item::id);

  private final Catalogue catalogue;
  private final ToDoubleFunction<Event> liking;
  private final Predicate<Item> safe;
  private final Sources sources;
  private final BitSet allowed = new BitSet();
  private final RecentEvents recent = new RecentEvents(REPEATS_CAUGHT_WITHIN);
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private @Nullable List<ItemEvent> sinceSnapshot;
  private final SourceWeights weights;
  private final AtomicLong learnt = new AtomicLong();

  /** A first stage for which every item is safe. */
  public Candidates(Catalogue catalogue, ToDoubleFunction<Event> liking, SourceWeights weights) {
    this(catalogue, liking, weights, item -> !item.hidden(), InstantSource.system());
  }

  /**
   * A first stage that has seen no events yet.
   *
   * @param liking how much liking an event shows, from -1 to 1
   * @param safe which items may be recommended to anyone
   * @param clock tells how long items have been there
   */
  public Candidates(
      Catalogue catalogue,
      ToDoubleFunction<Event> liking,
      SourceWeights weights,
      Predicate<Item> safe,
      InstantSource clock) {
    this.catalogue = catalogue;
    this.liking = liking;
    this.weights = weights;
    this.safe = safe;
    this.sources = new Sources(catalogue, clock);
    catalogue.all().forEach(this::judge);
    catalogue.onPut(this::put);
  }

  private void put(Item item) {
    lock.writeLock().lock();
    try {
      sources.put(item);
      judge(item);
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void judge(Item item) {
    allowed.set(sources.number(item.id()), safe.test(item));
  }

  /** Learns from an event; from one that was just learnt from, nothing. */
  public void record(Event event) {
    lock.writeLock().lock();
    try {
      if (ProfileRequest.isReserved(event.type())) {
        grant(event);
      } else if (!event.item().isEmpty() && recent.isNew(event)) {
        ItemEvent itemEvent = sources.record(event, liking.applyAsDouble(event));
        if (itemEvent.newlyLiked()) {
          learnt.incrementAndGet();
          if (sinceSnapshot != null) {
            sinceSnapshot.add(itemEvent);
          }
        }
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Counts stay, since nobody can be told from them; whose they are goes. */
  private void grant(Event request) {
    ProfileRequest.of(request)
        .filter(ProfileRequest::forgets)
        .ifPresent(forgetting -> sources.histories().forget(request.user()));
  }

  /** How many likes it has learnt from so far. */
  public long learnt() {
    return learnt.get();
  }

  /**
   * Learns anew, from all likes so far, what is only kept up roughly as they come. Gathering and
   * recording go on meanwhile. For one caller at a time.
   */
  public void rebuild() {
    LikeMatrix likes = snapshot();
    List<CandidateSource> fresh = sources.learn(likes);
    lock.writeLock().lock();
    try {
      sources.use(fresh, sinceSnapshot == null ? List.of() : sinceSnapshot);
      sinceSnapshot = null;
    } finally {
      lock.writeLock().unlock();
    }
  }

  private LikeMatrix snapshot() {
    lock.writeLock().lock();
    try {
      sinceSnapshot = new ArrayList<>();
      return sources.likes();
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** The weights in use. */
  public SourceWeights weights() {
    return weights;
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
    lock.readLock().lock();
    try {
      return described(gatherer(profile), profile, query, limit);
    } finally {
      lock.readLock().unlock();
    }
  }

  /**
   * The same among other items than those that the user isn't done with.
   *
   * @param unmet which items may be recommended to the user, beside being allowed at all
   */
  public List<Candidate> gather(
      Profile profile, @Nullable String query, Predicate<String> unmet, int limit) {
    lock.readLock().lock();
    try {
      return described(gatherer(profile, unmet), profile, query, limit);
    } finally {
      lock.readLock().unlock();
    }
  }

  private List<Candidate> described(
      CandidateGatherer gatherer, Profile profile, @Nullable String query, int limit) {
    List<Candidate> candidates = new ArrayList<>();
    CandidateFacts facts = new CandidateFacts(catalogue, sources, profile, query);
    for (ScoredItem one : gatherer.best(query, weights, newestFirst(), limit)) {
      catalogue
          .find(sources.id(one.item()))
          .ifPresent(item -> candidates.add(candidate(item, facts, one.score())));
    }
    return candidates;
  }

  /**
   * The ids of the best items for this user among those that are open.
   *
   * @param open which items may be found, beside being allowed at all
   */
  public List<String> find(Profile profile, Predicate<String> open, int limit) {
    lock.readLock().lock();
    try {
      return ids(gatherer(profile, open).best(null, weights, newestFirst(), limit));
    } finally {
      lock.readLock().unlock();
    }
  }

  /** The first-stage scores of the best items for this user, best first, by id. */
  public Map<String, Double> scores(Profile profile, int limit) {
    lock.readLock().lock();
    try {
      Map<String, Double> scores = new LinkedHashMap<>();
      gatherer(profile)
          .best(null, weights, newestFirst(), limit)
          .forEach(one -> scores.put(sources.id(one.item()), one.score()));
      return scores;
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Among the items that the user isn't done with. */
  private CandidateGatherer gatherer(Profile profile) {
    return gatherer(taste(profile));
  }

  private CandidateGatherer gatherer(UserTaste taste) {
    boolean[] done = taste.done(sources.numbers());
    return new CandidateGatherer(sources, taste, item -> allowed.get(item) && !done[item]);
  }

  private CandidateGatherer gatherer(Profile profile, Predicate<String> open) {
    IntPredicate free = item -> allowed.get(item) && open.test(sources.id(item));
    return new CandidateGatherer(sources, taste(profile), free);
  }

  private UserTaste taste(Profile profile) {
    return UserTaste.of(profile, sources.histories().of(profile.user()), sources.numbers());
  }

  /** The names of the sources. */
  public List<String> sources() {
    return sources.all().stream().map(CandidateSource::name).toList();
  }

  /**
   * What one source alone finds, best first.
   *
   * @param name the source's, one of {@link #sources()}
   * @param open which items may be found, beside being allowed at all
   */
  public List<String> find(String name, Profile profile, Predicate<String> open, int most) {
    lock.readLock().lock();
    try {
      return ids(gatherer(profile, open).found(sources.named(name), most).best());
    } finally {
      lock.readLock().unlock();
    }
  }

  /**
   * What each source says of the items that any of them finds, to fit weights to.
   *
   * @param items ids
   * @param features by item what the sources say, in the order of {@link #sources()}
   * @param strangeness of the user, from 0 to 1: the less is known, the more
   */
  @SuppressWarnings("ArrayRecordComponent") // thousands of them, compared by nobody
  public record Pool(List<String> items, List<double[]> features, double strangeness) {}

  /** The pool of a user, each source bringing so many. */
  public Pool pool(Profile profile, int most) {
    lock.readLock().lock();
    try {
      UserTaste taste = taste(profile);
      CandidateGatherer gatherer = gatherer(taste);
      WeightedMerge merge = new WeightedMerge();
      sources.all().forEach(source -> merge.add(gatherer.found(source, most), 0));
      int[] items = merge.pool();
      return new Pool(
          Arrays.stream(items).mapToObj(sources::id).toList(),
          Arrays.stream(items).mapToObj(merge::features).toList(),
          SourceWeights.strangeness(taste.items().length));
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Whether an item may be recommended to anyone. */
  public boolean allowed(String id) {
    return catalogue.find(id).filter(safe).isPresent();
  }

  /** Whether an item is so new that hardly anybody has met it. */
  public boolean isNewcomer(String id) {
    lock.readLock().lock();
    try {
      return sources.newcomers().has(sources.number(id));
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Items as candidates. For one thread. */
  public interface Description {
    /** An item as good as its first-stage score says, with its facts. */
    Candidate of(Item item, double firstStageScore);
  }

  /** Describes items for one user, as gathering does. */
  public Description descriptions(Profile profile) {
    lock.readLock().lock();
    try {
      CandidateFacts facts = new CandidateFacts(catalogue, sources, profile, null);
      return (item, score) -> described(item, facts, score);
    } finally {
      lock.readLock().unlock();
    }
  }

  private Candidate described(Item item, CandidateFacts facts, double score) {
    lock.readLock().lock();
    try {
      return candidate(item, facts, score);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Content search over the catalogue's words. */
  public ContentSearch content() {
    return sources.content();
  }

  /** What most people take to at present and this user isn't done with, best first. */
  public List<String> popular(Profile profile, int limit) {
    lock.readLock().lock();
    try {
      return ids(gatherer(profile).found(sources.trending(), limit).best());
    } finally {
      lock.readLock().unlock();
    }
  }

  private Candidate candidate(Item item, CandidateFacts facts, double score) {
    Instant published = item.published();
    Instant now = sources.trending().now();
    double age =
        published == null || now == null
            ? Double.NaN
            : Duration.between(published, now).toSeconds() / 86_400.0;
    return new Candidate(
        item.id(),
        item.title(),
        facts.of(item),
        score,
        item.text(),
        sources.trending().share(sources.number(item.id())),
        age);
  }

  /** Whatever there is, for where the sources bring too few. */
  private IntStream newestFirst() {
    return catalogue.all().stream()
        .sorted(NEWEST_FIRST)
        .mapToInt(item -> sources.number(item.id()))
        .filter(number -> number != ItemNumbers.NONE);
  }

  private List<String> ids(List<ScoredItem> found) {
    return found.stream().map(one -> sources.id(one.item())).toList();
  }
}
