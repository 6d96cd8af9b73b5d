/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The learned ranker and the evidence of the sources, along the line from popular to personal. */
class RankersTest {
  private static final Offset<Double> CLOSE = within(1e-4);

  private final SmallWorld world = new SmallWorld();
  private Features features = world.features(UserHistory.NOTHING);

  @BeforeEach
  void aUserLikesWestAndDislikesSpace() {
    world.add("river west", 1950, 4, 0, "West");
    world.add("river wide", 1960, 2, 3, "West");
    world.add("orbit", 1990, 1, 6, "Space");
    world.add("orbit again", 2000, 8, 0, "Space");
    world.add("silence", 2000, 6, 0, "Drama");
    world.together(SmallWorld.matrix(new float[][] {{0, 0.5f, 0, 0, 0.1f}, {}, {}, {}, {}}));
    features = world.features(SmallWorld.history(new int[] {0, 2}, new float[] {1, -1}));
  }

  /**
   * Networks whose score is {@code factor} times one feature in deviations, if that is positive.
   */
  private static NetworkMean networks(String feature, float factor) {
    float[] weights = new float[Features.NAMES.size()];
    weights[Features.NAMES.indexOf(feature)] = 1;
    FeatureNetwork network =
        new FeatureNetwork(
            new float[][] {weights},
            new float[1],
            new float[][] {{1}},
            new float[1],
            new float[] {factor});
    float[] ones = new float[weights.length];
    Arrays.fill(ones, 1);
    return new NetworkMean(new float[weights.length], ones, List.of(network));
  }

  private double plain(int item) {
    return networks("trending", 10).score(features.of(item));
  }

  private double personal(int item) {
    return networks("ease", 100).score(features.of(item));
  }

  private double learned(double place, int item, double dial) {
    return new LearnedRanker(networks("trending", 10), networks("ease", 100), place)
        .score(features, item, dial);
  }

  @Test
  void atTheDialsStartOnlyThePlainNetworksAndDislikesCount() {
    for (int item = 0; item < 5; item++) {
      assertThat(learned(0.5, item, 0)).isCloseTo(plain(item) - 5 * features.dislike(item), CLOSE);
    }
    assertThat(features.dislike(3)).isPositive();
  }

  @Test
  void byDefaultTheRankerStandsAtItsPlace() {
    for (double place : new double[] {0, 0.25, 1, 1.5}) {
      double share = Math.min(1, place);
      for (int item = 0; item < 5; item++) {
        double expected =
            (1 - share) * plain(item)
                + share * personal(item)
                + 1.3 * place * features.fit(item)
                - 5 * features.dislike(item);
        assertThat(learned(place, item, LearnedRanker.DEFAULT)).isCloseTo(expected, CLOSE);
      }
    }
  }

  @Test
  void atTheDialsEndOnlyThePersonalNetworksAndTheFitCountWhateverThePlace() {
    for (double place : new double[] {0, 0.5, 1.25}) {
      for (int item = 0; item < 5; item++) {
        double expected = personal(item) + 2.6 * features.fit(item) - 5 * features.dislike(item);
        assertThat(learned(place, item, 1)).isCloseTo(expected, CLOSE);
      }
    }
  }

  @Test
  void betweenItsStopsTheDialMovesWithoutJumps() {
    for (ItemRanker ranker :
        List.of(
            new LearnedRanker(networks("trending", 10), networks("ease", 100), 0.7),
            EvidenceRanker.STANDARD)) {
      for (int item = 0; item < 5; item++) {
        for (int step = 0; step < 1000; step++) {
          double one = ranker.score(features, item, step / 1000.0);
          double other = ranker.score(features, item, (step + 1) / 1000.0);
          assertThat(Math.abs(one - other)).isLessThan(0.5);
        }
      }
    }
  }

  private double evidence(int item, boolean personal) {
    double sum = 0;
    for (Map.Entry<Source, Double> one : EvidenceRanker.STANDARD.weights().entrySet()) {
      if (one.getKey().personal() == personal) {
        sum += one.getValue() * features.evidence(one.getKey(), item) / 0.25;
      }
    }
    return sum;
  }

  @Test
  void evidenceCountsTheSourcesWithoutTheFitAtTheStart() {
    for (int item = 0; item < 5; item++) {
      double expected = evidence(item, false) + evidence(item, true) - 5 * features.dislike(item);
      assertThat(EvidenceRanker.STANDARD.score(features, item, 0)).isCloseTo(expected, CLOSE);
    }
  }

  @Test
  void evidenceHalvesWhatIsImpersonalByDefaultAndAddsTheFit() {
    for (int item = 0; item < 5; item++) {
      double expected =
          evidence(item, false) / 2
              + evidence(item, true)
              + 1.2 * features.fit(item)
              - 5 * features.dislike(item);
      assertThat(EvidenceRanker.STANDARD.score(features, item, LearnedRanker.DEFAULT))
          .isCloseTo(expected, CLOSE);
    }
  }

  @Test
  void evidenceLeavesOutWhatIsImpersonalAtTheEnd() {
    for (int item = 0; item < 5; item++) {
      double expected =
          evidence(item, true) + (1.2 + 2.4) * features.fit(item) - 5 * features.dislike(item);
      assertThat(EvidenceRanker.STANDARD.score(features, item, 1)).isCloseTo(expected, CLOSE);
    }
    assertThat(ahead(1)).isGreaterThan(ahead(LearnedRanker.DEFAULT)).isPositive();
    assertThat(ahead(LearnedRanker.DEFAULT)).isGreaterThan(ahead(0));
  }

  /** How far the evidence puts a western ahead of a popular drama. */
  private double ahead(double dial) {
    return EvidenceRanker.STANDARD.score(features, 1, dial)
        - EvidenceRanker.STANDARD.score(features, 4, dial);
  }

  @Test
  void whatWasMeasuredOfASourceCountsOnlyTowardsTheStart() {
    EvidenceRanker ease = new EvidenceRanker(Map.of(Source.EASE, 2.0));
    for (int item = 0; item < 5; item++) {
      double own = 2 * features.evidence(Source.EASE, item) / 0.25 - 5 * features.dislike(item);
      double standard = EvidenceRanker.STANDARD.score(features, item, LearnedRanker.DEFAULT);
      assertThat(ease.score(features, item, 0)).isCloseTo(own, CLOSE);
      assertThat(ease.score(features, item, LearnedRanker.DEFAULT)).isCloseTo(standard, CLOSE);
    }
  }

  @Test
  void theWeightsOfTheEvidenceDoNotChange() {
    Map<Source, Double> weights = new EnumMap<>(Source.class);
    weights.put(Source.EASE, 1.0);
    EvidenceRanker ranker = new EvidenceRanker(weights);
    weights.put(Source.TRENDING, 9.0);
    assertThat(ranker.weights()).containsOnlyKeys(Source.EASE);
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> ranker.weights().put(Source.EASE, 2.0));
  }
}
