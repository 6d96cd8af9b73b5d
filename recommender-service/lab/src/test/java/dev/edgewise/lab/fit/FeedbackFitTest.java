/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.edgewise.rank.Blend;
import dev.edgewise.recommend.feedback.RankingFeatures;
import dev.edgewise.recommend.feedback.Shows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class FeedbackFitTest {
  private static final Blend TRUE = new Blend(0.8, 1.2, 0.6, 0.3, 0, 1, -1.5);
  private static final Blend IN_USE = new Blend(1, 1, 0, -1);
  private static final Offset<Double> NEAR = within(0.15);
  private static final int RANKINGS = 3000;
  private static final int ITEMS = 10;

  private final Random random = new Random(1);

  private double[] drawn() {
    double[] features = new double[RankingFeatures.COUNT];
    for (int i = 0; i < RankingFeatures.COUNT; i++) {
      features[i] = random.nextGaussian();
    }
    return features;
  }

  /**
   * Rankings by the model's answer alone, with randomly swapped pairs. Users like items according
   * to the true weights, but only at positions that they look at.
   */
  private List<FeedbackExample> simulated(double swaps, IntToDoubleFunction looked) {
    List<FeedbackExample> examples = new ArrayList<>();
    for (int r = 0; r < RANKINGS; r++) {
      List<double[]> items = new ArrayList<>();
      for (int i = 0; i < ITEMS; i++) {
        items.add(drawn());
      }
      items.sort(Comparator.comparingDouble(item -> -item[1]));
      for (int i = 0; i < ITEMS; i += 2) {
        boolean swap = random.nextDouble() < swaps;
        double propensity = swap ? swaps : 1 - swaps;
        examples.add(shown(r, items.get(swap ? i + 1 : i), i + 1, propensity, looked));
        examples.add(shown(r, items.get(swap ? i : i + 1), i + 2, propensity, looked));
      }
    }
    return examples;
  }

  private FeedbackExample shown(
      int ranking, double[] item, int position, double propensity, IntToDoubleFunction looked) {
    FeedbackExample blank =
        new FeedbackExample(Shows.minute(ranking), item, 0, position, propensity, false);
    double p = looked.applyAsDouble(position) / (1 + Math.exp(-blank.logit(TRUE)));
    return new FeedbackExample(
        blank.time(), item, 0, position, propensity, random.nextDouble() < p);
  }

  private static double weight(FitResult fit, String name) {
    return fit.after().getOrDefault(name, Double.NaN);
  }

  @Test
  void withoutABiasTheTrueWeightsAreFound() {
    FitResult fit = FeedbackFit.fit(simulated(0.1, place -> 1), IN_USE);
    assertThat(weight(fit, "firstStage")).isCloseTo(0.8, NEAR);
    assertThat(weight(fit, "model")).isCloseTo(1.2, NEAR);
    assertThat(weight(fit, "prior")).isCloseTo(0.6, NEAR);
    assertThat(weight(fit, "popularity")).isCloseTo(0.3, NEAR);
    assertThat(weight(fit, "recency")).isCloseTo(0, NEAR);
    assertThat(weight(fit, "slope")).isCloseTo(1, NEAR);
    assertThat(weight(fit, "bias")).isCloseTo(-1.5, NEAR);
    assertThat(fit.better()).isTrue();
    assertThat(fit.heldOut()).isEqualTo(RANKINGS * ITEMS / 5);
  }

  /** The model's weight in a fit that ignores the effect of positions. */
  private static double naive(List<FeedbackExample> examples) {
    List<LogisticRegression.Row> rows = new ArrayList<>();
    for (FeedbackExample e : examples) {
      double[] x = Arrays.copyOf(e.features(), RankingFeatures.COUNT + 1);
      x[RankingFeatures.COUNT] = 1;
      rows.add(new LogisticRegression.Row(x, -1, e.liked(), 1, 0));
    }
    double[] nowhere = new double[RankingFeatures.COUNT + 1];
    return new LogisticRegression(rows, nowhere, nowhere).fit()[1];
  }

  @Test
  void placesAreNotTakenForMeritsHoweverTheyWork() {
    double unbiased = weight(FeedbackFit.fit(simulated(0.25, place -> 0.7), IN_USE), "model");
    List<IntToDoubleFunction> looked =
        List.of(
            place -> 1.0 / place,
            place -> 1 / Math.sqrt(place),
            place -> place == 1 ? 1 : 0.3,
            place -> place % 2 == 1 ? 1 : 0.4);
    for (IntToDoubleFunction one : looked) {
      List<FeedbackExample> examples = simulated(0.25, one);
      assertThat(weight(FeedbackFit.fit(examples, IN_USE), "model"))
          .isCloseTo(unbiased, within(0.2));
    }
    assertThat(naive(simulated(0.25, looked.getFirst()))).isGreaterThan(unbiased + 0.4);
  }

  private static List<FeedbackExample> with(
      List<FeedbackExample> examples, IntToDoubleFunction propensity) {
    List<FeedbackExample> changed = new ArrayList<>();
    for (FeedbackExample e : examples) {
      changed.add(
          new FeedbackExample(
              e.time(),
              e.features(),
              0,
              e.position(),
              propensity.applyAsDouble(changed.size()),
              e.liked()));
    }
    return changed;
  }

  @Test
  void whatSeldomStandsWhereItStandsCountsForThoseThatDoNot() {
    // in every third ranking users like the opposite
    List<FeedbackExample> examples = new ArrayList<>();
    for (FeedbackExample e : simulated(0.1, place -> 1)) {
      boolean third = examples.size() / ITEMS % 3 == 0;
      examples.add(
          new FeedbackExample(e.time(), e.features(), 0, e.position(), 1, e.liked() ^ third));
    }
    IntToDoubleFunction rare = i -> i / ITEMS % 3 == 0 ? 0.25 : 1;
    List<FeedbackExample> repeated = new ArrayList<>();
    for (int i = 0; i < examples.size(); i++) {
      int times = rare.applyAsDouble(i) < 1 ? 4 : 1;
      repeated.addAll(Collections.nCopies(times, examples.get(i)));
    }
    double plain = weight(FeedbackFit.fit(examples, IN_USE), "model");
    double weighted = weight(FeedbackFit.fit(with(examples, rare), IN_USE), "model");
    assertThat(weighted)
        .isCloseTo(weight(FeedbackFit.fit(repeated, IN_USE), "model"), within(0.03));
    assertThat(weighted).isLessThan(plain - 0.1);
    double tenfold = weight(FeedbackFit.fit(with(examples, i -> 0.1), IN_USE), "model");
    double more =
        weight(FeedbackFit.fit(with(examples, i -> i % 2 == 0 ? 0.1 : 1e-6), IN_USE), "model");
    assertThat(more).isCloseTo(tenfold, within(1e-9));
  }

  @Test
  void scoresBecomeTheShareOfLikes() {
    List<FeedbackExample> examples = simulated(0.1, place -> 1 / Math.sqrt(place));
    FitResult fit = FeedbackFit.fit(examples, IN_USE);
    double predicted = 0;
    double liked = 0;
    for (FitResult.Bin bin : fit.reliability()) {
      predicted += bin.predicted() * bin.items();
      liked += bin.liked() * bin.items();
      if (bin.items() > 300) {
        assertThat(bin.liked()).isCloseTo(bin.predicted(), within(0.08));
      }
    }
    assertThat(predicted / fit.heldOut()).isCloseTo(liked / fit.heldOut(), within(0.02));
    assertThat(fit.reliability().stream().mapToInt(FitResult.Bin::items).sum())
        .isEqualTo(fit.heldOut());
  }

  @Test
  void weightsThatAreRightAlreadyAreHardlyBeaten() {
    FitResult fit = FeedbackFit.fit(simulated(0.1, place -> 1), TRUE);
    assertThat(fit.lossAfter()).isCloseTo(fit.lossBefore(), within(0.001));
  }

  @Test
  void aModelThatIsWrongHasNoSayRatherThanANegativeOne() {
    List<FeedbackExample> inverted =
        simulated(0.1, place -> 1).stream()
            .map(e -> {
              double[] features = e.features().clone();
              features[1] = -features[1];
              return new FeedbackExample(
                  e.time(), features, 0, e.position(), e.propensity(), e.liked());
            })
            .toList();
    FitResult fit = FeedbackFit.fit(inverted, IN_USE);
    assertThat(weight(fit, "model")).isZero();
    assertThat(weight(fit, "firstStage")).isPositive();
  }

  @Test
  void aPriorThatIsNotAlwaysKnownIsLeftOut() {
    List<FeedbackExample> examples = new ArrayList<>(simulated(0.1, place -> 1));
    FeedbackExample first = examples.getFirst();
    double[] features = first.features().clone();
    features[RankingFeatures.PRIOR] = Double.NaN;
    examples.set(
        0, new FeedbackExample(first.time(), features, 0, first.position(), 1, first.liked()));
    FitResult fit = FeedbackFit.fit(examples, TRUE);
    assertThat(weight(fit, "prior")).isZero();
    assertThat(weight(fit, "model")).isCloseTo(1.1, within(0.2));
  }

  @Test
  void whatWasAddedBesideTheBlendIsNotTakenForItsMerit() {
    List<FeedbackExample> examples = new ArrayList<>();
    for (FeedbackExample e : simulated(0.1, place -> 1)) {
      double offset = -2 * random.nextDouble();
      FeedbackExample tired =
          new FeedbackExample(e.time(), e.features(), offset, e.position(), e.propensity(), false);
      boolean liked = random.nextDouble() < 1 / (1 + Math.exp(-tired.logit(TRUE)));
      examples.add(
          new FeedbackExample(e.time(), e.features(), offset, e.position(), e.propensity(), liked));
    }
    assertThat(weight(FeedbackFit.fit(examples, IN_USE), "bias")).isCloseTo(-1.5, NEAR);
  }

  @Test
  void tooLittleIsSaid() {
    List<FeedbackExample> few = simulated(0.1, place -> 1).subList(0, 50);
    assertThatThrownBy(() -> FeedbackFit.fit(few, IN_USE))
        .isInstanceOf(TooLittleFeedbackException.class)
        .hasMessageContaining("of 50 items")
        .hasMessageContaining("it takes 30");
    assertThatThrownBy(() -> FeedbackFit.fit(List.of(), IN_USE))
        .isInstanceOf(TooLittleFeedbackException.class);
  }
}
