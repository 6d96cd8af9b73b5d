/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edgewise.profile.EventPosition;
import dev.edgewise.profile.PositionedEvent;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.profile.document.DocumentStore;
import dev.edgewise.profile.document.InMemoryDocumentStore;
import dev.edgewise.profile.store.InMemoryProfileStore;
import dev.edgewise.profile.store.ProfileStoreException;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.FirstStageRanker;
import dev.edgewise.rank.ModelInfo;
import dev.edgewise.rank.Ranker;
import dev.edgewise.rank.Ranking;
import dev.edgewise.rank.RankingRequest;
import dev.edgewise.rank.reason.Reason;
import dev.edgewise.rank.reason.WritingStyle;
import dev.edgewise.recommend.candidates.Candidates;
import dev.edgewise.recommend.candidates.PopularItems;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.Item;
import dev.edgewise.recommend.catalogue.Samples;
import dev.edgewise.recommend.processor.ProcessorPool;
import dev.edgewise.recommend.stored.ListVersion;
import dev.edgewise.recommend.stored.PagedLists;
import dev.edgewise.recommend.stored.StoredRanking;
import dev.edgewise.recommend.stored.StoredRankings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Later pages of lists. */
class PagingTest {
  private static final int ITEMS = 40;
  private static final int CONSIDERED = 30;
  private static final Duration KEPT = Duration.ofMinutes(30);

  private final Catalogue catalogue =
      Samples.catalogue(
          IntStream.range(0, ITEMS)
              .mapToObj(i -> Samples.item("i" + i, "Item " + i, "Genre" + i % 3))
              .toArray(Item[]::new));
  private final Set<String> blocked = new HashSet<>();
  private final Candidates candidates =
      new Candidates(
          catalogue,
          SignalWeights.standard()::of,
          item -> !blocked.contains(item.id()),
          InstantSource.system());
  private final InMemoryProfileStore profiles = new InMemoryProfileStore(SignalWeights.standard());
  private final TestClock clock = new TestClock();
  private final InMemoryDocumentStore documents = new InMemoryDocumentStore(clock);
  private final RankingModel model = TestModels.none("none here");
  private int events;

  private static final class TestClock extends Clock {
    private Instant now = Samples.START;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private Shortlist shortlist() {
    return Shortlist.of(
        catalogue, candidates, new Shortlist.Options(CONSIDERED, 0.3, 0.3, 0.1), clock);
  }

  private PrecomputedLists ahead(RankingModel ranker) {
    return new PrecomputedLists(
        new StoredRankings(documents, KEPT),
        candidates,
        shortlist(),
        ranker,
        new BlendVersions(documents, ranker, new RankerVersions(documents, candidates::use), clock),
        catalogue,
        5);
  }

  private Recommender recommender(DocumentStore store, Exploration exploration) {
    return recommender(model, store, exploration);
  }

  private Recommender recommender(
      RankingModel ranker, DocumentStore store, Exploration exploration) {
    return new Recommender(
        new ProfileLookup(profiles, new ProfileChanges(profiles)),
        new ServedLists(ahead(ranker), KEPT),
        new ListMaker(
            catalogue, shortlist(), ranker, new ProcessorPool(1), new PopularItems(candidates)),
        ranker,
        candidates,
        exploration,
        new PagedLists(store, KEPT, Runnable::run),
        new RankingLog((user, entry) -> {}, clock),
        catalogue,
        profile -> {},
        () -> UUID.randomUUID().toString());
  }

  private Recommender recommender() {
    return recommender(documents, new Exploration(0, () -> 0));
  }

  private static Recommendation first(Recommender recommender, int limit) {
    return recommender.recommend(
        new RecommendationRequest("ann", limit, null), ample(), RecommendationListener.NONE);
  }

  private static Optional<Recommendation> page(
      Recommender recommender, Recommendation first, int offset, int limit) {
    return recommender.page(
        new RecommendationRequest("ann", limit, null), first.requestId(), offset, ample());
  }

  private static Deadline ample() {
    return Deadline.in(Duration.ofSeconds(30));
  }

  private static List<String> ids(Recommendation answer) {
    return answer.shown().stream().map(e -> e.candidate().id()).toList();
  }

