/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.rank.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ItemActivityTest {
  private static final long DAY = 86_400;
  private static final long START = 1_700_000_000;

  private final ItemActivity activity = new ItemActivity();

  @Test
  void beforeAnyEventEverythingIsNothing() {
    for (int item : new int[] {-1, 0, 7}) {
      assertThat(activity.users(item)).isZero();
      assertThat(activity.opinions(item)).isZero();
      assertThat(activity.meanOpinion(item)).isZero();
      assertThat(activity.trendingShare(item)).isZero();
      assertThat(activity.userShare(item)).isZero();
      assertThat(activity.ageAt(item, START)).isZero();
    }
    assertThat(activity.now()).isZero();
    assertThat(activity.mostUsers()).isZero();
  }

  @Test
  void countsUsersAndSharesOfTheMostPopular() {
    activity.record(0, START);
    activity.record(2, START);
    activity.record(2, START);
    activity.record(2, START);
    activity.record(2, START);
    assertThat(activity.users(2)).isEqualTo(4);
    assertThat(activity.mostUsers()).isEqualTo(4);
    assertThat(activity.userShare(0)).isEqualTo(0.25);
    assertThat(activity.userShare(1)).isZero();
    assertThat(activity.userShare(2)).isOne();
    assertThat(activity.trendingShare(0)).isCloseTo(0.25, within(1e-12));
  }

  @Test
  void theFirstEventIsTheEarliestWhateverComesFirst() {
    activity.record(0, START + 10 * DAY);
    activity.record(0, START);
    activity.record(0, START + 5 * DAY);
    assertThat(activity.ageAt(0, START + 20 * DAY)).isEqualTo(20);
    assertThat(activity.ageAt(0, START - DAY)).isZero();
    assertThat(activity.now()).isEqualTo(START + 10 * DAY);
  }

  @Test
  void thePresentMovesOnlyForward() {
    activity.record(0, START);
    activity.see(START + DAY);
    activity.see(START - DAY);
    assertThat(activity.now()).isEqualTo(START + DAY);
  }

  @Test
  void countsFadeAtTwoSpeeds() {
    activity.record(0, START);
    activity.see(START + 14 * DAY);
    float[] trending = new float[1];
    float[] lately = new float[1];
    activity.fillTrending(trending);
    activity.fillLately(lately);
    assertThat(trending[0]).isCloseTo((float) Math.pow(2, -14 / 3.0), within(1e-6f));
    assertThat(lately[0]).isCloseTo(0.5f, within(1e-6f));
  }

  @Test
  void fewOpinionsAreDrawnTowardsNothing() {
    for (int i = 0; i < 3; i++) {
      activity.judge(1, 1, Double.NaN);
    }
    assertThat(activity.meanOpinion(1)).isEqualTo(0.5);
    for (int i = 0; i < 3; i++) {
      activity.judge(1, -1, Double.NaN);
    }
    assertThat(activity.meanOpinion(1)).isZero();
    assertThat(activity.opinions(1)).isEqualTo(6);
    assertThat(activity.users(1)).isZero();
  }

  @Test
  void aNewOpinionReplacesTheEarlierOne() {
    activity.judge(0, 1, Double.NaN);
    activity.judge(0, -0.5, 1);
    assertThat(activity.opinions(0)).isOne();
    assertThat(activity.meanOpinion(0)).isEqualTo(-0.125);
    activity.judge(0, -0.5, -0.5);
    assertThat(activity.meanOpinion(0)).isEqualTo(-0.125);
  }
}
