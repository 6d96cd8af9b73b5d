/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimeLeftTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void countsValidationsAndTheLaterStages() {
    TimeLeft time = new TimeLeft(100, 10, 5, 40);
    time.ranked(1, 2 * SECOND);
    time.stepped(SECOND);
    time.stepped(3 * SECOND);

    assertThat(time.stepsPerSecond()).isEqualTo(0.5);
    assertThat(time.seconds(2)).as("10 validations").isEqualTo(98 * 2 + 50 * 2 + 40 * 2);
    assertThat(time.seconds(10)).as("9 validations").isEqualTo(90 * 2 + 45 * 2 + 80);
    assertThat(time.seconds(100)).as("only the later stages").isEqualTo(80);
    time.ranked(9, 8 * SECOND);
    assertThat(time.seconds(100)).as("each ranking counts").isEqualTo(40);
  }

  @Test
  void theLastStepHasItsOwnValidation() {
    TimeLeft time = new TimeLeft(25, 10, 1, 0);
    time.ranked(1, SECOND);
    assertThat(time.seconds(0)).isEqualTo(3);
    assertThat(time.seconds(24)).isEqualTo(1);
  }
}
