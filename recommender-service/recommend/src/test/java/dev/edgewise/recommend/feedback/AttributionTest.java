/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.edgewise.profile.Event;
import dev.edgewise.profile.ProfileRequest;
import dev.edgewise.profile.SignalWeights;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AttributionTest {
  private static final Measures.Maker MAKER = new Measures.Maker("hash", 7, "model");

  private final Attribution attribution =
      new Attribution(SignalWeights.standard(), Duration.ofHours(1), 3, false);

  private Measures.Made made() {
    Measures measures = attribution.measures(Shows.START);
    assertThat(measures.makers()).extracting(Measures.Made::maker).containsExactly(MAKER);
    return measures.makers().getFirst();
  }

  private FeedbackOutcome done(String user, String item, String type, long minute) {
    return attribution.done(Shows.event(user, item, type, minute));
  }

  @Test
  void anEventIsAboutTheRequestThatItNames() {
    attribution.shown(Shows.shown("r1", "ann", 0, "a", "b"));
    attribution.shown(Shows.shown("r2", "ann", 1, "a", "c"));
    Event like = Shows.feedback("r1", "ann", "a", "like", 600);
    assertThat(attribution.done(like)).isEqualTo(FeedbackOutcome.LIKED);
    assertThat(attribution.done(like)).isEqualTo(FeedbackOutcome.REPEATED);
    assertThat(attribution.done(Shows.feedback("r2", "ann", "a", "like", 2)))
        .isEqualTo(FeedbackOutcome.LIKED);
    for (Event stray :
        new Event[] {
          Shows.feedback("r1", "ann", "c", "like", 2), // belongs to another request
          Shows.feedback("r1", "bob", "a", "like", 2), // belongs to another user
          Shows.feedback("r3", "ann", "a", "like", 2)
        }) {
      assertThat(attribution.done(stray)).isEqualTo(FeedbackOutcome.UNATTRIBUTED);
    }
    assertThat(made().liked()).isEqualTo(2);
    assertThat(attribution.measures(Shows.START).unattributed()).isEqualTo(3);
    assertThat(attribution.measures(Shows.START).repeated()).isEqualTo(1);
  }

  @Test
  void withoutARequestItIsAboutTheLatestThatShowedTheItemWithinTheWindow() {
    attribution.shown(Shows.page("r1", "ann", 0, 0, 1, "a", "b"));
    attribution.shown(Shows.page("r2", "ann", 30, 4, 1, "a"));
    attribution.shown(Shows.page("r3", "ann", 50, 8, 1, "b"));
    assertThat(done("ann", "a", "like", 40)).isEqualTo(FeedbackOutcome.LIKED);
    assertThat(made().meanLikedPosition()).isEqualTo(5);
    assertThat(done("ann", "a", "like", 20)).isEqualTo(FeedbackOutcome.LIKED); // of r1, before r2
    assertThat(made().meanLikedPosition()).isEqualTo(3);
    assertThat(done("ann", "a", "click", 91)).isEqualTo(FeedbackOutcome.UNATTRIBUTED);
    assertThat(done("ann", "a", "click", 90)).isEqualTo(FeedbackOutcome.CLICKED);
    assertThat(done("bob", "a", "click", 40)).isEqualTo(FeedbackOutcome.UNATTRIBUTED);
    assertThat(done("ann", "d", "click", 40)).isEqualTo(FeedbackOutcome.UNATTRIBUTED);
  }

  @Test
  void whatIsDoneTellsByItsWeight() {
    attribution.shown(Shows.shown("r1", "ann", 0, "a", "b", "c", "d"));
    assertThat(done("ann", "a", "impression", 1)).isEqualTo(FeedbackOutcome.IMPRESSION);
    assertThat(done("ann", "b", "impression", 1)).isEqualTo(FeedbackOutcome.IMPRESSION);
    assertThat(done("ann", "a", "view", 1)).isEqualTo(FeedbackOutcome.CLICKED);
    assertThat(done("ann", "a", "click", 1)).isEqualTo(FeedbackOutcome.REPEATED);
    assertThat(done("ann", "a", "purchase", 1)).isEqualTo(FeedbackOutcome.LIKED);
    assertThat(done("ann", "b", "hide", 1)).isEqualTo(FeedbackOutcome.DISLIKED);
    assertThat(done("ann", "c", "unheard-of", 1)).isEqualTo(FeedbackOutcome.NONE);
    assertThat(done("ann", "", "search", 1)).isEqualTo(FeedbackOutcome.NONE);
    assertThat(made()).isEqualTo(new Measures.Made(MAKER, 1, 4, 2, 1, 1, 1, 0.25, 0.25, 1.0));
  }

  @Test
  void pagesOfAListAreOneRankingAndALogThatRepeatsItselfChangesNothing() {
    attribution.shown(Shows.page("r1", "ann", 0, 0, 1, "a", "b"));
    attribution.shown(Shows.page("r1", "ann", 5, 2, 1, "c", "d"));
    attribution.shown(Shows.page("r1", "ann", 5, 2, 1, "c", "d"));
    attribution.shown(Shows.page("r1", "bob", 5, 4, 1, "e")); // another user's request
    assertThat(attribution.done(Shows.feedback("r1", "ann", "d", "like", 6)))
        .isEqualTo(FeedbackOutcome.LIKED);
    assertThat(made().rankings()).isEqualTo(1);
    assertThat(made().shown()).isEqualTo(4);
    assertThat(made().meanLikedPosition()).isEqualTo(4);
  }

  @Test
  void rarePlacesWeighMoreUpToABound() {
    attribution.shown(Shows.page("r1", "ann", 0, 0, 0.5, "a"));
    attribution.shown(Shows.page("r2", "ann", 0, 0, 1, "b"));
    attribution.shown(Shows.page("r3", "bob", 0, 0, 0.001, "c"));
    assertThat(done("ann", "a", "like", 1)).isEqualTo(FeedbackOutcome.LIKED);
    assertThat(made().likeRate()).isCloseTo(1 / 3.0, within(1e-12));
    assertThat(made().weightedLikeRate()).isCloseTo(2 / 13.0, within(1e-12));
  }

  @Test
  void onlyTheLatestRankingsAreRemembered() {
    for (int i = 0; i < 5; i++) {
      attribution.shown(Shows.shown("r" + i, "ann", i, "a" + i));
    }
    assertThat(attribution.rankings()).hasSize(3);
    assertThat(done("ann", "a1", "like", 10)).isEqualTo(FeedbackOutcome.UNATTRIBUTED);
    assertThat(attribution.done(Shows.feedback("r1", "ann", "a1", "like", 10)))
        .isEqualTo(FeedbackOutcome.UNATTRIBUTED);
    assertThat(done("ann", "a2", "like", 10)).isEqualTo(FeedbackOutcome.LIKED);
    assertThat(made().shown()).isEqualTo(5);
  }

  @Test
  void whoIsForgottenIsForgottenHere() {
    attribution.shown(Shows.shown("r1", "ann", 0, "a"));
    attribution.shown(Shows.shown("r2", "bob", 0, "a"));
    attribution.shown(Shows.shown("r3", "ann", 10, "a"));
    Event erase = new ProfileRequest.Erase().event("ann", "1", Shows.minute(5));
    assertThat(attribution.done(erase)).isEqualTo(FeedbackOutcome.NONE);
    assertThat(attribution.rankings())
        .extracting(RememberedRanking::request)
        .containsExactly("r2", "r3");
    assertThat(attribution.done(Shows.feedback("r1", "ann", "a", "like", 6)))
        .isEqualTo(FeedbackOutcome.UNATTRIBUTED);
    attribution.done(new ProfileRequest.Reset().event("ann", "2", Shows.minute(11)));
    assertThat(done("ann", "a", "like", 12)).isEqualTo(FeedbackOutcome.UNATTRIBUTED);
    assertThat(done("bob", "a", "like", 12)).isEqualTo(FeedbackOutcome.LIKED);
  }
}
