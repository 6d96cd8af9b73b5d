/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.edgewise.recommend.candidates.source.Ease;
import dev.edgewise.recommend.candidates.source.Popularity;
import dev.edgewise.recommend.candidates.source.ScoredItem;
import dev.edgewise.recommend.candidates.source.SourceResult;
import dev.edgewise.recommend.catalogue.CatalogueDescription.SourceWeight;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SourceWeightsTest {
  @Test
  void aScoreIsTheProductOfWhatTheSourcesSay() {
    WeightedMerge merge = new WeightedMerge();
    merge.add(SourceResult.only(List.of(new ScoredItem(1, 8), new ScoredItem(2, 4))), 2);
    merge.add(SourceResult.only(List.of(new ScoredItem(2, 3))), -1);
    merge.add(SourceResult.only(List.of()), 5);
    List<ScoredItem> ordered = merge.best(10);
    assertThat(ordered).extracting(ScoredItem::item).containsExactly(1, 2);
    assertThat(ordered.get(0).score()).isCloseTo(1.01 * 1.01 / 0.01, within(1e-12));
    assertThat(ordered.get(1).score()).isCloseTo(0.51 * 0.51 / 1.01, within(1e-12));
  }

  @Test
  void whatASourceThinksIllOfIsAsGoodAsUnknown() {
    assertThat(SourceWeights.feature(-3, 2)).isEqualTo(SourceWeights.feature(0, 2));
  }

  @Test
  void aWeightIsANumberWithinReason() {
    assertThatThrownBy(() -> new SourceWeights(Map.of("ease", new SourceWeight(1, Double.NaN))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ease");
  }

  @Test
  void theMoreAUserMetTheLessTheWeightsAreThoseForStrangers() {
    SourceWeights weights = new SourceWeights(Map.of("popularity", new SourceWeight(-1, 3)));
    Popularity popularity = new Popularity();
    assertThat(weights.of(popularity, SourceWeights.strangeness(0))).isEqualTo(3);
    assertThat(weights.of(popularity, SourceWeights.strangeness(10))).isCloseTo(1, within(1e-12));
    assertThat(weights.of(popularity, SourceWeights.strangeness(1000)))
        .isCloseTo(-0.96, within(0.01));
    assertThat(weights.of(new Ease(), 1)).isZero();
  }
}
