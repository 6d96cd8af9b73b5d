/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.profile.EventPosition;
import dev.edgewise.profile.PositionedEvent;
import dev.edgewise.profile.SignalWeights;
import dev.edgewise.profile.store.InMemoryProfileStore;
import dev.edgewise.recommend.catalogue.Samples;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProfileChangesTest {
  private final InMemoryProfileStore store = new InMemoryProfileStore(SignalWeights.standard());
  private final ProfileChanges changes = new ProfileChanges(store);

  private void change(String user, int offset) {
    store.apply(
        user,
        List.of(
            new PositionedEvent(
                Samples.like(user, "item", offset), new EventPosition("topic", 0, offset))));
  }

  @Test
  void aChangeBeforeTheWaitIsNotMissedAndCountsOnce() throws Exception {
    try (ProfileChanges.Watch watch = changes.watch("ann")) {
      change("ann", 1);
      change("ann", 2);
      assertThat(watch.await(Duration.ofSeconds(30))).isTrue();
      assertThat(watch.await(Duration.ZERO)).isFalse();
    }
  }

  @Test
  void othersChangesWakeNobody() throws Exception {
    try (ProfileChanges.Watch watch = changes.watch("ann")) {
      change("bob", 1);
      assertThat(watch.await(Duration.ZERO)).isFalse();
    }
  }

  @Test
  void twoWatchOneUserAndOneMayLeave() throws Exception {
    try (ProfileChanges.Watch stays = changes.watch("ann")) {
      changes.watch("ann").close();
      change("ann", 1);
      assertThat(stays.await(Duration.ofSeconds(30))).isTrue();
    }
  }
}
