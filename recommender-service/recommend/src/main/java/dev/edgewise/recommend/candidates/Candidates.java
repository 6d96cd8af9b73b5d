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
import dev.edgewise.recommend.catalogue.Safety;
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
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The first stage of ranking: finds items for a user with every source, and merges them into one
 * order by {@link SourceWeights}. Leaves out items that the user has finished and items that are
 * not allowed. A share of the candidates is new items, whatever their scores; if the sources find
 * too few items, the newest other items follow. Learns from each event at once, and relearns in the
 * background. Thread-safe: many threads gather while one records.
 */
public final class Candidates {
  private static final int RECENT_EVENTS = 16_384;

  private static final Comparator<Item> NEWEST_FIRST =
      Comparator.comparing(
              Item::published, Comparator.nullsLast(Comparator.<Instant>reverseOrder()))
          .thenComparing(Item::id);

  private final Catalogue catalogue;
  private final ToDoubleFunction<Event> liking;
  private final Predicate<Item> safe;
  private final Sources sources;
  private final BitSet allowed = new BitSet();
  private final RecentEvents recent = new RecentEvents(RECENT_EVENTS);
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private @Nullable List<ItemEvent> sinceSnapshot;
  private final SourceWeights weights;
  private final AtomicLong learnt = new AtomicLong();

  /** A first stage that allows every item that isn't hidden. */
  public Candidates(Catalogue catalogue, ToDoubleFunction<Event> liking, SourceWeights weights) {
    this(catalogue, liking, weights, Safety.OPEN, InstantSource.system());
  }

  /**
   * Creates a first stage that has seen no events yet.
   *
   * @param liking how much liking an event shows, from -1 to 1
   * @param safe which items may be recommended to anyone
   * @param clock used for the time since items were added
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
    catalogue.all().forEach(this::check);
    catalogue.onPut(item ->
        write(() -> {
          sources.put(item);
          check(item);
        }));
  }

  private void check(Item item) {
    allowed.set(sources.number(item.id()), safe.test(item));
  }

  private <T> T read(Supplier<T> query) {
    lock.readLock().lock();
    try {
      return query.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  private void write(Runnable change) {
    lock.writeLock().lock();
    try {
      change.run();
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Learns from an event; ignores events that it has recently learnt from. */
  public void record(Event event) {
    write(() -> {
      if (ProfileRequest.isReserved(event.type())) {
        applyRequest(event);
      } else if (!event.item().isEmpty() && recent.isNew(event)) {
        learn(event);
      }
    });
  }

  private void learn(Event event) {
    ItemEvent itemEvent = sources.record(event, liking.applyAsDouble(event));
    if (itemEvent.newlyLiked()) {
      learnt.incrementAndGet();
      if (sinceSnapshot != null) {
        sinceSnapshot.add(itemEvent);
      }
    }
  }

  /** Deletes the user's history; the counts stay, since they don't identify anyone. */
  private void applyRequest(Event request) {
    ProfileRequest.of(request)
        .filter(ProfileRequest::forgets)
        .ifPresent(forgetting -> sources.histories().forget(request.user()));
  }

  /** How many likes it has learnt from so far. */
  public long learnt() {
    return learnt.get();
  }

