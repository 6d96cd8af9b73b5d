/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.edgewise.profile.PositionedEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

class IngestFiguresTest {
  private static List<String> cut(String body) {
    return BareEndpoint.cut(body.getBytes(US_ASCII)).stream()
        .map(bytes -> new String(bytes, US_ASCII))
        .toList();
  }

  @Test
  void theBareEndpointCutsABodyIntoItsEvents() {
    String one = "{\"id\":\"1\",\"context\":{\"device\":\"phone\"}}";
    String two = "{\"id\":\"2\",\"traits\":[\"a\",\"b\"]}";
    assertThat(cut(one)).containsExactly(one);
    assertThat(cut("[" + one + "]")).containsExactly(one);
    assertThat(cut("[" + one + "," + two + "," + one + "]")).containsExactly(one, two, one);
  }

  @Test
  void theSlopeLeavesTheFirstStepOut() {
    assertThat(KafkaToRedis.slope(new double[] {99, 1, 3, 5, 7})).isCloseTo(2, within(1e-12));
    assertThat(KafkaToRedis.slope(new double[] {0, 4, 4, 4})).isCloseTo(0, within(1e-12));
  }

  @Test
  void theSyntheticUserIsAsDescribed() {
    List<PositionedEvent> events = new SyntheticUser(7).events();
    assertThat(events).hasSize(20).isEqualTo(new SyntheticUser(7).events());
    assertThat(events.stream().map(one -> one.event().item()).distinct()).hasSize(12);
    assertThat(events).allMatch(one -> one.event().traits().stream().distinct().count() == 2);
    assertThat(events).isSortedAccordingTo((a, b) -> a.event().time().compareTo(b.event().time()));
  }
}
