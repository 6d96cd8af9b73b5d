/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates;

import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventType;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.ProfileRequest;
import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Fact;
import dev.edgewise.rank.Ranking;
import dev.edgewise.rank.UserContext;
import dev.edgewise.rank.WorkCancelledException;
import dev.edgewise.rank.feature.ColdItems;
import dev.edgewise.rank.feature.EvidenceRanker;
import dev.edgewise.rank.feature.ItemContent;
import dev.edgewise.rank.feature.ItemMatrices;
import dev.edgewise.rank.feature.ItemRanker;
import dev.edgewise.rank.feature.LearnedRanker;
import dev.edgewise.rank.feature.ScoredItem;
import dev.edgewise.rank.feature.SimilarityWeights;
import dev.edgewise.rank.feature.Source;
import dev.edgewise.rank.feature.UserHistory;
import dev.edgewise.rank.feature.UserScores;
import dev.edgewise.rank.order.ColdPlaces;
import dev.edgewise.recommend.candidates.history.ItemNumbers;
import dev.edgewise.recommend.candidates.history.ProfileHistory;
import dev.edgewise.recommend.candidates.history.RecentEvents;
import dev.edgewise.recommend.candidates.history.Signal;
import dev.edgewise.recommend.candidates.source.Sources;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.Item;
import dev.edgewise.recommend.catalogue.Safety;
import dev.edgewise.recommend.learn.FittedRanker;
import dev.edgewise.recommend.learn.Interactions;
import dev.edgewise.recommend.learn.MatrixLearning;
import dev.edgewise.recommend.learn.Part;
import dev.edgewise.recommend.wish.Asked;
import dev.edgewise.recommend.wish.Stated;
import dev.edgewise.recommend.wish.Wish;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds items for a user: gathers candidates from all sources and orders them by the ranker. Leaves
 * out items that the user has finished and items that are not allowed. A share of the candidates is
 * new items, whatever their scores; if the sources find too few items, the newest other items
 * follow. Counts each event at once; matrices and ranker are learnt in the background, see {@link
 * PeriodicLearning}. Thread-safe: many threads gather while one records.
 */
public final class Candidates {
  /** The name under which evaluations and placements list new items beside the sources. */
  public static final String NEW = "new";

  /** The name under which they list the items similar to one or some items. */
  public static final String SIMILAR = "similar";

  private static final int RECENT_EVENTS = 16_384;

  private static final Comparator<Item> NEWEST_FIRST =
      Comparator.comparing(
              Item::published, Comparator.nullsLast(Comparator.<Instant>reverseOrder()))
          .thenComparing(Item::year, Comparator.nullsLast(Comparator.<Double>reverseOrder()))
          .thenComparing(Item::id);

  private final Catalogue catalogue;
  private final ToDoubleFunction<Event> weights;
  private final Predicate<Item> safe;
  private final Set<Part> without;
  private final Sources sources;
  private final WishedItems wished;
  private final BitSet allowed = new BitSet();
  private final RecentEvents recent = new RecentEvents(RECENT_EVENTS);
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final AtomicLong learnt = new AtomicLong();
  private volatile int @Nullable [] newest;
  private volatile boolean hasMatrices;
  private volatile ItemRanker ranker = EvidenceRanker.STANDARD;
  private volatile SimilarityWeights similarity = SimilarityWeights.STANDARD;

  /** A first stage that allows every item that isn't hidden. */
  public Candidates(Catalogue catalogue, ToDoubleFunction<Event> weights) {
    this(catalogue, weights, Set.of());
  }

  /** The same without some parts, to measure what they are worth. */
  public Candidates(Catalogue catalogue, ToDoubleFunction<Event> weights, Set<Part> without) {
    this(catalogue, weights, Safety.OPEN, InstantSource.system(), without);
  }

  /**
   * Creates a first stage that has seen no events yet.
   *
   * @param weights the weight of an event, from -1 to 1
   * @param safe which items may be recommended to anyone
   * @param clock used for the time since items were added
   */
  public Candidates(
      Catalogue catalogue,
      ToDoubleFunction<Event> weights,
      Predicate<Item> safe,
      InstantSource clock) {
    this(catalogue, weights, safe, clock, Set.of());
  }