  private void happens(String user, String item, String type) {
    int number = events++;
    PositionedEvent event =
        new PositionedEvent(
            catalogue.enrich(Samples.event(user, item, type, number)),
            new EventPosition("topic", 0, number));
    profiles.apply(user, List.of(event));
    candidates.record(event.event());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void pagesPutTogetherAreTheListWhateverHappensMeanwhile(long seed) {
    Random random = new Random(seed);
    happens("bob", "i7", "like");
    Recommender recommender =
        recommender(documents, new Exploration(0.5 * random.nextDouble(), random::nextDouble));
    Recommendation first = first(recommender, 1 + random.nextInt(9));
    List<String> seen = new ArrayList<>(ids(first));
    List<Integer> ranks = new ArrayList<>(first.page().ranks());
    assertThat(first.page().total()).isEqualTo(CONSIDERED);
    while (seen.size() < CONSIDERED) {
      happens("user" + seen.size(), "i" + random.nextInt(ITEMS), "like");
      happens("ann", "i" + random.nextInt(ITEMS), "impression");
      Recommendation next =
          page(recommender, first, seen.size(), 1 + random.nextInt(9)).orElseThrow();
      assertThat(next.requestId()).isEqualTo(first.requestId());
      assertThat(next.page().offset()).isEqualTo(seen.size());
      assertThat(next.page().total()).isEqualTo(CONSIDERED);
      seen.addAll(ids(next));
      ranks.addAll(next.page().ranks());
    }
    assertThat(seen).doesNotHaveDuplicates().hasSize(CONSIDERED);
    assertThat(ranks).isEqualTo(IntStream.rangeClosed(1, CONSIDERED).boxed().toList());
    Recommendation whole = page(recommender, first, 0, 100).orElseThrow();
    assertThat(ids(whole)).isEqualTo(seen);
    assertThat(whole.propensities()).startsWith(first.propensities().toArray(Double[]::new));
  }

  /** For each reason, whether it rests on something of the user's; words vary within a list. */
  private static List<Boolean> personal(Recommendation list) {
    return list.reasons().stream()
        .map(reason -> reason.cites().stream().anyMatch(cite -> cite.startsWith("P")))
        .toList();
  }

  @Test
  void aLaterPageIsAsGoodAsTheFirst() {
    happens("ann", "i39", "like");
    Recommender recommender = recommender();
    Recommendation whole = first(recommender, 20);
    Recommendation next = page(recommender, whole, 10, 10).orElseThrow();
    assertThat(next.shown()).isEqualTo(whole.shown().subList(10, 20));
    assertThat(personal(next)).isEqualTo(personal(whole).subList(10, 20)).contains(true);
    assertThat(next.reasons()).extracting(Reason::text).doesNotContain("");
    assertThat(next.model()).isEqualTo(whole.model());
  }

  @Test
  void whatMayNotBeShownAnyMoreIsLeftOutAndKeepsItsPlace() {
    Recommender recommender = recommender();
    Recommendation first = first(recommender, 5);
    List<String> then = ids(page(recommender, first, 5, 5).orElseThrow());
    blocked.add(then.get(1));
    happens("ann", then.get(3), "like");
    Recommendation now = page(recommender, first, 5, 5).orElseThrow();
    assertThat(ids(now)).containsExactly(then.get(0), then.get(2), then.get(4));
    assertThat(now.page().ranks()).containsExactly(6, 8, 10);
    assertThat(now.reasons()).hasSize(3);
    assertThat(ids(page(recommender, first, 10, 1).orElseThrow()))
        .doesNotContainAnyElementsOf(then);
  }

  @Test
  void beyondTheEndThereIsNothing() {
    Recommender recommender = recommender();
    Recommendation beyond = page(recommender, first(recommender, 5), 1000, 5).orElseThrow();
    assertThat(beyond.shown()).isEmpty();
    assertThat(beyond.page()).isEqualTo(new Recommendation.Page(1000, CONSIDERED, List.of()));
  }

  @Test
  void aListIsItsUsersAndLapses() {
    Recommender recommender = recommender();
    Recommendation first = first(recommender, 5);
    RecommendationRequest another = new RecommendationRequest("bob", 5, null);
    assertThat(recommender.page(another, first.requestId(), 0, ample())).isEmpty();
    assertThat(recommender.page(another, UUID.randomUUID().toString(), 0, ample())).isEmpty();
    clock.now = Samples.START.plus(KEPT).minusMillis(1);
    assertThat(page(recommender, first, 0, 5)).isPresent();
    clock.now = Samples.START.plus(KEPT);
    assertThat(page(recommender, first, 0, 5)).isEmpty();
  }

  /** A model that agrees with the first stage. */
  private static final class AsTheyCome implements Ranker {
    @Override
    public Ranking rank(RankingRequest request, Deadline deadline) {
      Ranking ranking = new FirstStageRanker().rank(request, deadline);
      return new Ranking(
          ranking.items().stream().map(e -> e.by(Ranking.RankedBy.MODEL)).toList(),
          ranking.tokens());
    }

    @Override
    public ModelInfo model() {
      return new ModelInfo("as they come", true, "hash", "1", "");
    }

    @Override
    public void close() {}
  }

  @Test
  void aListMadeAheadIsPagedThroughToItsEnd() {
    happens("ann", "i39", "like");
    RankingModel ranker = TestModels.of(new AsTheyCome());
    assertThat(ahead(ranker).make(profiles.get("ann"), ample())).isNull();
    Recommender recommender = recommender(ranker, documents, new Exploration(0, () -> 0));
    Recommendation first = first(recommender, 4);
    assertThat(first.shown()).allMatch(e -> e.rankedBy() == Ranking.RankedBy.STORED);
    assertThat(first.page().total()).isEqualTo(CONSIDERED);
    Recommendation rest = page(recommender, first, 4, 100).orElseThrow();
    assertThat(rest.page().ranks()).hasSize(CONSIDERED - 4);
    assertThat(rest.reasons()).extracting(Reason::text).doesNotContain("");
    Recommendation live = first(recommender, CONSIDERED);
    List<String> both = new ArrayList<>(ids(first));
    both.addAll(ids(rest));
    assertThat(both).isEqualTo(ids(live));
    assertThat(personal(rest)).isEqualTo(personal(live).subList(4, CONSIDERED)).contains(true);
  }

  @Test
  void aQueryAndALanguageGoOnWithTheList() {
    happens("ann", "i39", "like");
    Recommender recommender = recommender();
    RecommendationRequest korean =
        new RecommendationRequest(
            "ann",
            3,
            null,
            "item",
            "ko",
            WritingStyle.PLAIN,
            false,
            Placement.FOR_YOU,
            List.of(),
            0.5,
            null,
            false);
    Recommendation first = recommender.recommend(korean, ample(), RecommendationListener.NONE);
    Recommendation next = page(recommender, first, 3, 3).orElseThrow();
    assertThat(next.context().query()).isEqualTo("item");
    assertThat(next.context().language()).isEqualTo(first.context().language());
  }

  /** A store that stores nothing, and either reports that or does not. */
  private record Away(boolean says) implements DocumentStore {
    @Override
    public CompletableFuture<byte @Nullable []> getAsync(String user, String name) {
      return says
          ? CompletableFuture.failedFuture(new ProfileStoreException("away", new Throwable()))
          : new CompletableFuture<>();
    }

    @Override
    public CompletableFuture<Void> putAsync(
        String user, String name, byte[] value, Duration timeToLive) {
      if (says) {
        throw new ProfileStoreException("away", new Throwable());
      }
      return new CompletableFuture<>();
    }

    @Override
    public long append(String name, byte[] document) {
      throw new ProfileStoreException("away", new Throwable());
    }

    @Override
    public Optional<Versioned> current(String name) {
      return Optional.empty();
    }

    @Override
    public Optional<Versioned> version(String name, long version) {
      return Optional.empty();
    }

    @Override
    public Optional<Versioned> makeCurrent(String name, long version) {
      return Optional.empty();
    }

    @Override
    public List<Versioned> versions(String name) {
      return List.of();
    }

    @Override
    public void close() {}
  }

  @Test
  void withoutTheStoreTheFirstPageIsThereAndALaterOneSaysWhy() {
    Recommender recommender = recommender(new Away(true), new Exploration(0, () -> 0));
    Recommendation first = first(recommender, 5);
    assertThat(first.shown()).hasSize(5);
    assertThat(first.problem()).isEqualTo("none here");
    assertThatThrownBy(() -> page(recommender, first, 5, 5))
        .isInstanceOf(ProfileStoreException.class);
  }

  @Test
  void aSlowStoreIsNotWaitedForAndTheNextPageIsThereAllTheSame() {
    Recommender recommender = recommender(new Away(false), new Exploration(0, () -> 0));
    Recommendation first = first(recommender, 5);
    assertThat(page(recommender, first, 5, 5).orElseThrow().shown()).hasSize(5);
    assertThat(
            recommender.page(
                new RecommendationRequest("bob", 5, null), first.requestId(), 5, ample()))
        .isEmpty();
  }

  @Test
  void onlySomeListsOfAUserAreKept() {
    PagedLists lists = new PagedLists(documents, KEPT, Runnable::run);
    StoredRanking list = new StoredRanking(stamp(), model.info(), null, List.of());
    for (int i = 0; i < 300; i++) {
      lists.keep("ann", id(i), list);
    }
    assertThat(lists.find("ann", id(249), ample())).isPresent();
    assertThat(lists.find("ann", id(250), ample())).isEmpty();
    lists.keep("bob", id(300), list);
    assertThat(lists.find("bob", id(300), ample())).isPresent();
  }

  private static String id(int number) {
    return new UUID(0, number).toString();
  }

  @Test
  void listsAreNotKeptWhenTheyAreNotToBe() {
    PagedLists none = new PagedLists(documents, Duration.ZERO, Runnable::run);
    String requestId = UUID.randomUUID().toString();
    none.keep("ann", requestId, new StoredRanking(stamp(), model.info(), null, List.of()));
    assertThat(none.find("ann", requestId, ample())).isEmpty();
  }

  private static ListVersion stamp() {
    return new ListVersion(1, 1, "", "", 0, "en", "");
  }

  @Test
  void whatIsNoListOfThisVersionIsNone() {
    String requestId = UUID.randomUUID().toString();
    documents
        .putAsync("ann", "list-" + requestId.replace("-", ""), new byte[] {1, 2, 3}, KEPT)
        .join();
    assertThat(new PagedLists(documents, KEPT, Runnable::run).find("ann", requestId, ample()))
        .isEmpty();
  }
}
