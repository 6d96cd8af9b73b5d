/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.source;

import static dev.edgewise.recommend.catalogue.Samples.event;
import static dev.edgewise.recommend.catalogue.Samples.like;
import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.profile.Event;
import dev.edgewise.profile.Profile;
import dev.edgewise.recommend.catalogue.Samples;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class UserTasteTest {
  private final SourceFixture fixture = new SourceFixture();

  private Profile me(Event... events) {
    for (Event event : events) {
      fixture.tell(event, event.type().equals("dislike") ? -1 : 1);
    }
    return Samples.profile(Samples.catalogue(), events);
  }

  private List<String> items(Profile profile) {
    UserTaste taste =
        UserTaste.of(profile, fixture.sources.histories().of("me"), fixture.sources.numbers());
    return Arrays.stream(taste.items()).mapToObj(fixture.sources::id).toList();
  }

  @Test
  void aShortProfileSaysItAll() {
    assertThat(items(me(like("me", "a", 0), event("me", "b", "dislike", 1))))
        .containsExactly("a", "b");
  }

  /** A profile lists the latest hundred interactions, but classical models use all likes. */
  @Test
  void whatFellOutOfTheProfileComesFromTheHistory() {
    Event[] events = new Event[150];
    Arrays.setAll(events, i -> like("me", "item" + i, i));
    List<String> items = items(me(events));
    assertThat(items).hasSize(150).startsWith("item0").endsWith("item149");
  }

  /** Interactions that the user had deleted from the profile do not count. */
  @Test
  void whatWasWithdrawnFromAShortProfileDoesNotComeBack() {
    me(like("me", "secret", 0), like("me", "a", 1));
    Profile withdrawn = Samples.profile(Samples.catalogue(), like("me", "a", 1));
    assertThat(items(withdrawn)).containsExactly("a");
  }

  /** Impressions make a profile's count larger than its list. */
  @Test
  void norWhereItemsWereShownSince() {
    Event shown = event("me", "b", "impression", 2);
    me(like("me", "secret", 0), like("me", "a", 1), shown);
    Profile withdrawn = Samples.profile(Samples.catalogue(), like("me", "a", 1), shown);
    assertThat(items(withdrawn)).containsExactly("a");
  }

  @Test
  void likingIsWhatTheFirstStageMakesOfEvents() {
    fixture.tell(event("me", "a", "dislike", 0), 1);
    Profile profile = Samples.profile(Samples.catalogue(), event("me", "a", "dislike", 0));
    UserTaste taste =
        UserTaste.of(profile, fixture.sources.histories().of("me"), fixture.sources.numbers());
    assertThat(taste.liking()).containsExactly(1);
  }
}
