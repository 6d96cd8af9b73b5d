/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile;

import static dev.edgewise.profile.TestEvents.NOON;
import static dev.edgewise.profile.TestEvents.at;
import static dev.edgewise.profile.TestEvents.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProfileRequestTest {
  private final ProfileRules rules = new ProfileRules(SignalWeights.standard());

  private static Event request(ProfileRequest request, String id, Instant time) {
    return request.event("ann", id, time);
  }

  @Test
  void aRequestIsReadBackFromItsEvent() {
    List<ProfileRequest> requests =
        List.of(
            new ProfileRequest.Erase(),
            new ProfileRequest.Reset(),
            new ProfileRequest.Withdraw(EventKey.of("web", "e1")),
            new ProfileRequest.Correct(null, null, null),
            new ProfileRequest.Correct("ko", List.of(), null),
            new ProfileRequest.Correct(null, numbered(20), List.of("likes.00", "loud ones")));
    for (ProfileRequest request : requests) {
      Event event = request(request, "r", NOON);
      assertThat(ProfileRequest.isReserved(event.type())).isTrue();
      assertThat(ProfileRequest.of(event)).contains(request);
    }
  }

  private static List<String> numbered(int count) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add("statement " + i);
    }
    return texts;
  }

  @Test
  void aCorrectionBeyondItsLimitsIsRefused() {
    assertThatThrownBy(() -> new ProfileRequest.Correct("ko", numbered(21), null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("likes must be at most 20, not 21");
    List<String> tooLong = List.of("war", "x".repeat(201));
    assertThatThrownBy(() -> new ProfileRequest.Correct(null, null, tooLong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("dislikes must each have at most 200 characters, not 201");
  }

  @Test
  void whatAnUnknownReleaseAsksIsPassedOver() {
    Event newer = event("1", "ann", "", "edgewise.forecast", NOON);
    Profile profile = rules.apply(Profile.empty("ann"), List.of(at(0, newer)));
    assertThat(profile.interactions()).isZero();
    assertThat(profile.watermarks()).containsEntry("topic/0", 0L);
  }

  @Test
  void whatIsErasedStaysErasedHoweverTheLogIsRead() {
    List<PositionedEvent> log = new ArrayList<>(TestEvents.log("ann", 150, new Random(8)));
    Event erase = request(new ProfileRequest.Erase(), "gone", NOON.plusSeconds(1));
    log.add(at(log.size(), erase));
    Profile erased = rules.apply(Profile.empty("ann"), log);
    assertThat(erased.erased()).isTrue();
    assertThat(erased.known()).isFalse();
    assertThat(erased.affinities()).isEmpty();
    assertThat(erased.seen()).isEmpty();
    assertThat(rules.apply(erased, log)).isEqualTo(erased);
    List<PositionedEvent> elsewhere = new ArrayList<>();
    log.forEach(one -> elsewhere.add(at("copy", 1, elsewhere.size(), one.event())));
    Profile again = rules.apply(erased, elsewhere);
    assertThat(again.erased()).isTrue();
    assertThat(again.version()).isEqualTo(erased.version());
  }

  @Test
  void whoComesBackAfterAnErasureBeginsAnew() {
    Profile profile =
        rules.apply(
            Profile.empty("ann"),
            List.of(
                at(0, event("1", "ann", "old", "like", NOON)),
                at(1, request(new ProfileRequest.Correct("ko", List.of("war"), null), "c", NOON)),
                at(2, request(new ProfileRequest.Erase(), "r", NOON.plusSeconds(1))),
                at(3, event("2", "ann", "late", "like", NOON.plusMillis(500))),
                at(4, event("3", "ann", "new", "like", NOON.plusSeconds(2)))));
    assertThat(profile.erased()).isFalse();
    assertThat(profile.interactions()).isEqualTo(1);
    assertThat(profile.seen()).containsExactly("new");
    assertThat(profile.stated()).isEqualTo(StatedPreferences.NOTHING);
    assertThat(profile.language()).isEqualTo("en");
  }

  @Test
  void aResetKeepsWhatWasStated() {
    ProfileRequest stated = new ProfileRequest.Correct("ko", List.of("war"), List.of("noise"));
    Profile profile =
        rules.apply(
            Profile.empty("ann"),
            List.of(
                at(0, event("1", "ann", "old", "like", NOON)),
                at(1, request(stated, "c", NOON)),
                at(2, request(new ProfileRequest.Reset(), "r", NOON.plusSeconds(1)))));
    assertThat(profile.interactions()).isZero();
    assertThat(profile.erased()).isFalse();
    assertThat(profile.recent()).isEmpty();
    assertThat(profile.stated())
        .isEqualTo(new StatedPreferences("ko", List.of("war"), List.of("noise")));
    assertThat(profile.language()).isEqualTo("ko");
  }

  @Test
  void aCorrectionLeavesTheRestAsItWas() {
    Profile profile =
        rules.apply(
            Profile.empty("ann"),
            List.of(
                at(0, request(new ProfileRequest.Correct("ko", List.of("a"), null), "1", NOON)),
                at(1, request(new ProfileRequest.Correct(null, null, List.of("b")), "2", NOON)),
                at(2, request(new ProfileRequest.Correct(null, List.of(), null), "3", NOON))));
    assertThat(profile.stated()).isEqualTo(new StatedPreferences("ko", List.of(), List.of("b")));
    assertThat(profile.version()).isEqualTo(3);
  }

  @Test
  void aChosenLanguageIsNotOverriddenByAnEventsContext() {
    Event spoken =
        new Event("e", "t", "ann", "a", "view", NOON, null, List.of(), Map.of("language", "de"));
    Event correct = request(new ProfileRequest.Correct("ko", null, null), "1", NOON);
    Profile profile = rules.apply(Profile.empty("ann"), List.of(at(0, correct), at(1, spoken)));
    assertThat(profile.language()).isEqualTo("ko");
    assertThat(profile.observedLanguage()).isEqualTo("de");
  }

  /** A withdrawal leaves the profile as if the event had never come, except for its version. */
  @Test
  void aWithdrawnEventLeavesNoTrace() {
    List<PositionedEvent> log = TestEvents.log("ann", 60, new Random(9));
    Instant time = log.get(7).event().time();
    Event unwanted = event("unwanted", "ann", "shame", "purchase", time);
    Event withdrawal =
        request(
            new ProfileRequest.Withdraw(EventKey.of(unwanted.source(), unwanted.id())), "w", NOON);
    Profile without = rules.apply(Profile.empty("ann"), log);
    List<PositionedEvent> more = new ArrayList<>(log);
    more.add(at(60, unwanted));
    more.add(at(61, withdrawal));
    more.add(at("copy", 0, 0, unwanted));
    Profile withdrawn = rules.apply(Profile.empty("ann"), more);
    assertThat(withdrawn.recent()).isEqualTo(without.recent());
    assertThat(withdrawn.affinities()).isEqualTo(without.affinities());
    assertThat(withdrawn.seen()).isEqualTo(without.seen());
    assertThat(withdrawn.interactions()).isEqualTo(without.interactions());
  }

  @Test
  void anEventWithdrawnBeforeItComesHasNoEffect() {
    Event late = event("late", "ann", "shame", "purchase", NOON);
    Event withdrawal =
        request(new ProfileRequest.Withdraw(EventKey.of(late.source(), late.id())), "w", NOON);
    Profile profile = rules.apply(Profile.empty("ann"), List.of(at(0, withdrawal), at(1, late)));
    assertThat(profile.interactions()).isZero();
  }
}
