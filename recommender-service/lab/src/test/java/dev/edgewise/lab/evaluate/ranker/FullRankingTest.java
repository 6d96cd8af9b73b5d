/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.evaluate.ranker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.profile.Event;
import dev.edgewise.profile.EventPosition;
import dev.edgewise.profile.PositionedEvent;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.profile.document.InMemoryDocumentStore;
import dev.edgewise.profile.store.InMemoryProfileStore;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.feature.LearnedRanker;
import dev.edgewise.rank.order.Fatigue;
import dev.edgewise.recommend.BlendVersions;
import dev.edgewise.recommend.Exploration;
import dev.edgewise.recommend.ListMaker;
import dev.edgewise.recommend.PrecomputedLists;
import dev.edgewise.recommend.ProfileChanges;
import dev.edgewise.recommend.ProfileLookup;
import dev.edgewise.recommend.RankerVersions;
import dev.edgewise.recommend.RankingLog;
import dev.edgewise.recommend.RankingModel;
import dev.edgewise.recommend.Recommendation;
import dev.edgewise.recommend.RecommendationListener;
import dev.edgewise.recommend.RecommendationRequest;
import dev.edgewise.recommend.Recommender;
import dev.edgewise.recommend.ReverseRanker;
import dev.edgewise.recommend.ServedLists;
import dev.edgewise.recommend.Shortlist;
import dev.edgewise.recommend.TestModels;
import dev.edgewise.recommend.candidates.Candidates;
import dev.edgewise.recommend.candidates.PopularItems;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.Samples;
import dev.edgewise.recommend.processor.ProcessorPool;
import dev.edgewise.recommend.stored.PagedLists;
import dev.edgewise.recommend.stored.StoredRankings;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class FullRankingTest {
  private static final Duration AMPLE = Duration.ofSeconds(30);

  private final Catalogue catalogue =
      Samples.catalogue(
          Samples.item("a", "Alpha", "Drama"),
          Samples.item("b", "Beta", "Drama"),
          Samples.item("c", "Gamma", "War"),
          Samples.item("d", "Delta", "War"),
          Samples.item("e", "Epsilon", "War"));
  private final Candidates candidates = new Candidates(catalogue, SignalWeights.standard()::of);
  private final InMemoryProfileStore store = new InMemoryProfileStore(SignalWeights.standard());
  private final InMemoryDocumentStore documents =
      new InMemoryDocumentStore(Clock.fixed(Samples.START, ZoneOffset.UTC));
  private final RankingModel model = TestModels.of(new ReverseRanker());
  private final Shortlist shortlist =
      Shortlist.of(
          catalogue,
          candidates,
          new Shortlist.Options(10, 5, 0.7, 0.1),
          InstantSource.fixed(Samples.START));

  private void happened(Event event, int offset) {
    EventPosition position = new EventPosition("topic", 0, offset);
    store.apply("ann", List.of(new PositionedEvent(catalogue.enrich(event), position)));
  }

  private Recommendation served() {
    InstantSource now = InstantSource.fixed(Samples.START);
    Recommender recommender =
        new Recommender(
            new ProfileLookup(store, new ProfileChanges(store)),
            new ServedLists(
                new PrecomputedLists(
                    new StoredRankings(documents, Duration.ofHours(1)),
                    candidates,
                    shortlist,
                    model,
                    new BlendVersions(
                        documents, model, new RankerVersions(documents, candidates::use), now),
                    catalogue,
                    3),
                Duration.ofHours(1)),
            new ListMaker(
                catalogue, shortlist, model, new ProcessorPool(1), new PopularItems(candidates)),
            model,
            candidates,
            new Exploration(0, () -> 0.5),
            new PagedLists(documents, Duration.ZERO, Runnable::run),
            new RankingLog((user, entry) -> {}, now),
            catalogue,
            profile -> {},
            () -> "request");
    return recommender.recommend(
        new RecommendationRequest("ann", 5, null), Deadline.in(AMPLE), RecommendationListener.NONE);
  }

  @Test
  void evaluationMeasuresTheListThatIsServed() {
    happened(Samples.like("ann", "a", 0), 0);
    happened(Samples.event("ann", "e", "impression", 1), 1);
    List<String> measured =
        new FullRanking(shortlist, catalogue, new ReverseRanker(), LearnedRanker.DEFAULT)
            .rank(store.get("ann"), item -> !item.equals("a"), 5);
    Recommendation served = served();
    assertThat(served.shown())
        .extracting(entry -> entry.candidate().id())
        .containsExactlyElementsOf(measured);
    assertThat(served.shown().getLast().candidate().id()).isEqualTo("e");
    assertThat(served.shown().getLast().contributions()).containsKey(Fatigue.NAME);
  }
}
