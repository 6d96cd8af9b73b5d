/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.rerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edgewise.profile.SignalWeights;
import dev.edgewise.profile.store.InMemoryProfileStore;
import dev.edgewise.rank.BoundedCall;
import dev.edgewise.rank.Deadline;
import dev.edgewise.rank.RankerException;
import dev.edgewise.rank.packed.PhiRanker;
import dev.edgewise.recommend.ProfileChanges;
import dev.edgewise.recommend.ProfileLookup;
import dev.edgewise.recommend.RankingModel;
import dev.edgewise.recommend.TestModels;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Documents scored by the bundled model. */
class RerankerTest {
  private static final Duration AMPLE = Duration.ofSeconds(30);
  private static final List<String> DOCUMENTS = List.of("a drama", "a western", "space opera");
  private static final BoundedCall CALLS =
      new BoundedCall(task -> Thread.ofVirtual().start(task), Duration.ofSeconds(10));
  private static RankingModel model;

  private final InMemoryProfileStore store = new InMemoryProfileStore(SignalWeights.standard());
  private final ProfileLookup profiles = new ProfileLookup(store, new ProfileChanges(store));

  @BeforeAll
  static void load() {
    PhiRanker phi = PhiRanker.open(Path.of("../../llm-ranker/models/films-small"));
    model = TestModels.blended(phi);
  }

  @AfterAll
  static void close() {
    model.close();
  }

  private Relevance score(
      RankingModel by, @Nullable String user, String query, List<String> documents, int most) {
    return new Reranker(by, profiles, id -> null, CALLS)
        .score(user, query, documents, most, Deadline.in(AMPLE));
  }

  @Test
  void aScoreIsTheDocumentsOwnWhateverItsPlace() {
    double[] scores = score(model, null, "space", DOCUMENTS, 64).relevance();
    double[] turned = score(model, null, "space", DOCUMENTS.reversed(), 64).relevance();
    assertThat(scores).hasSize(3).doesNotHaveDuplicates();
    for (int i = 0; i < 3; i++) {
      assertThat(scores[i]).isBetween(0.0, 1.0).isEqualTo(turned[2 - i]);
    }
    assertThat(score(model, "ann", "space", DOCUMENTS, 64).model()).isEqualTo("films-small");
  }

  @Test
  void theQueryEntersTheScores() {
    assertThat(score(model, null, "space", DOCUMENTS, 64).relevance())
        .isNotEqualTo(score(model, null, "cowboys", DOCUMENTS, 64).relevance());
  }

  @Test
  void longDocumentsAreCutWhereAskedFor() {
    Relevance whole = score(model, null, "space", List.of("one two three four"), 64);
    Relevance cut = score(model, null, "space", List.of("one two three four"), 2);
    assertThat(cut.promptTokens()).isEqualTo(whole.promptTokens() - 2);
    assertThat(cut.relevance())
        .isEqualTo(score(model, null, "space", List.of("one two"), 64).relevance());
  }

  @Test
  void whatTheModelDidNotScoreHasNoScore() {
    assertThatThrownBy(() ->
            new Reranker(model, profiles, id -> null, CALLS)
                .score(null, "space", DOCUMENTS, 64, Deadline.in(Duration.ZERO)))
        .isInstanceOf(RankerException.class)
        .hasMessageContaining("0 of 3 documents");
    RankingModel none = TestModels.none("no model here");
    assertThatThrownBy(() -> score(none, null, "space", DOCUMENTS, 64))
        .isInstanceOf(RankerException.class)
        .hasMessage("no model here");
  }
}
