/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.rank.feature.ItemContent;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LabelWindowsTest {
  private static final long DAY = 86_400;
  private static final int ITEMS = 10;

  /** Users who each choose one item at the start and one at a day of their own. */
  private static List<Labelled> windows(int users, int days) {
    Interactions.Builder all = new Interactions.Builder();
    for (int user = 0; user < users; user++) {
      all.add(0, 0, 1, 1);
      all.add(1 + user % (ITEMS - 1), (1 + user % days) * DAY, 1, 1);
      all.endUser();
    }
    return LabelWindows.of(all.build(ITEMS), new ItemContent(), Set.of(), null, doing -> {});
  }

  @Test
  void whereManyComeBackTheWindowsAreTheLastFourWeeks() {
    List<Labelled> users = windows(3_000, 100);
    assertThat(users).hasSize(840);
    assertThat(users).allMatch(user -> user.context().activity().now() >= 72 * DAY);
  }

  @Test
  void whereFewComeBackTheWindowsAreLonger() {
    List<Labelled> users = windows(1_000, 200);
    assertThat(users).hasSize(280);
    assertThat(users.stream().mapToLong(user -> user.context().activity().now()).min().getAsLong())
        .isBetween(143 * DAY, 145 * DAY);
  }

  @Test
  void noWindowKnowsWhatComesLater() {
    for (Labelled user : windows(1_000, 200)) {
      assertThat(user.history().items()).containsExactly(0);
      assertThat(user.targets()).hasSize(1).doesNotContain(0);
    }
  }

  @Test
  void theWindowsAreNeverLongerThanHalfOfTheTime() {
    assertThat(windows(300, 200)).hasSize(56);
  }

  @Test
  void whatIsKnownOfAFewDaysIsLearntByTheLastChoices() {
    assertThat(windows(300, 20)).hasSize(300);
  }
}
