/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ItemCountsTest {
  private static Map<Integer, Double> entries(ItemCounts counts) {
    Map<Integer, Double> entries = new LinkedHashMap<>();
    for (int entry = 0; entry < counts.size(); entry++) {
      entries.put(counts.item(entry), counts.sum(entry));
    }
    return entries;
  }

  @Test
  void sumsAreThoseOfAMapInTheOrderOfComing() {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      Map<Integer, Double> expected = new LinkedHashMap<>();
      ItemCounts counts = new ItemCounts(random.nextInt(20));
      int items = 1 << random.nextInt(12);
      for (int i = random.nextInt(3000); i > 0; i--) {
        // numbers that differ by a power of two collide most in a hash table
        int item = random.nextInt(items) << random.nextInt(8);
        expected.merge(item, 0.5, Double::sum); // exact in single precision, too
        counts.add(item, 0.5);
      }
      assertThat(entries(counts)).isEqualTo(expected);
      assertThat(entries(counts).keySet()).containsExactlyElementsOf(expected.keySet());
      expected.forEach((item, sum) -> assertThat(counts.of(item)).isEqualTo(sum));
    }
  }

  @Test
  void whatIsNotThereIsNothing() {
    ItemCounts counts = new ItemCounts(0);
    assertThat(counts.size()).isZero();
    assertThat(counts.has(0)).isFalse();
    counts.add(0, 0.1);
    assertThat(counts.has(0)).isTrue();
    assertThat(counts.of(0)).isCloseTo(0.1, within(1e-8));
    assertThat(counts.of(1)).isZero();
    assertThat(counts.has(Integer.MAX_VALUE)).isFalse();
  }
}
