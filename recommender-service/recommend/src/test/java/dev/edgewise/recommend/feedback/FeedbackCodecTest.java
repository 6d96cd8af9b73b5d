/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.edgewise.ingest.event.BadEventException;
import dev.edgewise.profile.Event;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeedbackCodecTest {
  private static final String REQUEST = "0b4c2f0a-4f0e-4a35-9d3c-2f2b8a1e7c11";
  private static final String LIKE =
      "{\"requestId\":\"" + REQUEST + "\",\"user\":\"ann\",\"item\":\"a\",\"type\":\"like\"}";

  private static Event read(String json) throws IOException, BadEventException {
    return FeedbackCodec.read(new ObjectMapper().readTree(json), Shows.START);
  }

  @Test
  void feedbackIsAnEventThatNamesItsRequest() throws Exception {
    Event event = read(LIKE);
    assertThat(event.user()).isEqualTo("ann");
    assertThat(event.item()).isEqualTo("a");
    assertThat(event.type()).isEqualTo("like");
    assertThat(event.time()).isEqualTo(Shows.START);
    assertThat(event.source()).isEqualTo("feedback");
    assertThat(event.context()).isEqualTo(Map.of("request", REQUEST));
  }

  @Test
  void theSameAgainIsTheSameEvent() throws Exception {
    assertThat(read(LIKE).id()).isEqualTo(read(LIKE).id());
    assertThat(read(LIKE.replace("like", "click")).id()).isNotEqualTo(read(LIKE).id());
    assertThat(read(LIKE.replace("\"a\"", "\"b\"")).id()).isNotEqualTo(read(LIKE).id());
    assertThat(read(LIKE.replace("7c11", "7c12")).id()).isNotEqualTo(read(LIKE).id());
  }

  @Test
  void whatIsGivenIsTaken() throws Exception {
    Event event =
        read(
            LIKE.replace("like", "rate")
                .replace(
                    "}",
                    ",\"value\":8,\"time\":\"2026-02-01T00:00:00Z\",\"id\":\"x\",\"source\":\"app\","
                        + "\"context\":{\"device\":\"phone\",\"request\":\"other\"},"
                        + "\"traits\":[\"made:up\"]}"));
    assertThat(event.value()).isEqualTo(8);
    assertThat(event.time()).isEqualTo("2026-02-01T00:00:00Z");
    assertThat(event.id()).isEqualTo("x");
    assertThat(event.source()).isEqualTo("app");
    assertThat(event.context()).isEqualTo(Map.of("device", "phone", "request", REQUEST));
    assertThat(event.traits()).isEmpty();
  }

  @Test
  void whatIsWrongIsNamed() {
    Map<String, String> wrong =
        Map.of(
            "[]",
            "JSON object",
            "{}",
            "requestId: must be",
            LIKE.replace(REQUEST, "1"),
            "requestId: must be",
            LIKE.replace("\"item\":\"a\",", ""),
            "item: must be",
            LIKE.replace("\"user\":\"ann\",", ""),
            "user: missing",
            LIKE.replace("}", ",\"value\":\"8\"}"),
            "value: must be",
            LIKE.replace("}", ",\"time\":\"noon\"}"),
            "time: must be",
            LIKE.replace("}", ",\"context\":[]}"),
            "context: must be");
    wrong.forEach((json, message) ->
        assertThatThrownBy(() -> read(json))
            .as(json)
            .isInstanceOf(BadEventException.class)
            .hasMessageContaining(message));
  }
}
