/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.edgewise.recommend.candidates.source.Told;
import dev.edgewise.recommend.catalogue.Samples;
import org.junit.jupiter.api.Test;

class ItemOpinionsTest {
  @Test
  void meanLikingNeedsSomeOpinions() {
    Told told = new Told();
    for (int i = 0; i < 4; i++) {
      told.tell(Samples.event("user" + i, "a", "rate", 0), 0.5);
    }
    told.tell(Samples.event("viewer", "a", "view", 0), 0.1);
    int item = told.sources.number("a");
    assertThat(told.sources.opinions().mean(item)).isEmpty();
    told.tell(Samples.event("user5", "a", "rate", 0), 1);
    assertThat(told.sources.opinions().mean(item).orElse(0)).isCloseTo(0.6, within(1e-12));
  }
}
