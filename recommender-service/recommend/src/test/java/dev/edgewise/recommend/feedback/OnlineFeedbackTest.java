/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edgewise.profile.SignalWeights;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OnlineFeedbackTest {
  private Instant now = Shows.START;
  private final List<FeedbackOutcome> counted = new ArrayList<>();
  private final OnlineFeedback feedback =
      new OnlineFeedback(SignalWeights.standard(), Duration.ofHours(1), () -> now, counted::add);

  private void pass() {
    now = now.plusSeconds(3);
  }

  @Test
  void anEventMayComeBeforeTheRankingThatItIsAbout() {
    feedback.ready();
    feedback.done(Shows.feedback("r1", "ann", "a", "like", 0));
    feedback.shown(Shows.shown("r1", "ann", 0, "a").bytes());
    assertThat(counted).isEmpty();
    pass();
    assertThat(feedback.measures().makers().getFirst().liked()).isEqualTo(1);
    assertThat(counted).containsExactly(FeedbackOutcome.LIKED);
  }

  @Test
  void untilTheRankingsAreReadEventsWait() {
    feedback.done(Shows.feedback("r1", "ann", "a", "like", 0));
    pass();
    assertThat(feedback.measures().unattributed()).isZero();
    feedback.shown(Shows.shown("r1", "ann", -10, "a").bytes());
    feedback.ready();
    assertThat(counted).containsExactly(FeedbackOutcome.LIKED);
  }

  @Test
  void whatIsOlderThanTheWindowBeforeTheStartDoesNotCount() {
    feedback.ready();
    feedback.shown(Shows.shown("r1", "ann", -61, "a").bytes());
    feedback.shown(Shows.shown("r2", "ann", -60, "a").bytes());
    feedback.done(Shows.feedback("r1", "ann", "a", "like", -61));
    feedback.done(Shows.feedback("r2", "ann", "a", "like", -59));
    feedback.done(Shows.event("ann", "z", "like", -59));
    pass();
    Measures measures = feedback.measures();
    assertThat(measures.since()).isEqualTo(Shows.minute(-60));
    assertThat(measures.remembered()).isEqualTo(1);
    assertThat(counted).containsExactly(FeedbackOutcome.LIKED, FeedbackOutcome.UNATTRIBUTED);
  }

  @Test
  void whatIsNoRankingIsRefused() {
    for (String bad : List.of("", "{", "{}", "[]", "{\"requestId\":\"r\",\"time\":\"noon\"}")) {
      assertThatThrownBy(() -> feedback.shown(bad.getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(IllegalArgumentException.class);
    }
    byte[] later =
        new String(Shows.shown("r1", "ann", 0, "a").bytes(), StandardCharsets.UTF_8)
            .replaceFirst("\\{", "{\"more\":1,")
            .getBytes(StandardCharsets.UTF_8);
    feedback.shown(later);
    assertThat(feedback.measures().remembered()).isEqualTo(1);
  }
}
