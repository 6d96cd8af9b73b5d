/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SequenceModelTest {
  private static final int WIDTH = SequenceModel.WIDTH;
  private static final int ITEMS = 7;

  private final SequenceModel model = new SequenceModel(weights());
  private int count;

  /** The weights of the reference below: sines, scaled; gains are about 1. */
  private List<float[]> weights() {
    count = 0;
    List<float[]> all = new ArrayList<>(List.of(sines(ITEMS * WIDTH, 0.05, 0)));
    for (int layer = 0; layer < 2; layer++) {
      addNorm(all);
      addDense(all, WIDTH, 3 * WIDTH);
      addDense(all, WIDTH, WIDTH);
      addNorm(all);
      addDense(all, WIDTH, 2 * WIDTH);
      addDense(all, 2 * WIDTH, WIDTH);
    }
    addNorm(all);
    return all;
  }

  private void addNorm(List<float[]> all) {
    all.add(sines(WIDTH, 0.1, 1));
    all.add(sines(WIDTH, 0.1, 0));
  }

  private void addDense(List<float[]> all, int in, int out) {
    all.add(sines(in * out, 0.2, 0));
    all.add(sines(out, 0.1, 0));
  }

  private float[] sines(int size, double scale, double plus) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (Math.sin(count++ * 0.7321) * scale + plus);
    }
    return values;
  }

  private void assertShares(int[] rows, double... expected) {
    float[] shares = model.shares(rows);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) shares[i]).isCloseTo(expected[i], within(1e-4));
    }
  }

  /** The expected numbers were computed by PyTorch 1.13 from the same weights. */
  @Test
  void theSharesAreThoseOfTorch() {
    assertShares(new int[] {3}, .630219, 1, .695121, .883141, .800821, .76118, .925735);
    assertShares(new int[] {0, 1, 2}, .652235, .232664, .897424, .186405, 1, .18885, .875155);
    assertShares(
        new int[] {6, 5, 4, 3, 2, 1, 0}, .858689, .434453, .985935, .401441, 1, .422749, .892375);
  }

  @Test
  void onlyTheLatestFiftyItemsCount() {
    int[] rows = IntStream.range(0, 80).map(i -> i * i % ITEMS).toArray();
    assertShares(rows, .507991, .261864, .781081, .184288, 1, .162635, .993901);
    rows[29] = (rows[29] + 1) % ITEMS;
    assertShares(rows, .507991, .261864, .781081, .184288, 1, .162635, .993901);
    float[] before = model.shares(rows);
    rows[30] = (rows[30] + 1) % ITEMS;
    assertThat(model.shares(rows)).isNotEqualTo(before);
  }

  @Test
  void wrongWeightsAreRefused() {
    List<float[]> short1 = weights();
    short1.set(3, new float[5]);
    assertThatThrownBy(() -> new SequenceModel(short1))
        .hasMessageContaining("12288 numbers, not 5");
    List<float[]> infinite = weights();
    infinite.get(4)[0] = Float.NaN;
    assertThatThrownBy(() -> new SequenceModel(infinite)).hasMessageContaining("finite");
    List<float[]> uneven = weights();
    uneven.set(0, new float[WIDTH + 1]);
    assertThatThrownBy(() -> new SequenceModel(uneven)).hasMessageContaining("64 numbers");
  }

  @Test
  void aSourceKnowsItemsByTheirNumbers() {
    int[] itemOf = {10, 11, 12, -1, 14, 15, 16};
    SequenceSource source = new SequenceSource(model, itemOf);
    float[] found = new float[17];
    source.fill(SmallWorld.likes(10, 11, 12), found);
    float[] shares = model.shares(new int[] {0, 1, 2});
    for (int row = 0; row < ITEMS; row++) {
      assertThat(found[row + 10]).isEqualTo(itemOf[row] < 0 ? 0 : shares[row]);
    }
    float[] again = new float[17];
    source.fill(SmallWorld.likes(10, 3, 13, 11, 99, 12), again);
    assertThat(again).as("items that it doesn't know are passed over").isEqualTo(found);
    float[] nothing = new float[17];
    source.fill(SmallWorld.likes(3, 13), nothing);
    source.fill(SmallWorld.dislikes(10, 11), nothing);
    assertThat(nothing).containsOnly(0);
  }

  @Test
  void theOrderOfTheHistoryCounts() {
    assertThat(model.shares(new int[] {0, 1, 2})).isNotEqualTo(model.shares(new int[] {2, 1, 0}));
    assertThat(Arrays.equals(model.shares(new int[] {0, 1, 2}), model.shares(new int[] {0, 1, 2})))
        .isTrue();
  }
}
