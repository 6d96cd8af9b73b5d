/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.candidates;

import static dev.edgewise.service.catalogue.Samples.like;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.edgewise.profile.Event;
import dev.edgewise.profile.Profile;
import dev.edgewise.service.catalogue.Samples;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PopularityTest {
  private static final int HALF_LIFE = (int) Popularity.HALF_LIFE.toHours();

  private final Popularity popularity = new Popularity();

  private void likes(String item, int count, int hour) {
    for (int i = 0; i < count; i++) {
      popularity.record(like("user" + i, item, hour), 1);
    }
  }

  @Test
  void aLikeCountsHalfAfterAHalfLife() {
    likes("old", 2, 0);
    likes("new", 2, HALF_LIFE);
    assertThat(popularity.share("new")).isEqualTo(1);
    assertThat(popularity.share("old")).isCloseTo(0.5, within(1e-12));
    assertThat(popularity.share("unknown")).isZero();
  }

  @Test
  void theOrderOfEventsDoesNotMatter() {
    List<Event> events = new ArrayList<>();
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      events.add(like("user" + i, "item" + random.nextInt(9), random.nextInt(3000)));
    }
    events.forEach(event -> popularity.record(event, 1));
    Collections.shuffle(events, random);
    Popularity other = new Popularity();
    events.forEach(event -> other.record(event, 1));
    for (int i = 0; i < 9; i++) {
      assertThat(other.share("item" + i)).isCloseTo(popularity.share("item" + i), within(1e-9));
    }
  }

  @Test
  void oneEventOfLongAgoDoesNotStopTheClock() {
    likes("ancient", 1, -50 * 365 * 24);
    likes("old", 2, 0);
    likes("new", 2, HALF_LIFE);
    assertThat(popularity.share("old")).isCloseTo(0.5, within(1e-12));
    assertThat(popularity.share("ancient")).isCloseTo(0, within(1e-12));
  }

  @Test
  void dislikesDoNotMakePopular() {
    popularity.record(like("ann", "bad", 0), -1);
    assertThat(popularity.find(Profile.empty("x"), item -> true, 5)).isEmpty();
  }

  @Test
  void findsTheBestThatAreOpen() {
    likes("first", 3, 0);
    likes("second", 2, 0);
    likes("third", 1, 0);
    assertThat(popularity.find(Profile.empty("x"), item -> !item.equals("first"), 1))
        .containsOnlyKeys("second");
  }

  @Test
  void meanLikingNeedsSomeOpinions() {
    for (int i = 0; i < 4; i++) {
      popularity.record(Samples.event("user" + i, "a", "rate", 0), 0.5);
    }
    assertThat(popularity.meanLiking("a")).isEmpty();
    popularity.record(Samples.event("user5", "a", "rate", 0), 1);
    assertThat(popularity.meanLiking("a").orElse(0)).isCloseTo(0.6, within(1e-12));
  }
}
