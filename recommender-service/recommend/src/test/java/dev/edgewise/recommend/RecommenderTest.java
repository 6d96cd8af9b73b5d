/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventPosition;
import dev.edgewise.profile.PositionedEvent;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.profile.document.DocumentStore;
import dev.edgewise.profile.document.InMemoryDocumentStore;
import dev.edgewise.profile.store.Checkpoint;
import dev.edgewise.profile.store.InMemoryProfileStore;
import dev.edgewise.profile.store.ProfileStore;
import dev.edgewise.profile.store.ProfileStoreException;
import dev.edgewise.rank.BoundedCall;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.DeadlineRanker;
import dev.edgewise.rank.FirstStageRanker;
import dev.edgewise.rank.ModelInfo;
import dev.edgewise.rank.Ranker;
import dev.edgewise.rank.RankerBusyException;
import dev.edgewise.rank.Ranking;
import dev.edgewise.rank.RankingRequest;
import dev.edgewise.rank.WorkCancelledException;
import dev.edgewise.rank.order.Logits;
import dev.edgewise.rank.reason.BlurbWriter;
import dev.edgewise.rank.reason.Reason;
import dev.edgewise.rank.reason.TemplateReasons;
import dev.edgewise.rank.reason.WritingStyle;
import dev.edgewise.recommend.candidates.Candidates;
import dev.edgewise.recommend.candidates.PopularItems;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.Samples;
import dev.edgewise.recommend.processor.Gate;
import dev.edgewise.recommend.processor.ProcessorPool;
import dev.edgewise.recommend.stored.PagedLists;
import dev.edgewise.recommend.stored.StoredRankings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecommenderTest {
  private static final Duration AMPLE = Duration.ofSeconds(30);

  private final Catalogue catalogue =
      Samples.catalogue(
          Samples.item("a", "Alpha", "Drama"),
          Samples.item("b", "Beta", "Drama"),
          Samples.item("c", "Gamma", "War"),
          Samples.item("d", "Delta", "War"));
  private final Candidates candidates = new Candidates(catalogue, SignalWeights.standard()::of);
  private final ProfileStore store = new InMemoryProfileStore(SignalWeights.standard());

  private static RankingModel model(Ranker ranker) {
    return TestModels.of(ranker);
  }

  private final DocumentStore documents =
      new InMemoryDocumentStore(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
  private final List<String> logged = new ArrayList<>();
  private Consumer<Profile> later = profile -> {};

  private BlendVersions blends(RankingModel model) {
    RankerVersions rankers = new RankerVersions(documents, ranker -> {});
    return new BlendVersions(documents, model, rankers, InstantSource.fixed(Instant.EPOCH));
  }

  private final PagedLists pages = new PagedLists(documents, Duration.ofMinutes(30), Runnable::run);

  private Shortlist shortlist(Candidates from) {
    return Shortlist.of(
        catalogue,
        from,
        new Shortlist.Options(10, 0.3, 0, 0.1),
        InstantSource.fixed(Samples.START));
  }

  private PrecomputedLists ahead(RankingModel model) {
    return new PrecomputedLists(
        new StoredRankings(documents, Duration.ofHours(1)),
        candidates,
        shortlist(candidates),
        model,
        blends(model),
        catalogue,
        3);
  }

  private ListMaker maker(Candidates from, RankingModel model) {
    return new ListMaker(
        catalogue, shortlist(from), model, new ProcessorPool(1), new PopularItems(from));
  }

  private Recommender recommender(ProfileStore profiles, RankingModel model) {
    return recommender(profiles, model, new Exploration(0, () -> 0.5));
  }

  private Recommender recommender(
      ProfileStore profiles, RankingModel model, Exploration exploration) {
    return new Recommender(
        new ProfileLookup(profiles, new ProfileChanges(store)),
        new ServedLists(ahead(model), Duration.ofHours(1)),
        maker(candidates, model),
        model,
        candidates,
        exploration,
        pages,
        new RankingLog(
            (user, entry) -> logged.add(user + " " + new String(entry, StandardCharsets.UTF_8)),
            InstantSource.fixed(Instant.EPOCH)),
        catalogue,
        later,
        () -> "request");
  }

  private static Recommendation ask(Recommender recommender, int limit) {
    return recommender.recommend(
        new RecommendationRequest("ann", limit, null),
        Deadline.in(AMPLE),
        RecommendationListener.NONE);
  }

  private static List<String> ids(Recommendation answer) {
    return answer.shown().stream().map(e -> e.candidate().id()).toList();
  }

  private void like(String item, int offset) {
    Event event = catalogue.enrich(Samples.like("ann", item, offset));
    store.apply("ann", List.of(new PositionedEvent(event, new EventPosition("topic", 0, offset))));
  }

  @Test
  void theModelDecidesTheOrderAndEachItemHasAReason() {
    Recommender plain = recommender(store, TestModels.none("none here"));
    Recommendation answer = ask(recommender(store, model(new ReverseRanker())), 3);
    List<String> reversed = ids(ask(plain, 4)).reversed();
    assertThat(ids(answer)).isEqualTo(reversed.subList(0, 3));
    assertThat(answer.reasons()).hasSize(3).extracting(Reason::text).doesNotContain("");
    assertThat(answer.model().name()).isEqualTo("reverse");
    assertThat(answer.degraded()).isFalse();
    assertThat(answer.timings().total()).isPositive();
  }

  @Test
  void theRankingIsToldBeforeThereAreReasons() {
    List<Recommendation> told = new ArrayList<>();
    Recommendation answer =
        recommender(store, model(new ReverseRanker()))
            .recommend(new RecommendationRequest("ann", 2, null), Deadline.in(AMPLE), told::add);
    assertThat(told).hasSize(1);
    assertThat(told.getFirst().shown()).isEqualTo(answer.shown());
    assertThat(told.getFirst().reasons()).isEmpty();
    assertThat(told.getFirst().requestId()).isEqualTo(answer.requestId());
  }

  @Test
  void withoutAModelTheFirstStageAnswersAndSaysSo() {
    Recommendation answer = ask(recommender(store, TestModels.none("none here")), 4);
    assertThat(answer.shown()).hasSize(4).allMatch(e -> e.rankedBy() == Ranking.RankedBy.RANKER);
    assertThat(answer.degraded()).isTrue();
    assertThat(answer.problem()).isEqualTo("none here");
    assertThat(answer.model()).isEqualTo(ModelInfo.NONE);
  }

  @Test
  void aModelThatFailsIsCountedAndTheFirstStageAnswers() {
    RankingModel failing =
        model(
            new Prepared(request -> {
              throw new IllegalStateException("out of order", new IOException("no disk"));
            }));
    Recommendation answer = ask(recommender(store, failing), 4);
    assertThat(answer.degraded()).isTrue();
    assertThat(answer.shown()).hasSize(4);
    assertThat(answer.reasons()).hasSize(4);
    assertThat(failing.failures()).isEqualTo(1);
    assertThat(failing.lastFailure()).contains("out of order", "no disk");
  }

  /** A ranker that runs an action before it ranks. */
  private record Prepared(Consumer<RankingRequest> before) implements Ranker {
    @Override
    public Ranking rank(RankingRequest request, Deadline deadline) {
      before.accept(request);
      return new ReverseRanker().rank(request, deadline);
    }

    @Override
    public ModelInfo model() {
      return new ReverseRanker().model();
    }

    @Override
    public void close() {}
  }

  @Test
  void whatTheUserIsDoneWithIsLeftOut() {
    like("a", 0);
    Recommendation answer = ask(recommender(store, model(new ReverseRanker())), 4);
    assertThat(ids(answer)).doesNotContain("a").hasSize(3);
    assertThat(answer.profile().known()).isTrue();
  }

  @Test
  void withoutTheStoreTheAnswerIsForNobodyInParticularAndSaysSo() {
    ProfileStore broken = new BrokenStore();
    Recommendation answer = ask(recommender(broken, model(new ReverseRanker())), 4);
    assertThat(answer.shown()).hasSize(4);
    assertThat(answer.degraded()).isTrue();
    assertThat(answer.problem())
        .isEqualTo("without the profile: it can't be reached at the moment");
  }

  /** A deadline that leaves no time to read the profile isn't the fault of the store. */
  @Test
  void aDeadlineThatIsTooShortIsNamedAndNotTheStore() {
    Recommendation answer =
        recommender(store, model(new ReverseRanker()))
            .recommend(
                new RecommendationRequest("ann", 4, null),
                Deadline.in(Duration.ofMillis(-1)),
                RecommendationListener.NONE);
    assertThat(answer.problem())
        .startsWith(
            "without the profile: it could not be read within the 0 ms that the deadline left");
  }

  @Test
  void noTimeAtAllStillGivesAnAnswer() {
    Recommendation answer =
        recommender(store, model(new ReverseRanker()))
            .recommend(
                new RecommendationRequest("ann", 4, null),
                Deadline.in(Duration.ZERO),
                RecommendationListener.NONE);
    assertThat(answer.shown()).hasSize(4);
    assertThat(answer.reasons()).hasSize(4);
  }

  @Test
  void aReadWaitsForTheEventThatItNames() throws Exception {
    EventPosition position = new EventPosition("topic", 0, 7);
    Recommender recommender = recommender(store, model(new ReverseRanker()));
    CompletableFuture<Recommendation> answer =
        CompletableFuture.supplyAsync(() ->
            recommender.recommend(
                new RecommendationRequest("ann", 4, position),
                Deadline.in(AMPLE),
                RecommendationListener.NONE));
    like("b", 7);
    assertThat(answer.get().profile().covers(position)).isTrue();
    assertThat(answer.get().degraded()).isFalse();
  }

  @Test
  void anEventThatDoesNotComeIsNotWaitedForBeyondTheDeadline() {
    Recommendation answer =
        recommender(store, model(new ReverseRanker()))
            .recommend(
                new RecommendationRequest("ann", 4, new EventPosition("topic", 0, 99)),
                Deadline.in(Duration.ofMillis(200)),
                RecommendationListener.NONE);
    assertThat(answer.shown()).hasSize(4);
    assertThat(answer.problem()).contains("doesn't have the latest events yet");
  }

  private static Profile profile(ProfileStore store) {
    return store.get("ann");
  }

  /** A model that counts its rankings and texts. */
  private RankingModel counting(AtomicInteger rankings, AtomicInteger explanations) {
    RankingModel.ModelServices services =
        new RankingModel.ModelServices(
            new Prepared(request -> rankings.incrementAndGet()),
            (user, shown, style, deadline, listener) -> {
              explanations.addAndGet(shown.size());
              return new TemplateReasons().explain(user, shown, deadline);
            },
            BlurbWriter.ORIGINALS);
    RankingModel model =
        RankingModel.load(
            () -> new RankingModel.Loaded(services, services, null),
            RankingModel.Loaded.of(new FirstStageRanker(), new TemplateReasons()),
            Runnable::run);
    model.await();
    return model;
  }

  @Test
  void aListIsMadeOnceUntilItsProfileOrCatalogueChanges() {
    AtomicInteger rankings = new AtomicInteger();
    AtomicInteger explanations = new AtomicInteger();
    RankingModel model = counting(rankings, explanations);
    like("a", 0);
    Recommender recommender = recommender(store, model);
    Recommendation made = ask(recommender, 2);
    Recommendation again = ask(recommender, 2);
    assertThat(ids(again)).isEqualTo(ids(made));
    assertThat(again.reasons()).isEqualTo(made.reasons());
    assertThat(rankedBy(again)).isEqualTo(Ranking.RankedBy.STORED);
    assertThat(rankings).hasValue(1);
    assertThat(explanations).hasValue(2);

    ask(recommender, 3); // one more reason, and no ranking
    assertThat(rankings).hasValue(1);
    assertThat(explanations).hasValue(3);

    ask(recommender(store, model), 3); // another instance, or a restart
    assertThat(rankings).hasValue(1);
    assertThat(explanations).hasValue(3);

    like("b", 1);
    ask(recommender, 2);
    assertThat(rankings).hasValue(2);
    catalogue.put(Samples.item("f", "Phi", "War"));
    ask(recommender, 2);
    assertThat(rankings).hasValue(3);
  }

  @Test
  void usersOfWhomNothingIsKnownShareARanking() {
    AtomicInteger rankings = new AtomicInteger();
    AtomicInteger explanations = new AtomicInteger();
    like("a", 0); // of another user
    Recommender recommender = recommender(store, counting(rankings, explanations));
    Recommendation made =
        recommender.recommend(of("x"), Deadline.in(AMPLE), RecommendationListener.NONE);
    Recommendation again =
        recommender.recommend(of("y"), Deadline.in(AMPLE), RecommendationListener.NONE);
    assertThat(ids(again)).isEqualTo(ids(made));
    assertThat(again.reasons()).isEqualTo(made.reasons());
    assertThat(rankings).hasValue(1);
    assertThat(explanations).hasValue(2);
    ask(recommender, 2); // a known user
    assertThat(rankings).hasValue(2);
  }

  private static RecommendationRequest of(String user) {
    return new RecommendationRequest(user, 2, null);
  }

  @Test
  void equalRequestsAtTheSameTimeShareARanking() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    Gate gate = new Gate();
    AtomicInteger rankings = new AtomicInteger();
    RankingModel model =
        model(
            new Prepared(request -> {
              rankings.incrementAndGet();
              begun.countDown();
              gate.pass();
            }));
    Recommender recommender = recommender(store, model);
    var requests = Executors.newVirtualThreadPerTaskExecutor();
    List<CompletableFuture<Recommendation>> answers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      answers.add(CompletableFuture.supplyAsync(() -> ask(recommender, 3), requests));
    }
    begun.await();
    gate.open();
    List<String> first = ids(answers.getFirst().join());
    assertThat(answers).allSatisfy(answer -> assertThat(ids(answer.join())).isEqualTo(first));
    assertThat(rankings).hasValue(1);
  }

  @Test
  void aListThatTheModelHadNoTimeForIsMarkedNotKeptAndAskedForInTheBackground() {
    like("a", 0);
    AtomicBoolean busy = new AtomicBoolean(true);
    RankingModel model =
        model(
            new Prepared(request -> {
              if (busy.get()) {
                throw new RankerBusyException("no time");
              }
            }));
    List<Profile> wanted = new ArrayList<>();
    later = wanted::add;
    Recommender recommender = recommender(store, model);
    Recommendation simple = ask(recommender, 3);
    assertThat(simple.degraded()).isTrue();
    assertThat(simple.problem()).isEqualTo("the model is too busy");
    assertThat(rankedBy(simple)).isEqualTo(Ranking.RankedBy.RANKER);
    assertThat(wanted).containsExactly(profile(store));

    busy.set(false);
    Recommendation whole = ask(recommender, 3);
    assertThat(whole.degraded()).isFalse();
    assertThat(rankedBy(whole)).isEqualTo(Ranking.RankedBy.MODEL);
    assertThat(wanted).hasSize(1);
  }

  @Test
  void aListMadeAheadIsFoundAndSaysSo() {
    like("a", 0);
    RankingModel model = model(new ReverseRanker());
    Recommendation live = ask(recommender(store, model), 2);
    assertThat(ahead(model).make(profile(store), Deadline.in(AMPLE))).isNull();

    Recommendation stored = ask(recommender(store, model), 2);
    assertThat(ids(stored)).isEqualTo(ids(live));
    assertThat(stored.shown()).allMatch(e -> e.rankedBy() == Ranking.RankedBy.STORED);
    assertThat(stored.reasons()).isEqualTo(live.reasons());
    assertThat(stored.shown().getFirst().score()).isEqualTo(live.shown().getFirst().score());
    assertThat(stored.degraded()).isFalse();
  }

  @Test
  void noListIsStoredBeforeItIsLearntWhichItemsGoTogether() {
    for (int i = 0; i < 1_000; i++) {
      candidates.record(Samples.like("user" + i, "a", i));
    }
    like("a", 0);
    RankingModel model = model(new ReverseRanker());
    assertThat(ahead(model).make(profile(store), Deadline.in(AMPLE))).contains("isn't learnt yet");
    assertThat(ask(recommender(store, model), 2).shown())
        .noneMatch(e -> e.rankedBy() == Ranking.RankedBy.STORED);

    candidates.rebuild();
    assertThat(ahead(model).make(profile(store), Deadline.in(AMPLE))).isNull();
  }

  @Test
  void aListMadeAheadIsGoodOnlyForWhatItWasMadeFrom() {
    like("a", 0);
    RankingModel model = model(new ReverseRanker());
    ahead(model).make(profile(store), Deadline.in(AMPLE));
    assertThat(ask(recommender(store, model), 2).shown())
        .allMatch(e -> e.rankedBy() == Ranking.RankedBy.STORED);

    // a longer list, a query, another language, another item, another event
    assertThat(rankedBy(ask(recommender(store, model), 4))).isEqualTo(Ranking.RankedBy.MODEL);
    RecommendationRequest query =
        new RecommendationRequest(
            "ann",
            2,
            null,
            "gamma",
            null,
            WritingStyle.PLAIN,
            false,
            Placement.FOR_YOU,
            List.of(),
            0.5,
            null,
            false);
    RecommendationRequest korean =
        new RecommendationRequest(
            "ann",
            2,
            null,
            null,
            "ko",
            WritingStyle.PLAIN,
            false,
            Placement.FOR_YOU,
            List.of(),
            0.5,
            null,
            false);
    for (RecommendationRequest special : List.of(query, korean)) {
      assertThat(
              rankedBy(
                  recommender(store, model)
                      .recommend(special, Deadline.in(AMPLE), RecommendationListener.NONE)))
          .isEqualTo(Ranking.RankedBy.MODEL);
    }
    catalogue.put(Samples.item("e", "Epsilon", "War"));
    assertThat(rankedBy(ask(recommender(store, model), 2))).isEqualTo(Ranking.RankedBy.MODEL);
    ahead(model).make(profile(store), Deadline.in(AMPLE));
    assertThat(rankedBy(ask(recommender(store, model), 2))).isEqualTo(Ranking.RankedBy.STORED);
    like("b", 1);
    assertThat(rankedBy(ask(recommender(store, model), 2))).isEqualTo(Ranking.RankedBy.MODEL);
  }

  /**
   * A list made ahead has the dial's default, so it doesn't answer a placement with another one.
   */
  @Test
  void anotherDialGetsItsOwnList() {
    like("a", 0);
    RankingModel model = model(new ReverseRanker());
    ahead(model).make(profile(store), Deadline.in(AMPLE));
    for (double personal : new double[] {0.5, 0.8}) {
      RecommendationRequest mail =
          new RecommendationRequest(
              "ann",
              2,
              null,
              null,
              null,
              WritingStyle.PLAIN,
              false,
              new Placement("mail", personal, List.of(), Placement.Start.HISTORY, 5),
              List.of(),
              personal,
              null,
              false);
      Recommendation answer =
          recommender(store, model)
              .recommend(mail, Deadline.in(AMPLE), RecommendationListener.NONE);
      assertThat(rankedBy(answer))
          .isEqualTo(personal == 0.5 ? Ranking.RankedBy.STORED : Ranking.RankedBy.MODEL);
    }
  }

  private static Ranking.RankedBy rankedBy(Recommendation answer) {
    return answer.shown().getFirst().rankedBy();
  }

  @Test
  void whatWasBlockedSinceIsNotShownFromAListMadeAhead() {
    like("a", 0);
    Set<String> blocked = new HashSet<>();
    Candidates guarded =
        new Candidates(
            catalogue,
            SignalWeights.standard()::of,
            item -> !blocked.contains(item.id()),
            InstantSource.system());
    RankingModel model = model(new ReverseRanker());
    PrecomputedLists lists =
        new PrecomputedLists(
            new StoredRankings(documents, Duration.ofHours(1)),
            guarded,
            shortlist(guarded),
            model,
            blends(model),
            catalogue,
            3);
    Recommender recommender =
        new Recommender(
            new ProfileLookup(store, new ProfileChanges(store)),
            new ServedLists(lists, Duration.ofHours(1)),
            maker(guarded, model),
            model,
            guarded,
            new Exploration(0, () -> 0),
            pages,
            new RankingLog((user, entry) -> {}, InstantSource.system()),
            catalogue,
            profile -> {},
            () -> "request");
    lists.make(profile(store), Deadline.in(AMPLE));
    String first = ids(ask(recommender, 3)).getFirst();
    blocked.add(first);
    Recommendation answer = ask(recommender, 3);
    assertThat(rankedBy(answer)).isEqualTo(Ranking.RankedBy.STORED);
    assertThat(ids(answer)).doesNotContain(first).hasSize(2);
  }

  @Test
  void everyRankingIsLoggedWithFeaturesPlacesAndPropensities() {
    Recommender exploring =
        recommender(store, model(new ReverseRanker()), new Exploration(0.25, () -> 0.1));
    List<String> plain = ids(ask(recommender(store, model(new ReverseRanker())), 4));
    Recommendation answer = ask(exploring, 4);
    assertThat(ids(answer)).containsExactly(plain.get(1), plain.get(0), plain.get(3), plain.get(2));
    assertThat(answer.propensities()).containsExactly(0.25, 0.25, 0.25, 0.25);
    assertThat(logged).hasSize(2);
    assertThat(logged.get(1))
        .startsWith("ann {")
        .contains(
            "\"position\":1",
            "\"propensity\":0.25",
            "\"features\":{\"firstStage\":",
            "\"model\":\"hash\"",
            "\"requestId\":\"request\"");
  }

  @Test
  void aModelThatRecoversIsHealthyAgain() {
    AtomicBoolean broken = new AtomicBoolean(true);
    RankingModel model =
        model(
            new Prepared(request -> {
              if (broken.get()) {
                throw new IllegalStateException("out of order");
              }
            }));
    ask(recommender(store, model), 2);
    assertThat(model.failing()).isTrue();
    broken.set(false);
    ask(recommender(store, model), 2);
    assertThat(model.failing()).isFalse();
    assertThat(model.failures()).isEqualTo(1);
  }

  @Test
  void aModelWithTooMuchToDoIsNotAFailingOne() {
    RankingModel model =
        model(
            new Prepared(request -> {
              throw new RankerBusyException("too many", new IllegalStateException());
            }));
    Recommendation answer = ask(recommender(store, model), 2);
    assertThat(rankedBy(answer)).isEqualTo(Ranking.RankedBy.RANKER);
    assertThat(answer.problem()).isEqualTo("the model is too busy");
    assertThat(model.failing()).isFalse();
    assertThat(model.refusals()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 1000, 30_000})
  void whateverTheDeadlineThereIsAnAnswer(long millis) {
    // hangs when there is too little time for any ranker, on every machine
    CountDownLatch ranked = new CountDownLatch(millis <= 1000 ? 1 : 0);
    Ranker slow =
        new Prepared(request -> {
          try {
            ranked.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    ExecutorService threads = Executors.newCachedThreadPool();
    RankingModel model =
        model(new DeadlineRanker(slow, new BoundedCall(threads, Duration.ofMillis(20))));
    Recommendation answer =
        recommender(store, model)
            .recommend(
                new RecommendationRequest("ann", 4, null),
                Deadline.in(Duration.ofMillis(millis)),
                RecommendationListener.NONE);
    assertThat(answer.shown()).hasSize(4);
    assertThat(answer.reasons()).hasSize(4);
    assertThat(rankedBy(answer))
        .isIn(
            millis > 1000
                ? List.of(Ranking.RankedBy.MODEL)
                : List.of(Ranking.RankedBy.RANKER, Ranking.RankedBy.POPULARITY));
    if (millis == 0) {
      assertThat(rankedBy(answer)).isEqualTo(Ranking.RankedBy.POPULARITY);
    }
    threads.shutdownNow();
  }

  @Test
  void aRequestWhoseClientHasLeftIsCancelled() {
    Recommender recommender = recommender(store, model(new ReverseRanker()));
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> ask(recommender, 4)).isInstanceOf(WorkCancelledException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void whatWasShownAndIgnoredSinksInListsMadeAheadAsInOthers() {
    like("a", 0);
    RankingModel model = model(new ReverseRanker());
    Recommendation before = ask(recommender(store, model), 2);
    String first = ids(before).getFirst();
    for (int i = 1; i <= 9; i++) {
      Event shown = Samples.event("ann", first, "impression", i - 9);
      store.apply("ann", List.of(new PositionedEvent(shown, new EventPosition("topic", 0, i))));
    }
    Recommendation live = ask(recommender(store, model), 3);
    assertThat(ids(live).getFirst()).isNotEqualTo(first);
    Ranking.Entry sunk =
        live.shown().stream()
            .filter(e -> e.candidate().id().equals(first))
            .findFirst()
            .orElseThrow();
    assertThat(sunk.contributions().get("fatigue")).isNegative();
    assertThat(Logits.probability(Logits.of(sunk))).isCloseTo(sunk.score(), within(1e-12));
    assertThat(ahead(model).make(profile(store), Deadline.in(AMPLE))).isNull();
    Recommendation stored = ask(recommender(store, model), 3);
    assertThat(rankedBy(stored)).isEqualTo(Ranking.RankedBy.STORED);
    assertThat(ids(stored)).isEqualTo(ids(live));
  }

  @Test
  void aWishForMoreDiversityIsGranted() {
    Recommender recommender = recommender(store, model(new ReverseRanker()));
    List<String> plain = ids(ask(recommender, 4));
    RecommendationRequest spread =
        new RecommendationRequest(
            "ann",
            4,
            null,
            null,
            null,
            WritingStyle.PLAIN,
            false,
            Placement.FOR_YOU,
            List.of(),
            0.5,
            1.0,
            false);
    List<String> genres =
        ids(recommender.recommend(spread, Deadline.in(AMPLE), RecommendationListener.NONE)).stream()
            .map(id -> catalogue.find(id).orElseThrow().categories().getFirst())
            .toList();
    assertThat(plain).containsExactly("d", "c", "b", "a");
    assertThat(genres).containsExactly("War", "Drama", "War", "Drama");
  }

  /** A store that can't be reached. */
  private static final class BrokenStore implements ProfileStore {
    @Override
    public Profile get(String user, Duration patience) {
      throw new ProfileStoreException("out to lunch", new IllegalStateException());
    }

    @Override
    public CompletableFuture<Profile> applyAsync(
        String user, List<PositionedEvent> batch, long generation) {
      return CompletableFuture.failedFuture(new IllegalStateException());
    }

    @Override
    public long generation() {
      return 0;
    }

    @Override
    public Checkpoint checkpoint(String topicId, int partition) {
      return Checkpoint.none(topicId, partition);
    }

    @Override
    public CompletableFuture<Void> saveAsync(Checkpoint checkpoint, long generation) {
      return CompletableFuture.failedFuture(new IllegalStateException());
    }

    @Override
    public Subscription onChange(Consumer<String> listener) {
      return () -> {};
    }

    @Override
    public void check() {
      get("");
    }

    @Override
    public void close() {}
  }
}
