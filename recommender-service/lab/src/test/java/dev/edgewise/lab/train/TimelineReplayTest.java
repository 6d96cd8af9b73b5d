/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.profile.Event;
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
  private static final Instant SNAPSHOT_TIME = Samples.START.plus(Duration.ofDays(80));

  private final EventHistory history = SmallHistory.history();

  @Test
  void beforeAnEventItsProfileKnowsAllThatCameBeforeAndNothingElse() {
    Map<String, Integer> happened = new HashMap<>();
    TimelineReplay replay = new TimelineReplay(history);
    replay.until(
        Instant.MAX,
        index -> {
          Event event = history.events().get(index);
          int before = happened.merge(event.user(), 1, Integer::sum) - 1;
          assertThat(replay.profile(event.user()).interactions()).isEqualTo(before);
        });
    assertThat(happened).hasSize(SmallHistory.USERS);
  }

  @Test
  void goesOnFromWhereItStopped() {
    List<Integer> met = new ArrayList<>();
    TimelineReplay replay = new TimelineReplay(history);
    replay.until(SNAPSHOT_TIME, met::add);
    replay.until(SNAPSHOT_TIME, met::add);
    int stopped = met.size();
    assertThat(history.events().get(stopped - 1).time()).isBefore(SNAPSHOT_TIME);
    assertThat(history.events().get(stopped).time()).isAfterOrEqualTo(SNAPSHOT_TIME);
    replay.until(Instant.MAX, met::add);
    assertThat(met).hasSize(history.events().size()).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void aMomentHoldsNewLikesOfAfterwardsAndCandidatesOfBefore() {
    TimelineReplay replay = new TimelineReplay(history);
    replay.until(SNAPSHOT_TIME, index -> {});
    List<UserSnapshot> snapshots =
        UserSnapshots.at(replay, history, SNAPSHOT_TIME, Instant.MAX, 1000, 1);
    assertThat(snapshots).hasSizeGreaterThan(30);
    for (UserSnapshot snapshot : snapshots) {
      String user = snapshot.profile().user();
      assertThat(snapshot.profile().lastSeen()).isBefore(SNAPSHOT_TIME);
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
        if (!event.time().isBefore(SNAPSHOT_TIME)) {
          liked.add(event.item());
        }
      }
    }
    return liked;
  }

  @Test
  void theSampleOfUsersComesFromTheSeed() {
    TimelineReplay replay = new TimelineReplay(history);
    replay.until(SNAPSHOT_TIME, index -> {});
    List<String> one = users(UserSnapshots.at(replay, history, SNAPSHOT_TIME, Instant.MAX, 9, 1));
    assertThat(one).hasSize(9);
    assertThat(users(UserSnapshots.at(replay, history, SNAPSHOT_TIME, Instant.MAX, 9, 1)))
        .isEqualTo(one);
    assertThat(users(UserSnapshots.at(replay, history, SNAPSHOT_TIME, Instant.MAX, 9, 2)))
        .isNotEqualTo(one);
  }

  private static List<String> users(List<UserSnapshot> snapshots) {
    return snapshots.stream().map(snapshot -> snapshot.profile().user()).toList();
  }
}
