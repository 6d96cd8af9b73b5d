/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.edgewise.rank.WorkCancelledException;
import dev.edgewise.rank.feature.NetworkMean;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NetworkTrainingTest {
  private static final int FEATURES = 3;
  private static final int ROWS = 4;

  private final Random random = new Random(6);

  @AfterEach
  void isNotInterrupted() {
    Thread.interrupted();
  }

  private static NetworkMean train(TrainingRows rows, double beta) {
    return NetworkTraining.train(rows, beta, FitEffort.FULL);
  }

  private float[][] rows() {
    float[][] rows = new float[ROWS][FEATURES];
    for (float[] row : rows) {
      for (int i = 0; i < FEATURES; i++) {
        row[i] = 100 + 7 * (float) random.nextGaussian();
      }
    }
    return rows;
  }

  /** The row with the largest second feature is the first, since it is chosen. */
  private TrainingRows.Group byRule() {
    float[][] rows = rows();
    int best = 0;
    for (int i = 1; i < ROWS; i++) {
      best = rows[i][1] > rows[best][1] ? i : best;
    }
    float[] chosen = rows[best];
    rows[best] = rows[0];
    rows[0] = chosen;
    return new TrainingRows.Group(rows, 1, new double[] {1});
  }

  private static List<TrainingRows.Group> many(int count, Supplier<TrainingRows.Group> group) {
    List<TrainingRows.Group> groups = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      groups.add(group.get());
    }
    return groups;
  }

  private static double hits(NetworkMean network, List<TrainingRows.Group> groups) {
    int hits = 0;
    for (TrainingRows.Group group : groups) {
      boolean best = true;
      for (int i = 1; i < ROWS; i++) {
        best &= network.score(group.rows()[0]) > network.score(group.rows()[i]);
      }
      hits += best ? 1 : 0;
    }
    return hits / (double) groups.size();
  }

  @Test
  void learnsThatOneFeatureDecides() {
    NetworkMean network = train(TrainingRows.of(many(64, this::byRule)), 0);
    assertThat(network.networks()).hasSize(3);
    assertThat(hits(network, many(300, this::byRule))).isGreaterThan(0.85);
  }

  @Test
  void aPreviewHasOneNetwork() {
    TrainingRows rows = TrainingRows.of(many(64, this::byRule));
    NetworkMean network = NetworkTraining.train(rows, 0, FitEffort.PREVIEW);
    assertThat(network.networks()).hasSize(1);
    assertThat(hits(network, many(300, this::byRule))).isGreaterThan(0.8);
  }

  @Test
  void equalDataGiveEqualNetworksAndOtherSeedsOthers() {
    TrainingRows rows = TrainingRows.of(many(20, this::byRule));
    NetworkMean one = train(rows, 0.3);
    NetworkMean other = train(rows, 0.3);
    for (TrainingRows.Group group : many(20, this::byRule)) {
      for (float[] row : group.rows()) {
        assertThat(one.score(row)).isEqualTo(other.score(row));
      }
    }
    assertThat(one.networks().get(0).weights1()[0])
        .isEqualTo(other.networks().get(0).weights1()[0])
        .isNotEqualTo(one.networks().get(1).weights1()[0]);
  }

  /** Two rows, of which the first feature tells the popular one, which is chosen more often. */
  private TrainingRows.Group popularOrRare() {
    float[][] rows = {{1, 0, 0}, {0, 1, 0}};
    boolean popular = random.nextInt(3) > 0;
    float[][] ordered = popular ? rows : new float[][] {rows[1], rows[0]};
    return new TrainingRows.Group(ordered, 1, new double[] {popular ? 1000 : 10});
  }

  @Test
  void rareChoicesCountMoreWithBeta() {
    TrainingRows rows = TrainingRows.of(many(48, this::popularOrRare));
    float[] popular = {1, 0, 0};
    float[] rare = {0, 1, 0};
    NetworkMean plain = train(rows, 0);
    assertThat(plain.score(popular)).isGreaterThan(plain.score(rare));
    NetworkMean weighted = train(rows, 0.5);
    assertThat(weighted.score(popular)).isLessThan(weighted.score(rare));
  }

  @Test
  void rowsAreStandardisedOverAllGroups() {
    TrainingRows.Group one =
        new TrainingRows.Group(new float[][] {{1, 5}, {3, 5}}, 1, new double[] {1});
    TrainingRows.Group other =
        new TrainingRows.Group(new float[][] {{5, 5}, {7, 5}}, 1, new double[] {1});
    TrainingRows rows = TrainingRows.of(List.of(one, other));
    assertThat(rows.means()).containsExactly(4, 5);
    assertThat(rows.deviations()[0]).isCloseTo((float) Math.sqrt(5), within(1e-6f));
    assertThat(rows.deviations()[1]).isPositive();
    assertThat(rows.groups().get(1).rows()[1])
        .containsExactly(new float[] {(float) (3 / Math.sqrt(5)), 0}, within(1e-6f));
    assertThat(rows.groups()).containsExactly(one, other); // no second copy in memory
  }

  @Test
  void anInterruptedTrainingStops() {
    TrainingRows rows = TrainingRows.of(many(20, this::byRule));
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(WorkCancelledException.class).isThrownBy(() -> train(rows, 0));
  }
}