  /**
   * Relearns from all likes so far what incremental learning only approximates. Gathering and
   * recording go on meanwhile. For one caller at a time.
   */
  public void rebuild() {
    List<CandidateSource> relearnt = sources.learn(snapshot());
    write(() -> {
      sources.use(relearnt, sinceSnapshot == null ? List.of() : sinceSnapshot);
      sinceSnapshot = null;
    });
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

  public SourceWeights weights() {
    return weights;
  }

  /** The best items for a user; see {@link #gather(Profile, String, int)}. */
  public List<Candidate> gather(Profile profile, int limit) {
    return gather(profile, null, limit);
  }

  /**
   * The best items for a user, best first, with their facts and first-stage scores above 0.
   *
   * @param query what the user searches for, or null; items with its words come first
   */
  public List<Candidate> gather(Profile profile, @Nullable String query, int limit) {
    return read(() -> described(gatherer(profile), profile, query, limit));
  }

  /**
   * The best items for a user among given items, whether or not the user has finished them.
   *
   * @param open which items may be recommended to the user, if they are allowed at all
   */
  public List<Candidate> gather(
      Profile profile, @Nullable String query, Predicate<String> open, int limit) {
    return read(() -> described(gatherer(profile, open), profile, query, limit));
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
   * The ids of the best items for a user, best first.
   *
   * @param open which items may be found, if they are allowed at all
   */
  public List<String> find(Profile profile, Predicate<String> open, int limit) {
    return read(() -> ids(gatherer(profile, open).best(null, weights, newestFirst(), limit)));
  }

  /** The first-stage scores of the best items for a user by id, best first. */
  public Map<String, Double> scores(Profile profile, int limit) {
    return read(() -> {
      Map<String, Double> scores = new LinkedHashMap<>();
      gatherer(profile)
          .best(null, weights, newestFirst(), limit)
          .forEach(one -> scores.put(sources.id(one.item()), one.score()));
      return scores;
    });
  }

  /** A gatherer for the items that the user has not finished. */
  private CandidateGatherer gatherer(Profile profile) {
    return gatherer(taste(profile));
  }

  private CandidateGatherer gatherer(UserTaste taste) {
    boolean[] done = taste.done(sources.numbers());
    return new CandidateGatherer(sources, taste, item -> allowed.get(item) && !done[item]);
  }

  private CandidateGatherer gatherer(Profile profile, Predicate<String> open) {
    IntPredicate allowedAndOpen = item -> allowed.get(item) && open.test(sources.id(item));
    return new CandidateGatherer(sources, taste(profile), allowedAndOpen);
  }

  private UserTaste taste(Profile profile) {
    return UserTaste.of(profile, sources.histories().of(profile.user()), sources.numbers());
  }

  /** The names of the sources. */
  public List<String> sources() {
    return sources.all().stream().map(CandidateSource::name).toList();
  }

  /**
   * The ids of the items that one source finds, best first.
   *
   * @param name of the source, one of {@link #sources()}
   * @param open which items may be found, if they are allowed at all
   */
  public List<String> find(String name, Profile profile, Predicate<String> open, int most) {
    return read(() -> ids(gatherer(profile, open).found(sources.named(name), most).best()));
  }

  /**
   * The items that any source finds for a user, with their features, to fit weights to.
   *
   * @param items ids
   * @param features by item the feature of each source, in the order of {@link #sources()}
   * @param strangeness how little is known of the user, from 0 to 1
   */
  @SuppressWarnings("ArrayRecordComponent") // thousands of them, never compared
  public record Pool(List<String> items, List<double[]> features, double strangeness) {}

  /** The pool of a user, from the best {@code most} items of each source. */
  public Pool pool(Profile profile, int most) {
    return read(() -> {
      UserTaste taste = taste(profile);
      CandidateGatherer gatherer = gatherer(taste);
      WeightedMerge merge = new WeightedMerge();
      sources.all().forEach(source -> merge.add(gatherer.found(source, most), 0));
      int[] items = merge.pool();
      return new Pool(
          Arrays.stream(items).mapToObj(sources::id).toList(),
          Arrays.stream(items).mapToObj(merge::features).toList(),
          SourceWeights.strangeness(taste.items().length));
    });
  }

  /** Whether an item may be recommended to anyone. */
  public boolean allowed(String id) {
    return catalogue.find(id).filter(safe).isPresent();
  }

  /** Whether an item is new and few users have interacted with it. */
  public boolean isNewcomer(String id) {
    return read(() -> sources.newcomers().has(sources.number(id)));
  }

  /** Turns items into candidates. For one thread. */
  public interface Description {
    /** A candidate with this first-stage score and the item's facts. */
    Candidate of(Item item, double firstStageScore);
  }

  /** Describes items for one user, with the same facts as {@link #gather(Profile, int)}. */
  public Description descriptions(Profile profile) {
    CandidateFacts facts = read(() -> new CandidateFacts(catalogue, sources, profile, null));
    return (item, score) -> read(() -> candidate(item, facts, score));
  }

  /** Content search over the catalogue's words. */
  public ContentSearch content() {
    return sources.content();
  }

  /** The ids of the most popular items at present that the user has not finished, best first. */
  public List<String> popular(Profile profile, int limit) {
    return read(() -> ids(gatherer(profile).found(sources.trending(), limit).best()));
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
