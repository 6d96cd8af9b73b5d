/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.profile.Event;
import dev.edgewise.recommend.candidates.SourceWeights;
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

class TimelineReplayTest {
  private static final Instant FROZEN = Samples.START.plus(Duration.ofDays(80));

  private final EventHistory history = SmallPast.past();

  @Test
  void beforeAnEventItsProfileKnowsAllThatCameBeforeAndNothingElse() {
    Map<String, Integer> happened = new HashMap<>();
    TimelineReplay replay = new TimelineReplay(history, SourceWeights.STANDARD);
    replay.until(
        Instant.MAX,
        index -> {
          Event event = history.events().get(index);
          int before = happened.merge(event.user(), 1, Integer::sum) - 1;
          assertThat(replay.profile(event.user()).interactions()).isEqualTo(before);
        });
    assertThat(happened).hasSize(SmallPast.USERS);
  }

  @Test
  void goesOnFromWhereItStopped() {
    List<Integer> met = new ArrayList<>();
    TimelineReplay replay = new TimelineReplay(history, SourceWeights.STANDARD);
    replay.until(FROZEN, met::add);
    replay.until(FROZEN, met::add);
    int stopped = met.size();
    assertThat(history.events().get(stopped - 1).time()).isBefore(FROZEN);
    assertThat(history.events().get(stopped).time()).isAfterOrEqualTo(FROZEN);
    replay.until(Instant.MAX, met::add);
    assertThat(met).hasSize(history.events().size()).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void aMomentHoldsNewLikesOfAfterwardsAndCandidatesOfBefore() {
    TimelineReplay replay = new TimelineReplay(history, SourceWeights.STANDARD);
    replay.until(FROZEN, index -> {});
    List<UserSnapshot> moments = UserSnapshots.at(replay, history, FROZEN, Instant.MAX, 1000, 1);
    assertThat(moments).hasSizeGreaterThan(30);
    for (UserSnapshot snapshot : moments) {
      String user = snapshot.profile().user();
      assertThat(snapshot.profile().lastSeen()).isBefore(FROZEN);
      assertThat(snapshot.profile().seen()).doesNotContainAnyElementsOf(snapshot.liked());
      assertThat(snapshot.liked()).isEqualTo(likedAfterwards(user));
      assertThat(snapshot.candidates()).isNotEmpty();
      assertThat(snapshot.candidates()).noneMatch(c -> snapshot.profile().seen().contains(c.id()));
    }
  }

  private Set<String> likedAfterwards(String user) {
    Set<String> liked = new HashSet<>();
    for (Event event : history.events()) {
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
    TimelineReplay replay = new TimelineReplay(history, SourceWeights.STANDARD);
    replay.until(FROZEN, index -> {});
    List<String> one = users(UserSnapshots.at(replay, history, FROZEN, Instant.MAX, 9, 1));
    assertThat(one).hasSize(9);
    assertThat(users(UserSnapshots.at(replay, history, FROZEN, Instant.MAX, 9, 1))).isEqualTo(one);
    assertThat(users(UserSnapshots.at(replay, history, FROZEN, Instant.MAX, 9, 2)))
        .isNotEqualTo(one);
  }

  private static List<String> users(List<UserSnapshot> moments) {
    return moments.stream().map(m -> m.profile().user()).toList();
  }
}
