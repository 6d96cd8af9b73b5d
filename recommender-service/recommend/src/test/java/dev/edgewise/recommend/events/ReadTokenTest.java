/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edgewise.profile.EventPosition;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadTokenTest {
  @Test
  void whatIsWrittenIsReadBackAndNamesNoUser() {
    EventPosition position = new EventPosition("topic", 3, 17);
    String text = ReadToken.of(Map.of("ann", position)).orElseThrow().toString();
    assertThat(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8))
        .doesNotContain("ann");
    assertThat(ReadToken.parse(text).of("ann")).contains(position);
    assertThat(ReadToken.parse(text).of("bob")).isEmpty();
  }

  @Test
  void whatIsNoTokenIsRefused() {
    for (String bad : List.of("nonsense", "%%%", "YTtiO2M", "YTtiO2M7ZA")) {
      assertThatThrownBy(() -> ReadToken.parse(bad)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void nothingSentHasNoToken() {
    assertThat(ReadToken.of(Map.of())).isEmpty();
  }
}
