/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.readers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.profile.SignalWeights;
import dev.edgewise.recommend.catalogue.Catalogue;
import dev.edgewise.recommend.catalogue.Samples;
import org.junit.jupiter.api.Test;

class DemoReadersTest {
  private final Catalogue catalogue =
      Samples.catalogue(
          Samples.item("d", "Drama", "Drama"),
          Samples.item("w", "War", "War"),
          Samples.item("h", "Horror", "Horror"));
  private final DemoReaders readers = new DemoReaders(SignalWeights.standard());

  private void likes(String user, String item, int times) {
    for (int hour = 0; hour < times; hour++) {
      readers.record(catalogue.enrich(Samples.like(user, item, hour)));
    }
  }

  @Test
  void tastesThatLieFarApartArePickedFirst() {
    likes("drama-1", "d", 40);
    likes("drama-2", "d", 39);
    likes("war", "w", 20);
    likes("horror", "h", 20);
    assertThat(readers.pick(3)).hasSize(3).contains("war", "horror");
    assertThat(readers.pick(4)).hasSize(4);
  }

  @Test
  void fewEventsAreNoHistoryAndTooManyNoPerson() {
    likes("visitor", "d", 3);
    likes("crawler", "d", 500);
    assertThat(readers.pick(12)).isEmpty();
  }
}
