/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.edgewise.recommend.candidates.source.Ease;
import dev.edgewise.recommend.candidates.source.Found;
import dev.edgewise.recommend.candidates.source.Popularity;
import dev.edgewise.recommend.candidates.source.Scored;
import dev.edgewise.recommend.catalogue.CatalogueDescription.SourceWeight;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MixTest {
  @Test
  void aScoreIsTheProductOfWhatTheSourcesSay() {
    Merge merge = new Merge();
    merge.add(Found.only(List.of(new Scored(1, 8), new Scored(2, 4))), 2);
    merge.add(Found.only(List.of(new Scored(2, 3))), -1);
    merge.add(Found.only(List.of()), 5);
    List<Scored> ordered = merge.best(10);
    assertThat(ordered).extracting(Scored::item).containsExactly(1, 2);
    assertThat(ordered.get(0).score()).isCloseTo(1.01 * 1.01 / 0.01, within(1e-12));
    assertThat(ordered.get(1).score()).isCloseTo(0.51 * 0.51 / 1.01, within(1e-12));
  }

  @Test
  void whatASourceThinksIllOfIsAsGoodAsUnknown() {
    assertThat(Mix.feature(-3, 2)).isEqualTo(Mix.feature(0, 2));
  }

  @Test
  void aWeightIsANumberWithinReason() {
    assertThatThrownBy(() -> new Mix(Map.of("ease", new SourceWeight(1, Double.NaN))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ease");
  }

  @Test
  void theMoreAUserMetTheLessTheWeightsAreThoseForStrangers() {
    Mix mix = new Mix(Map.of("popularity", new SourceWeight(-1, 3)));
    Popularity popularity = new Popularity();
    assertThat(mix.of(popularity, Mix.strangeness(0))).isEqualTo(3);
    assertThat(mix.of(popularity, Mix.strangeness(10))).isCloseTo(1, within(1e-12));
    assertThat(mix.of(popularity, Mix.strangeness(1000))).isCloseTo(-0.96, within(0.01));
    assertThat(mix.of(new Ease(), 1)).isZero();
  }
}
