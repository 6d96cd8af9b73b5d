/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.edgewise.recommend.candidates.history.ItemNumbers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DecayedCountsTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration HALF = Duration.ofDays(3);

  private final DecayedCounts counts = new DecayedCounts(HALF);

  private void count(int item, int times, Instant time) {
    for (int i = 0; i < times; i++) {
      counts.count(item, time);
    }
  }

  @Test
  void aCountIsHalvedAfterAHalfLife() {
    count(0, 2, START);
    count(1, 2, START.plus(HALF));
    assertThat(counts.relative(1)).isEqualTo(1);
    assertThat(counts.relative(0)).isCloseTo(0.5, within(1e-12));
    double[] shares = {0, 0.5};
    counts.addShares(shares, 0.6);
    assertThat(shares).containsExactly(new double[] {0.2, 0.9}, within(1e-12));
    assertThat(counts.relative(9)).isZero();
    assertThat(counts.relative(ItemNumbers.NONE)).isZero();
  }

  @Test
  void saysHowManyEventsOfNowTheyAreWorth() {
    count(0, 8, START);
    assertThat(counts.events(START)).isCloseTo(8, within(1e-9));
    assertThat(counts.events(START.plus(HALF.multipliedBy(2)))).isCloseTo(2, within(1e-9));
    assertThat(new DecayedCounts(HALF).events(START)).isZero();
  }

  @Test
  void theOrderOfEventsDoesNotMatter() {
    List<Integer> hours = new ArrayList<>();
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      hours.add(random.nextInt(3000));
    }
    hours.forEach(hour -> counts.count(hour % 9, START.plus(Duration.ofHours(hour))));
    Collections.shuffle(hours, random);
    DecayedCounts other = new DecayedCounts(HALF);
    hours.forEach(hour -> other.count(hour % 9, START.plus(Duration.ofHours(hour))));
    for (int i = 0; i < 9; i++) {
      assertThat(other.relative(i)).isCloseTo(counts.relative(i), within(1e-9));
    }
  }

  @Test
  void oneEventOfLongAgoDoesNotStopTheClock() {
    count(0, 1, START.minus(Duration.ofDays(50 * 365)));
    count(1, 2, START);
    count(2, 2, START.plus(HALF));
    assertThat(counts.relative(1)).isCloseTo(0.5, within(1e-12));
    assertThat(counts.relative(0)).isCloseTo(0, within(1e-12));
  }
}
