/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.edgewise.profile.AppliedEvents;
import dev.edgewise.profile.PositionedEvent;
import dev.edgewise.profile.Profile;
import dev.edgewise.profile.codec.ProfileCodec;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    List<PositionedEvent> events = new RedisMemory.SyntheticUser(7).events();
    assertThat(events).hasSize(20).isEqualTo(new RedisMemory.SyntheticUser(7).events());
    assertThat(events.stream().map(one -> one.event().item()).distinct()).hasSize(12);
    assertThat(events).allMatch(one -> one.event().traits().stream().distinct().count() == 2);
    assertThat(events).isSortedAccordingTo((a, b) -> a.event().time().compareTo(b.event().time()));
  }

  @Test
  void whatAnEventIsKnownAgainByHasTheBytesTakenForIt() {
    assertThat(encoded(List.of(1L, 2L, 3L)) - encoded(List.of(1L)))
        .isEqualTo(2 * RedisMemory.KEY_BYTES);
  }

  private static int encoded(List<Long> keys) {
    Profile none = Profile.empty("u");
    AppliedEvents applied =
        new AppliedEvents(none.watermarks(), none.applied().births(), keys, null);
    return ProfileCodec.encode(
            new Profile(
                none.user(),
                none.version(),
                none.interactions(),
                none.recent(),
                none.earlier(),
                none.shown(),
                none.searches(),
                none.stated(),
                none.circumstances(),
                applied,
                none.firstSeen(),
                none.lastSeen(),
                none.observedLanguage()))
        .length;
  }

  @Test
  void noTwoRequestsHaveAnEventInCommon() {
    for (int events : new int[] {1, 100}) {
      var requests = new HttpIngest.FreshRequests("p-", events);
      Set<String> ids = new HashSet<>();
      for (int request = 0; request < 3; request++) {
        String text = new String(requests.next(), US_ASCII);
        Matcher id = Pattern.compile("\"id\":\"(p-\\d{9})\"").matcher(text);
        id.results().forEach(found -> ids.add(found.group(1)));
      }
      assertThat(ids).hasSize(3 * events);
    }
  }
}
