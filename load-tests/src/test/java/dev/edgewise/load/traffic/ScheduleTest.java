/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ScheduleTest {
  @Test
  void requestsAreDueAtEvenDistances() {
    Schedule schedule = new Schedule(1000, 4, 0, 2);
    assertThat(schedule.count()).isEqualTo(8);
    assertThat(schedule.due(0)).isEqualTo(1000);
    assertThat(schedule.due(1)).isEqualTo(1000 + 250_000_000);
    assertThat(schedule.due(7)).isEqualTo(1000 + 1_750_000_000L);
    assertThat(schedule.end()).isEqualTo(1000 + 2_000_000_000L);
  }

  /** A sum of rounded distances would drift by seconds. */
  @Test
  void theRateHoldsOverManyRequests() {
    Schedule schedule = new Schedule(0, 3333, 0, 600);
    assertThat(schedule.due(schedule.count() - 1)).isBetween(599_999_000_000L, 600_000_000_000L);
  }

  @Test
  void theWarmUpComesFirstAndDoesNotCount() {
    Schedule schedule = new Schedule(0, 10, 1, 2);
    assertThat(schedule.count()).isEqualTo(30);
    assertThat(schedule.counts(schedule.due(9))).isFalse();
    assertThat(schedule.counts(schedule.due(10))).isTrue();
    assertThat(schedule.end()).isEqualTo(3_000_000_000L);
  }

  @Test
  void aSlowRateStillHasOneRequest() {
    assertThat(new Schedule(0, 0.1, 0, 1).count()).isEqualTo(1);
    Schedule slow = new Schedule(0, 0.5, 0.1, 0.3);
    assertThat(slow.counts(slow.due(slow.count() - 1))).isTrue();
    assertThat(slow.end()).isEqualTo(4_000_000_000L);
    assertThatThrownBy(() -> new Schedule(0, 0, 0, 1))
        .hasMessageContaining("requests a second must be more than 0");
  }
}