  private Candidates(
      Catalogue catalogue,
      ToDoubleFunction<Event> weights,
      Predicate<Item> safe,
      InstantSource clock,
      Set<Part> without) {
    this.without = Set.copyOf(without);
    this.catalogue = catalogue;
    this.weights = weights;
    this.safe = safe;
    this.sources = new Sources(catalogue, clock);
    this.wished = new WishedItems(catalogue, sources);
    catalogue.all().forEach(this::check);
    catalogue.onPut(item ->
        write(() -> {
          sources.put(item);
          check(item);
          newest = null;
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
    if (sources.record(event, signal(event))) {
      learnt.incrementAndGet();
    }
  }

  private Signal signal(Event event) {
    double weight = weights.applyAsDouble(event);
    return new Signal(EventType.isOpinion(event.type(), event.value(), weight), weight);
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

  /** What a learning needs: all histories, and what the catalogue says about the items. */
  public record Snapshot(
      Interactions interactions,
      ItemContent content,
      BitSet allowed,
      Set<Part> without,
      List<String> ids) {
    private ColdItems cold() {
      return without.contains(Part.COLD)
          ? ColdItems.NONE
          : ColdItems.of(
              content, interactions.activity(interactions.latest()), interactions.items());
    }
  }

  /**
   * Whether it has enough events to learn which items go together, but hasn't learnt it yet. Lists
   * made meanwhile hardly follow their user.
   */
  public boolean awaitsMatrices() {
    return !hasMatrices && learnt() >= PeriodicLearning.MIN_CHOICES;
  }

  /** The parts that are left out. */
  public Set<Part> without() {
    return without;
  }

  /** A snapshot to learn from. */
  public Snapshot snapshot() {
    return read(() ->
        new Snapshot(
            sources.snapshot(),
            sources.contentSnapshot(),
            (BitSet) allowed.clone(),
            without,
            sources.numbers().ids()));
  }

  /**
   * Learns the matrices of items by items and the neighbours of cold items from all events so far.
   * Gathering and recording go on meanwhile.
   */
  public void rebuild() {
    Snapshot all = snapshot();
    ItemMatrices matrices = MatrixLearning.learn(all.interactions());
    ColdItems cold = all.cold();
    write(() -> sources.use(matrices, cold));
    hasMatrices = true;
  }

  /** Orders candidates by a fitted ranker from now on. */
  public void use(FittedRanker fitted) {
    write(() -> sources.use(fitted));
    ranker = fitted.ranker();
    similarity = fitted.similarity();
  }

  /** The ranker in use. */
  public ItemRanker ranker() {
    return ranker;
  }

  /** The best items for a user, without a query, at the default. */
  public List<Candidate> gather(Profile profile, int limit) {
    return gather(profile, Wish.NONE, LearnedRanker.DEFAULT, null, limit).best();
  }

  /**
   * The items for one user, without facts; {@link #described} adds those.
   *
   * @param best in the ranker's order, with first-stage scores above 0
   * @param cold the cold items that fit the user, best first; none with a query
   */
  public record Gathered(List<Candidate> best, List<Candidate> cold) {
    /** The entries of the cold items, whose places the ranker puts behind the others. */
    public List<Ranking.Entry> coldEntries() {
      int behind = best.size() + 1;
      return IntStream.range(0, cold.size())
          .mapToObj(i -> Ranking.Entry.inPlace(cold.get(i), behind + i))
          .toList();
    }
  }

  /**
   * The items for a user.
   *
   * @param wish what the user asks for: items meet its conditions, and those that its other words
   *     find come first
   * @param personal from 0 (what most users choose) to 1 (only what fits this user)
   * @param open which items may be recommended to the user, if they are allowed at all; null for
   *     those that the user hasn't finished
   */
  public Gathered gather(
      Profile profile, Wish wish, double personal, @Nullable Predicate<String> open, int limit) {
    return read(() -> {
      Stated stated = sources.stated(profile);
      IntPredicate some = open == null ? unfinished(profile) : allowed(open);
      IntPredicate meeting = wished.meeting(wish, wished.accepted(stated, wish, some));
      UserScores scores = sources.scores(profile);
      CandidateGatherer gatherer = new CandidateGatherer(sources, scores, profile.user(), meeting);
      CandidateGatherer.Asked asked =
          new CandidateGatherer.Asked(
              wished.typed(wish, meeting, limit),
              wished.alike(wish, similarity, meeting, limit),
              wished.stated(stated, scores, similarity, meeting));
      return new Gathered(
          candidates(gatherer.best(asked, ranker, personal, newestFirst(), limit)),
          wish.searches() ? List.of() : candidates(gatherer.cold()));
    });
  }

  /** What the words of a wish find, then some other items; without the ranker. */
  List<Candidate> quickly(Profile profile, Wish wish, List<Candidate> others, int limit) {
    return read(() -> {
      IntPredicate meeting = wished.meeting(wish, accepted(profile, wish));
      List<Candidate> found = candidates(wished.typed(wish, meeting, limit));
      Set<String> known = found.stream().map(Candidate::id).collect(Collectors.toSet());
      return Stream.concat(
              found.stream(),
              others.stream()
                  .filter(one -> !known.contains(one.id()))
                  .filter(one -> meeting.test(sources.number(one.id()))))
          .limit(limit)
          .toList();
    });
  }

  /** What a user's query asks for. */
  public Wish wish(UserContext user) {
    return wished.wish(user);
  }

  /** What became of a user's query. */
  public Asked asked(Wish wish, Profile profile) {
    return read(() -> wished.asked(wish, profile));
  }

  /** The user of a profile with the traits that the user states to like and to dislike. */
  public UserContext stating(UserContext user, Profile profile) {
    Stated stated = read(() -> sources.stated(profile));
    return user.stating(stated.likedTraits(), stated.dislikedTraits());
  }

  /**
   * The best items of some sources for a user, best first, without the ranker.
   *
   * @param names of the sources, of {@link #sources()}
   * @param personal from 0 (the sources' own order) to 1 (what fits best)
   */
  public List<Candidate> fromSources(
      Profile profile, List<String> names, double personal, int limit) {
    return read(() -> candidates(gatherer(profile).of(names, personal, newestFirst(), limit)));
  }

  /**
   * The items that are most similar to given ones in the mean, best first, among those that the
   * user hasn't finished.
   *
   * @param starts at least one item of the catalogue
   * @param personal from 0 (similar, whoever asks) to 1 (what also fits the user best)
   */
  public List<Candidate> similar(List<Item> starts, Profile profile, double personal, int limit) {
    return read(() ->
        candidates(
            new SimilarItems(sources, similarity)
                .to(
                    starts,
                    sources.history(profile),
                    personal,
                    accepted(profile, Wish.NONE),
                    limit)));
  }

  /** The items similar to the latest one that the user chose and that is in the catalogue. */
  private List<ScoredItem> similarToLatest(Profile profile, IntPredicate open, int limit) {
    UserHistory user = sources.history(profile);
    for (int i = user.size() - 1; i >= 0; i--) {
      Optional<Item> latest = catalogue.find(sources.id(user.items()[i]));
      if (user.interest()[i] > 0 && latest.isPresent()) {
        return new SimilarItems(sources, similarity)
            .to(List.of(latest.get()), UserHistory.NOTHING, 0, open, limit);
      }
    }
    return List.of();
  }

  private List<Candidate> candidates(List<ScoredItem> items) {
    List<Candidate> candidates = new ArrayList<>();
    for (ScoredItem one : items) {
      catalogue
          .find(sources.id(one.item()))
          .ifPresent(item -> candidates.add(candidate(item, List.of(), one.score())));
    }
    return candidates;
  }

  /**
   * The ids of the best items for a user, best first, with the cold ones in their places.
   *
   * @param personal from 0 to 1, as in {@link #gather(Profile, Wish, double, Predicate, int)}
   * @param open which items may be found, if they are allowed at all
   */
  public List<String> find(Profile profile, double personal, Predicate<String> open, int limit) {
    Gathered found = gather(profile, Wish.NONE, personal, open, limit);
    return ColdPlaces.filled(Ranking.Entry.inPlace(found.best()), found.coldEntries()).stream()
        .map(entry -> entry.candidate().id())
        .toList();
  }

  /** The first-stage scores of the best items for a user by id, best first. */
  public Map<String, Double> scores(Profile profile, int limit) {
    return read(() -> {
      Map<String, Double> scores = new LinkedHashMap<>();
      gatherer(profile)
          .best(
              CandidateGatherer.Asked.NOTHING, ranker, LearnedRanker.DEFAULT, newestFirst(), limit)
          .forEach(one -> scores.put(sources.id(one.item()), one.score()));
      return scores;
    });
  }

  /** A gatherer for the items that the user has not finished. */
  private CandidateGatherer gatherer(Profile profile) {
    return among(profile, accepted(profile, Wish.NONE));
  }

  /** The items that the user has not finished, without what the user states to dislike. */
  private IntPredicate accepted(Profile profile, Wish wish) {
    return wished.accepted(sources.stated(profile), wish, unfinished(profile));
  }

  private IntPredicate unfinished(Profile profile) {
    BitSet finished = ProfileHistory.finished(profile, sources.numbers());
    return item -> allowed.get(item) && !finished.get(item);
  }

  private CandidateGatherer gatherer(Profile profile, Predicate<String> open) {
    return among(profile, allowed(open));
  }

  private IntPredicate allowed(Predicate<String> open) {
    return item -> allowed.get(item) && open.test(sources.id(item));
  }

  private CandidateGatherer among(Profile profile, IntPredicate open) {
    return new CandidateGatherer(sources, sources.scores(profile), profile.user(), open);
  }

  /** The names of the sources. */
  public List<String> sources() {
    return Stream.concat(Stream.of(Source.values()).map(Source::label), Stream.of(NEW)).toList();
  }

  /**
   * The ids of the items that one source finds, best first.
   *
   * @param name of the source, one of {@link #sources()}, or {@link #SIMILAR} for the items similar
   *     to the user's latest chosen item
   * @param open which items may be found, if they are allowed at all
   * @throws IllegalArgumentException when there is no such source
   */
  public List<String> find(String name, Profile profile, Predicate<String> open, int most) {
    return read(() -> {
      if (name.equals(SIMILAR)) {
        return ids(
            similarToLatest(
                profile, item -> allowed.get(item) && open.test(sources.id(item)), most));
      }
      CandidateGatherer gatherer = gatherer(profile, open);
      return ids(
          name.equals(NEW) ? gatherer.newItems(most) : gatherer.found(Source.of(name), most));
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

  /** Describes items for one user who searches for nothing. */
  public Description descriptions(Profile profile) {
    CandidateFacts facts = read(() -> new CandidateFacts(catalogue, sources, profile, null));
    return (item, score) -> read(() -> candidate(item, facts.of(item), score));
  }

  /**
   * Adds the facts of candidates that have none.
   *
   * @param query what the user searches for, or null
   */
  public List<Candidate> described(
      List<Candidate> candidates, Profile profile, @Nullable String query) {
    if (candidates.stream().noneMatch(candidate -> candidate.facts().isEmpty())) {
      return candidates;
    }
    return read(() -> {
      CandidateFacts facts = new CandidateFacts(catalogue, sources, profile, query);
      return candidates.stream().map(candidate -> described(candidate, facts)).toList();
    });
  }

  /** Adds the facts that reasons are made of to candidates that have no facts. */
  public List<Candidate> explained(List<Candidate> shown, ListContext context) {
    List<String> bare =
        shown.stream().filter(one -> one.facts().isEmpty()).map(Candidate::id).toList();
    if (bare.isEmpty()) {
      return shown;
    }
    return read(() -> {
      Explanations explanations =
          Explanations.of(catalogue, sources, context, unfinished(context.profile()), ranker, bare);
      return shown.stream()
          .map(one -> one.facts().isEmpty() ? explained(one, explanations) : one)
          .toList();
    });
  }

  private Candidate explained(Candidate candidate, Explanations explanations) {
    return catalogue
        .find(candidate.id())
        .map(item -> explanations.of(candidate, item))
        .orElse(candidate);
  }

  /** Adds the facts of entries that have none; see {@link #explained}. */
  public List<Ranking.Entry> withFacts(List<Ranking.Entry> entries, ListContext context) {
    List<Candidate> explained =
        explained(entries.stream().map(Ranking.Entry::candidate).toList(), context);
    return IntStream.range(0, entries.size())
        .mapToObj(i -> entries.get(i).with(explained.get(i)))
        .toList();
  }

  private Candidate described(Candidate candidate, CandidateFacts facts) {
    WorkCancelledException.check();
    return candidate.facts().isEmpty()
        ? catalogue
            .find(candidate.id())
            .map(item -> candidate.withFacts(facts.of(item)))
            .orElse(candidate)
        : candidate;
  }

  /** The items that match what somebody typed, best first. */
  public List<Item> search(String typed, int limit) {
    return read(() -> sources.search().search(typed, limit));
  }

  /** The ids of the most popular items at present that the user has not finished, best first. */
  public List<String> popular(Profile profile, int limit) {
    return read(() -> ids(gatherer(profile).found(Source.TRENDING, limit)));
  }

  private Candidate candidate(Item item, List<Fact> facts, double score) {
    Instant published = item.published();
    long now = sources.context().activity().now();
    double age =
        published == null || now == 0 ? Double.NaN : (now - published.getEpochSecond()) / 86_400.0;
    return new Candidate(
        item.id(),
        item.title(),
        facts,
        score,
        item.text(),
        sources.context().activity().trendingShare(sources.number(item.id())),
        age);
  }

  /** All items, the newest first; sorted again only after a change of the catalogue. */
  private IntStream newestFirst() {
    int[] known = newest;
    if (known == null) {
      known =
          catalogue.all().stream()
              .sorted(NEWEST_FIRST)
              .mapToInt(item -> sources.number(item.id()))
              .filter(number -> number != ItemNumbers.NONE)
              .toArray();
      newest = known;
    }
    return IntStream.of(known);
  }

  private List<String> ids(List<ScoredItem> found) {
    return found.stream().map(one -> sources.id(one.item())).toList();
  }
}
