/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.candidates.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.edgewise.recommend.candidates.source.SourceFixture;
import dev.edgewise.recommend.catalogue.Samples;
import org.junit.jupiter.api.Test;

class ItemOpinionsTest {
  @Test
  void meanLikingNeedsSomeOpinions() {
    SourceFixture fixture = new SourceFixture();
    for (int i = 0; i < 4; i++) {
      fixture.tell(Samples.event("user" + i, "a", "rate", 0), 0.5);
    }
    fixture.tell(Samples.event("viewer", "a", "view", 0), 0.1);
    int item = fixture.sources.number("a");
    assertThat(fixture.sources.opinions().mean(item)).isEmpty();
    fixture.tell(Samples.event("user5", "a", "rate", 0), 1);
    assertThat(fixture.sources.opinions().mean(item).orElse(0)).isCloseTo(0.6, within(1e-12));
  }
}
