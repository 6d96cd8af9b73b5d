/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.source;

import static dev.edgewise.recommend.catalogue.Samples.like;
import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.profile.Event;
import dev.edgewise.profile.Profile;
import dev.edgewise.recommend.catalogue.Samples;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrendingTest {
  private static final Profile STRANGER = Profile.empty("x");

  private final SourceFixture fixture = new SourceFixture();

  private void likes(String item, int count, Map<String, String> context) {
    for (int i = 0; i < count; i++) {
      fixture.tell(in(like(item + context + i, item, i), context), 1);
    }
  }

  private static Event in(Event event, Map<String, String> context) {
    return new Event(
        event.id(),
        event.source(),
        event.user(),
        event.item(),
        event.type(),
        event.time(),
        null,
        List.of(),
        context);
  }

  @Test
  void dislikesDoNotMakePopular() {
    fixture.tell(like("ann", "bad", 0), -1);
    assertThat(fixture.find("trending", STRANGER)).isEmpty();
  }

  @Test
  void findsTheBestThatAreOpen() {
    likes("first", 3, Map.of());
    likes("second", 2, Map.of());
    likes("third", 1, Map.of());
    assertThat(fixture.find("trending", STRANGER, item -> !item.equals("first"), 1))
        .containsOnlyKeys("second");
  }

  @Test
  void whatPeopleOfTheSameDeviceOrLanguageTakeToComesSooner() {
    likes("hit", 300, Map.of("device", "desktop", "language", "en"));
    likes("game", 250, Map.of("device", "phone", "language", "en"));
    likes("drama", 250, Map.of("device", "desktop", "language", "ko"));
    assertThat(fixture.find("trending", STRANGER).keySet()).first().isEqualTo("hit");
    Profile phone =
        Samples.profile(Samples.catalogue(), in(like("me", "other", 0), Map.of("device", "phone")));
    Profile korean =
        Samples.profile(Samples.catalogue(), in(like("me", "other", 0), Map.of("language", "ko")));
    assertThat(fixture.find("trending", phone).keySet()).first().isEqualTo("game");
    assertThat(fixture.find("trending", korean).keySet()).first().isEqualTo("drama");
  }

  @Test
  void aSegmentOfFewEventsHardlyMoves() {
    likes("hit", 300, Map.of());
    likes("odd", 3, Map.of("device", "watch"));
    Profile watch =
        Samples.profile(Samples.catalogue(), in(like("me", "other", 0), Map.of("device", "watch")));
    assertThat(fixture.find("trending", watch).keySet()).first().isEqualTo("hit");
  }

  @Test
  void madeUpSegmentsDoNotFillTheMemory() {
    for (int i = 0; i < 1000; i++) {
      likes("a", 1, Map.of("device", "device " + i));
    }
    assertThat(fixture.find("trending", STRANGER)).hasSize(1);
    assertThat(fixture.sources.trending().segments()).isEqualTo(64);
  }
}
