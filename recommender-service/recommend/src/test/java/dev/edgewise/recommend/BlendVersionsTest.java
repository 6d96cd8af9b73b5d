/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edgewise.profile.document.InMemoryDocumentStore;
import dev.edgewise.rank.Blend;
import dev.edgewise.rank.feature.EvidenceRanker;
import dev.edgewise.rank.feature.Recency;
import dev.edgewise.rank.feature.Source;
import dev.edgewise.rank.packed.PhiRanker;
import dev.edgewise.recommend.learn.FittedRanker;
import dev.edgewise.recommend.learn.StoredRanker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The blend's versions, with the bundled model. */
class BlendVersionsTest {
  private final InMemoryDocumentStore documents =
      new InMemoryDocumentStore(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
  private final PhiRanker phi = PhiRanker.open(Path.of("../../llm-ranker/models/films-small"));
  private final Blend own = phi.blend();
  private final RankingModel model = TestModels.blended(phi);
  private final List<FittedRanker> used = new ArrayList<>();
  private final BlendVersions blends =
      new BlendVersions(
          documents,
          model,
          new RankerVersions(documents, used::add),
          InstantSource.fixed(Instant.EPOCH));

  private static StoredRanker fitted(double weight) {
    EvidenceRanker ranker = new EvidenceRanker(Map.of(Source.EASE, weight));
    return new StoredRanker(
        new FittedRanker(ranker, new Recency(5, 0.7), Map.of("ease", 0.1)), 1000, Instant.EPOCH);
  }

  @AfterEach
  void close() {
    model.close();
  }

  @Test
  void withoutADocumentTheModelsOwnWeightsStand() {
    blends.refresh();
    assertThat(blends.inUse()).isZero();
    assertThat(phi.blend()).isEqualTo(own);
    assertThat(blends.current()).isEmpty();
    assertThat(blends.problem()).isNull();
  }

  @Test
  void aNewVersionIsUsedAtOnceAndAnOldOneAgainByOneCall() {
    BlendVersions.Version first = blends.replace(Map.of("model", 2.0), null, "first");
    assertThat(first.version()).isEqualTo(1);
    assertThat(phi.blend()).isEqualTo(new Blend(0, 2, 0, 0));
    blends.replace(Map.of("model", 0.0, "popularity", 1.0), null, "the model has no say");
    assertThat(phi.blend().model()).isZero();
    assertThat(blends.inUse()).isEqualTo(2);
    assertThat(blends.rollBack(1)).contains(first);
    assertThat(phi.blend().model()).isEqualTo(2);
    assertThat(blends.rollBack(7)).isEmpty();
    assertThat(blends.inUse()).isEqualTo(1);
    assertThat(blends.versions())
        .extracting(BlendVersions.Version::version)
        .containsExactly(2L, 1L);
  }

  @Test
  void weightsThatAreNoneAndOnesForAnotherModelAreRefused() {
    assertThatThrownBy(() -> blends.replace(Map.of("modell", 1.0), null, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("modell")
        .hasMessageContaining("popularity");
    assertThatThrownBy(() -> blends.replace(Map.of("slope", 0.0), null, ""))
        .hasMessageContaining("slope");
    assertThatThrownBy(() -> blends.replace(Map.of("model", 1.0), "abc", ""))
        .hasMessageContaining(model.info().hash());
    assertThat(blends.versions()).isEmpty();
  }

  @Test
  void aDocumentOfAnotherModelIsNotUsedAndSaysSo() {
    documents.append(
        "blend",
        "{\"weights\":{\"model\":5},\"model\":\"other\",\"prompt\":\"1\",\"note\":\"\",\"created\":\"\"}"
            .getBytes(StandardCharsets.UTF_8));
    blends.refresh();
    assertThat(phi.blend()).isEqualTo(own);
    assertThat(blends.inUse()).isZero();
    assertThat(blends.problem()).contains("another model");
  }

  @Test
  void aFittedRankerIsAVersionThatKeepsTheWeights() {
    blends.replace(Map.of("model", 2.0), null, "first");
    blends.add(fitted(0.5));
    assertThat(blends.inUse()).isEqualTo(2);
    assertThat(phi.blend().model()).isEqualTo(2);
    assertThat(used).containsExactly(fitted(0.5).result());
    assertThat(blends.ranker()).contains(fitted(0.5));
    blends.replace(Map.of("model", 1.0), null, "the ranker stays");
    assertThat(used).hasSize(1);
  }

  @Test
  void anotherInstanceUsesTheRankerToo() {
    blends.add(fitted(0.5));
    List<FittedRanker> others = new ArrayList<>();
    BlendVersions other =
        new BlendVersions(
            documents, model, new RankerVersions(documents, others::add), InstantSource.system());
    other.refresh();
    assertThat(others).containsExactly(fitted(0.5).result());
  }

  @Test
  void rollingBackReturnsToTheEarlierRankerAndHoldsIt() {
    blends.replace(Map.of("model", 2.0), null, "before any fit");
    blends.add(fitted(0.5));
    blends.add(fitted(0.7));
    assertThat(blends.held()).isFalse();
    blends.rollBack(2);
    assertThat(blends.ranker()).contains(fitted(0.5));
    assertThat(blends.held()).isTrue();
    blends.rollBack(1);
    assertThat(blends.ranker()).isEmpty();
    assertThat(used.getLast().ranker()).isEqualTo(EvidenceRanker.STANDARD);
    blends.rollBack(3);
    assertThat(blends.ranker()).contains(fitted(0.7));
    assertThat(blends.held()).isFalse();
  }

  @Test
  void aRankerThatCannotBeReadIsNotUsedAndSaysSo() {
    documents.append("ranker", "{\"features\":[\"old\"]}".getBytes(StandardCharsets.UTF_8));
    documents.append(
        "blend",
        "{\"model\":\"\",\"prompt\":\"\",\"note\":\"\",\"created\":\"\",\"ranker\":1}"
            .getBytes(StandardCharsets.UTF_8));
    blends.refresh();
    assertThat(used).isEmpty();
    assertThat(blends.ranker()).isEmpty();
    assertThat(blends.problem()).contains("other features");
  }
}
