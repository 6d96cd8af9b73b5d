/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.packed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.rank.Deadline;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Tests which requests a model has time for. Times are in nanoseconds. */
class ModelScheduleTest {
  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 50); // the clock may overflow
  private final ModelSchedule schedule = new ModelSchedule(clock::get);

  private Optional<ModelSchedule.Admitted> admit(long work, long time) {
    return schedule.admit((long) (work / 1.25), Deadline.in(Duration.ofNanos(time), clock::get));
  }

  @Test
  void admitsWhatFitsBesideTheOthers() {
    assertThat(admit(40, 100)).isPresent();
    assertThat(admit(40, 100)).isPresent();
    assertThat(admit(40, 100)).isEmpty();
    assertThat(admit(20, 100)).isPresent();
  }

  @Test
  void aloneItAdmitsEvenWhatMayBeLate() {
    var alone = admit(1000, 100);
    assertThat(alone).isPresent();
    alone.orElseThrow().close();
    assertThat(admit(1000, 100)).isPresent();
  }

  @Test
  void whatIsDueLaterDoesNotDelayWhatIsDueSooner() {
    assertThat(admit(800, 1000)).isPresent();
    assertThat(admit(50, 100)).isPresent();
    assertThat(admit(150, 1000)).isPresent();
    assertThat(admit(10, 1000)).isEmpty();
  }

  @Test
  void keepsTheDeadlinesOfThoseWhoWereAdmittedBefore() {
    assertThat(admit(800, 1000)).isPresent();
    assertThat(admit(300, 500)).isEmpty();
    assertThat(admit(200, 500)).isPresent();
  }

  @Test
  void afterRefusalsInVainMoreAreAdmittedAndAfterLateOnesFewer() {
    var first = admit(40, 100).orElseThrow();
    var second = admit(40, 100).orElseThrow();
    int refusals = 0;
    var third = admit(40, 100);
    while (third.isEmpty()) {
      refusals++;
      second.close();
      second = admit(40, 100).orElseThrow();
      third = admit(40, 100);
    }
    assertThat(refusals).isBetween(5, 30);
    clock.addAndGet(200);
    first.close();
    second.close();
    third.orElseThrow().close();
    assertThat(admit(40, 100)).isPresent();
    assertThat(admit(40, 100)).isEmpty();
  }

  @Test
  void workThatStopsInTimeForItsDeadlineIsLateWorkToo() {
    var first = admit(40, 100).orElseThrow();
    assertThat(admit(40, 100)).isPresent();
    first.cutShort();
    first.close();
    assertThat(admit(60, 100)).isEmpty();
    assertThat(admit(40, 100)).isPresent();
  }

  @Test
  void timeThatPassesCountsAndEndedRequestsDoNot() {
    var first = admit(60, 100);
    clock.addAndGet(50);
    assertThat(admit(50, 100)).isEmpty();
    first.orElseThrow().close();
    assertThat(admit(50, 100)).isPresent();
  }
}
