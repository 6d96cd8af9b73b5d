/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DecayedCountsTest {
  private static final long DAY = 86_400;
  private static final long START = 1_000_000_000;
  private static final double HALF_LIFE = 3 * DAY;

  private record Event(int item, long second) {}

  private static DecayedCounts count(List<Event> events) {
    DecayedCounts counts = new DecayedCounts(HALF_LIFE);
    events.forEach(event -> counts.count(event.item(), event.second()));
    return counts;
  }

  @Test
  void anEventHalvesWithEveryHalfLife() {
    DecayedCounts counts =
        count(List.of(new Event(0, START), new Event(1, START + 3 * DAY), new Event(2, START)));
    counts.count(2, START + 3 * DAY);
    assertThat(counts.relative(0)).isCloseTo(0.5 / 1.5, within(1e-12));
    assertThat(counts.relative(1)).isCloseTo(1 / 1.5, within(1e-12));
    assertThat(counts.relative(2)).isEqualTo(1);
    float[] later = new float[4];
    counts.fill(later, START + 6 * DAY);
    assertThat(later).containsExactly(new float[] {0.25f, 0.5f, 0.75f, 0}, within(1e-6f));
  }

  @Test
  void theOrderOfEventsDoesNotMatter() {
    Random random = new Random(1);
    for (int round = 0; round < 50; round++) {
      // up to thirty years, which is more than a double can hold without a new landmark
      long span = 1 + (long) (Math.pow(random.nextDouble(), 2) * 30 * 365 * DAY);
      List<Event> events = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        events.add(new Event(random.nextInt(20), START + (long) (random.nextDouble() * span)));
      }
      DecayedCounts first = count(events);
      Collections.shuffle(events, random);
      DecayedCounts second = count(events);
      float[] one = new float[20];
      float[] other = new float[20];
      first.fill(one, START + span);
      second.fill(other, START + span);
      assertThat(one).containsExactly(other, within(1e-5f));
      for (int item = 0; item < 20; item++) {
        assertThat(first.relative(item)).isCloseTo(second.relative(item), within(1e-9));
      }
    }
  }

  @Test
  void nothingOverflowsInThirtyYears() {
    DecayedCounts counts = new DecayedCounts(HALF_LIFE);
    long end = START + 30 * 365 * DAY;
    counts.count(1, START);
    for (long second = START; second <= end; second += DAY) {
      counts.count(0, second);
    }
    float[] filled = new float[2];
    counts.fill(filled, end);
    // a geometric series
    assertThat(filled[0]).isCloseTo((float) (1 / (1 - Math.pow(2, -1 / 3.0))), within(1e-4f));
    assertThat(filled[1]).isZero();
    assertThat(counts.relative(0)).isCloseTo(1, within(1e-9));
    assertThat(counts.relative(1)).isBetween(0.0, 1e-100);
  }

  @Test
  void anOldEventAfterALongTimeAddsNearlyNothing() {
    DecayedCounts counts = new DecayedCounts(HALF_LIFE);
    counts.count(0, START + 30 * 365 * DAY);
    counts.count(1, START);
    assertThat(counts.relative(0)).isEqualTo(1);
    assertThat(counts.relative(1)).isBetween(0.0, 1e-100);
  }

  @Test
  void whatWasNeverMetCountsNothing() {
    DecayedCounts counts = new DecayedCounts(HALF_LIFE);
    assertThat(counts.relative(0)).isZero();
    counts.count(3, START);
    assertThat(counts.relative(-1)).isZero();
    assertThat(counts.relative(2)).isZero();
    assertThat(counts.relative(99)).isZero();
  }
}
