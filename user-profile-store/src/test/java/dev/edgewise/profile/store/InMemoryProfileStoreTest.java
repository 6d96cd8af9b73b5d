/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.profile.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.profile.Profile;
import dev.edgewise.profile.ProfileRules;
import dev.edgewise.profile.TestEvents;
import java.util.List;
import org.junit.jupiter.api.Test;

class InMemoryProfileStoreTest extends ProfileStoreContract {
  @Override
  public ProfileStore open() {
    return new InMemoryProfileStore(WEIGHTS);
  }

  @Test
  void aRestoredProfileTakesThePlaceOfTheOneThere() {
    InMemoryProfileStore store = new InMemoryProfileStore(WEIGHTS);
    Profile saved =
        new ProfileRules(WEIGHTS)
            .apply(
                Profile.empty("ann"),
                List.of(
                    TestEvents.at(
                        0, TestEvents.event("1", "ann", "moon", "like", TestEvents.NOON))));
    store.restore(saved);
    assertThat(store.get("ann")).isEqualTo(saved);
  }
}
