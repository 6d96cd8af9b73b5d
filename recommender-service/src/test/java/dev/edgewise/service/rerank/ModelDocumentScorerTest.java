/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.rerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edgewise.profile.InMemoryProfileStore;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.rank.Candidate;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.Evidence;
import dev.edgewise.rank.Fact;
import dev.edgewise.rank.ModelInfo;
import dev.edgewise.rank.Ranker;
import dev.edgewise.rank.RankerException;
import dev.edgewise.rank.Ranking;
import dev.edgewise.rank.RankingRequest;
import dev.edgewise.service.live.ProfileChanges;
import dev.edgewise.service.recommend.Profiles;
import dev.edgewise.service.recommend.RankingModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelDocumentScorerTest {
  private final InMemoryProfileStore store = new InMemoryProfileStore(SignalWeights.standard());
  private final Profiles profiles =
      new Profiles(store, new ProfileChanges(store), task -> Thread.ofVirtual().start(task));

  /** Scores by length, longest first, as many as it is let; the first stage has the others. */
  private record ByLength(int reached, List<RankingRequest> asked) implements Ranker {
    @Override
    public Ranking rank(RankingRequest request, Deadline deadline) {
      asked.add(request);
      List<Ranking.Entry> entries = new ArrayList<>();
      for (Candidate candidate : request.candidates()) {
        Ranking.RankedBy by =
            entries.size() < reached ? Ranking.RankedBy.MODEL : Ranking.RankedBy.FIRST_STAGE;
        double score = candidate.title().length() / 10.0;
        entries.add(new Ranking.Entry(candidate, entries.size() + 1, score, by));
      }
      return new Ranking(entries.reversed(), new Ranking.Tokens(5, 7, 12));
    }

    @Override
    public ModelInfo model() {
      return new ModelInfo("by-length", true);
    }

    @Override
    public void close() {}
  }

  private DocumentScorer.Scored score(RankingModel model) {
    return new ModelDocumentScorer(model, profiles, id -> null)
        .score("ann", "space", List.of("abc", "a", "ab"), 64, Deadline.in(Duration.ofSeconds(30)));
  }

  private static RankingModel model(Ranker ranker) {
    RankingModel model =
        RankingModel.load(() -> new RankingModel.Loaded(ranker, Evidence.NONE), Runnable::run);
    model.await();
    return model;
  }

  @Test
  void documentsAreScoredInTheirOrderForWhoeverLooksForThem() {
    ByLength ranker = new ByLength(3, new ArrayList<>());
    DocumentScorer.Scored scored = score(model(ranker));
    assertThat(scored.relevance()).containsExactly(0.3, 0.1, 0.2);
    assertThat(scored.promptTokens()).isEqualTo(12);
    assertThat(scored.model()).isEqualTo("by-length");
    assertThat(ranker.asked().getFirst().user().facts())
        .extracting(Fact::text)
        .first()
        .isEqualTo("looking for space");
  }

  @Test
  void whatTheModelDidNotScoreHasNoScore() {
    assertThatThrownBy(() -> score(model(new ByLength(2, new ArrayList<>()))))
        .isInstanceOf(RankerException.class)
        .hasMessageContaining("every document");
    assertThatThrownBy(() -> score(RankingModel.none("no model here")))
        .isInstanceOf(RankerException.class)
        .hasMessage("no model here");
  }
}
