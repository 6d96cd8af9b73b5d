/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.profile.Event;
import dev.edgewise.recommend.candidates.Mix;
import dev.edgewise.recommend.catalogue.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReplayTest {
  private static final Instant FROZEN = Samples.START.plus(Duration.ofDays(80));

  private final Past past = SmallPast.past();

  @Test
  void beforeAnEventItsProfileKnowsAllThatCameBeforeAndNothingElse() {
    Map<String, Integer> happened = new HashMap<>();
    Replay replay = new Replay(past, Mix.STANDARD);
    replay.until(
        Instant.MAX,
        index -> {
          Event event = past.events().get(index);
          int before = happened.merge(event.user(), 1, Integer::sum) - 1;
          assertThat(replay.profile(event.user()).interactions()).isEqualTo(before);
        });
    assertThat(happened).hasSize(SmallPast.USERS);
  }

  @Test
  void goesOnFromWhereItStopped() {
    List<Integer> met = new ArrayList<>();
    Replay replay = new Replay(past, Mix.STANDARD);
    replay.until(FROZEN, met::add);
    replay.until(FROZEN, met::add);
    int stopped = met.size();
    assertThat(past.events().get(stopped - 1).time()).isBefore(FROZEN);
    assertThat(past.events().get(stopped).time()).isAfterOrEqualTo(FROZEN);
    replay.until(Instant.MAX, met::add);
    assertThat(met).hasSize(past.events().size()).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void aMomentHoldsNewLikesOfAfterwardsAndCandidatesOfBefore() {
    Replay replay = new Replay(past, Mix.STANDARD);
    replay.until(FROZEN, index -> {});
    List<Moment> moments = Moments.at(replay, past, FROZEN, Instant.MAX, 1000, 1);
    assertThat(moments).hasSizeGreaterThan(30);
    for (Moment moment : moments) {
      String user = moment.profile().user();
      assertThat(moment.profile().lastSeen()).isBefore(FROZEN);
      assertThat(moment.profile().seen()).doesNotContainAnyElementsOf(moment.liked());
      assertThat(moment.liked()).isEqualTo(likedAfterwards(user));
      assertThat(moment.candidates()).isNotEmpty();
      assertThat(moment.candidates()).noneMatch(c -> moment.profile().seen().contains(c.id()));
    }
  }

  private Set<String> likedAfterwards(String user) {
    Set<String> liked = new HashSet<>();
    for (Event event : past.events()) {
      if (event.user().equals(user) && event.type().equals("like")) {
        if (!event.time().isBefore(FROZEN)) {
          liked.add(event.item());
        }
      }
    }
    return liked;
  }

  @Test
  void theSampleOfUsersComesFromTheSeed() {
    Replay replay = new Replay(past, Mix.STANDARD);
    replay.until(FROZEN, index -> {});
    List<String> one = users(Moments.at(replay, past, FROZEN, Instant.MAX, 9, 1));
    assertThat(one).hasSize(9);
    assertThat(users(Moments.at(replay, past, FROZEN, Instant.MAX, 9, 1))).isEqualTo(one);
    assertThat(users(Moments.at(replay, past, FROZEN, Instant.MAX, 9, 2))).isNotEqualTo(one);
  }

  private static List<String> users(List<Moment> moments) {
    return moments.stream().map(m -> m.profile().user()).toList();
  }
}
