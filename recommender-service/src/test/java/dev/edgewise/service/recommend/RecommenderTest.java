/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventPosition;
import dev.edgewise.profile.InMemoryProfileStore;
import dev.edgewise.profile.PositionedEvent;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.ProfileStore;
import dev.edgewise.profile.ProfileStoreException;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.Evidence;
import dev.edgewise.rank.ModelInfo;
import dev.edgewise.rank.Ranker;
import dev.edgewise.rank.Ranking;
import dev.edgewise.rank.RankingRequest;
import dev.edgewise.rank.reason.Reason;
import dev.edgewise.service.candidates.Candidates;
import dev.edgewise.service.catalogue.Catalogue;
import dev.edgewise.service.catalogue.Samples;
import dev.edgewise.service.live.ProfileChanges;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RecommenderTest {
  private static final Duration AMPLE = Duration.ofSeconds(30);

  private final Catalogue catalogue =
      Samples.catalogue(
          Samples.item("a", "Alpha", "Drama"),
          Samples.item("b", "Beta", "Drama"),
          Samples.item("c", "Gamma", "War"),
          Samples.item("d", "Delta", "War"));
  private final Candidates candidates =
      new Candidates(catalogue, SignalWeights.standard(), Candidates.Mix.FITTED);
  private final ProfileStore store = new InMemoryProfileStore(SignalWeights.standard());

  /** Ranks the other way round: a model that decides something. */
  private static final class Reverse implements Ranker {
    @Override
    public Ranking rank(RankingRequest request, Deadline deadline) {
      List<Ranking.Entry> entries = new ArrayList<>();
      for (int i = request.candidates().size(); i > 0; i--) {
        entries.add(
            new Ranking.Entry(
                request.candidates().get(i - 1), i, i / 100.0, Ranking.RankedBy.MODEL));
      }
      return new Ranking(entries, Ranking.Tokens.NONE);
    }

    @Override
    public ModelInfo model() {
      return new ModelInfo("reverse", true);
    }

    @Override
    public void close() {}
  }

  private RankingModel model(Ranker ranker) {
    RankingModel model =
        RankingModel.load(() -> new RankingModel.Loaded(ranker, Evidence.NONE), Runnable::run);
    model.await();
    return model;
  }

  private Recommender recommender(ProfileStore profiles, RankingModel model) {
    return new Recommender(
        new Profiles(profiles, new ProfileChanges(store), task -> Thread.ofVirtual().start(task)),
        candidates,
        model,
        catalogue::titleOf,
        () -> "request",
        10);
  }

  private static Recommendation ask(Recommender recommender, int limit) {
    return recommender.recommend(new Wish("ann", limit, null), Deadline.in(AMPLE), ranked -> {});
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
    Recommender plain = recommender(store, RankingModel.none("none here"));
    Recommendation answer = ask(recommender(store, model(new Reverse())), 3);
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
        recommender(store, model(new Reverse()))
            .recommend(new Wish("ann", 2, null), Deadline.in(AMPLE), told::add);
    assertThat(told).hasSize(1);
    assertThat(told.getFirst().shown()).isEqualTo(answer.shown());
    assertThat(told.getFirst().reasons()).isEmpty();
    assertThat(told.getFirst().requestId()).isEqualTo(answer.requestId());
  }

  @Test
  void withoutAModelTheFirstStageAnswersAndSaysSo() {
    Recommendation answer = ask(recommender(store, RankingModel.none("none here")), 4);
    assertThat(answer.shown())
        .hasSize(4)
        .allMatch(e -> e.rankedBy() == Ranking.RankedBy.FIRST_STAGE);
    assertThat(answer.degraded()).isTrue();
    assertThat(answer.problem()).isEqualTo("none here");
    assertThat(answer.model()).isEqualTo(ModelInfo.NONE);
  }

  @Test
  void aModelThatFailsIsCountedAndTheFirstStageAnswers() {
    RankingModel failing =
        model(
            new Prepared(request -> {
              throw new IllegalStateException("out of order");
            }));
    Recommendation answer = ask(recommender(store, failing), 4);
    assertThat(answer.degraded()).isTrue();
    assertThat(answer.shown()).hasSize(4);
    assertThat(answer.reasons()).hasSize(4);
    assertThat(failing.failures()).isEqualTo(1);
    assertThat(failing.lastFailure()).contains("out of order");
  }

  /** Does something before it ranks. */
  private record Prepared(Consumer<RankingRequest> before) implements Ranker {
    @Override
    public Ranking rank(RankingRequest request, Deadline deadline) {
      before.accept(request);
      return new Reverse().rank(request, deadline);
    }

    @Override
    public ModelInfo model() {
      return new Reverse().model();
    }

    @Override
    public void close() {}
  }

  @Test
  void whatTheUserIsDoneWithIsLeftOut() {
    like("a", 0);
    Recommendation answer = ask(recommender(store, model(new Reverse())), 4);
    assertThat(ids(answer)).doesNotContain("a").hasSize(3);
    assertThat(answer.profile().known()).isTrue();
  }

  @Test
  void withoutTheStoreTheAnswerIsForNobodyInParticularAndSaysSo() {
    ProfileStore broken = new BrokenStore();
    Recommendation answer = ask(recommender(broken, model(new Reverse())), 4);
    assertThat(answer.shown()).hasSize(4);
    assertThat(answer.degraded()).isTrue();
    assertThat(answer.problem()).contains("without the profile").contains("out to lunch");
  }

  @Test
  void noTimeAtAllStillGivesAnAnswer() {
    Recommendation answer =
        recommender(store, model(new Reverse()))
            .recommend(new Wish("ann", 4, null), Deadline.in(Duration.ZERO), ranked -> {});
    assertThat(answer.shown()).hasSize(4);
    assertThat(answer.reasons()).hasSize(4);
  }

  @Test
  void aReadWaitsForTheEventThatItNames() throws Exception {
    EventPosition position = new EventPosition("topic", 0, 7);
    Recommender recommender = recommender(store, model(new Reverse()));
    CompletableFuture<Recommendation> answer =
        CompletableFuture.supplyAsync(() ->
            recommender.recommend(new Wish("ann", 4, position), Deadline.in(AMPLE), ranked -> {}));
    like("b", 7);
    assertThat(answer.get().profile().covers(position)).isTrue();
    assertThat(answer.get().degraded()).isFalse();
  }

  @Test
  void anEventThatDoesNotComeIsNotWaitedForBeyondTheDeadline() {
    Recommendation answer =
        recommender(store, model(new Reverse()))
            .recommend(
                new Wish("ann", 4, new EventPosition("topic", 0, 99)),
                Deadline.in(Duration.ofMillis(200)),
                ranked -> {});
    assertThat(answer.shown()).hasSize(4);
    assertThat(answer.problem()).contains("doesn't have the latest events yet");
  }

  /** A store that can't be reached. */
  private static final class BrokenStore implements ProfileStore {
    @Override
    public Profile get(String user) {
      throw new ProfileStoreException("out to lunch", new IllegalStateException());
    }

    @Override
    public CompletableFuture<Profile> applyAsync(String user, List<PositionedEvent> batch) {
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
