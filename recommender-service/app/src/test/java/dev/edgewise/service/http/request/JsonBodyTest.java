/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.edgewise.service.config.ConfigOf;
import dev.edgewise.service.http.problem.Problem;
import dev.edgewise.service.http.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonBodyTest {
  private final JsonBody body =
      new JsonBody(
          ConfigOf.settings(
              Map.of("edgewise.limits.body", "100", "edgewise.limits.events-per-request", "3")));

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private Problem problemOf(String text) {
    return catchThrowableOfType(
            ProblemException.class, () -> body.read(bytes(text), "application/json"))
        .problem();
  }

  @Test
  void oneObjectIsSingleAndAnArrayIsNot() {
    assertThat(body.read(bytes("{}"), "application/json").single()).isTrue();
    JsonBody.Parts many = body.read(bytes("[{},{}]"), "application/json");
    assertThat(many.single()).isFalse();
    assertThat(many.parts()).hasSize(2);
    assertThat(body.read(bytes("[]"), null).parts()).isEmpty();
  }

  @Test
  void oneBodyIsOnePieceOfJsonHoweverLong() {
    assertThat(body.one(bytes("[1,2,3,4]"))).hasSize(4);
    assertThatThrownBy(() -> body.one(bytes("{} {}"))).isInstanceOf(ProblemException.class);
  }

  @Test
  void aBadLineSpoilsOnlyItself() {
    JsonBody.Parts lines =
        body.read(bytes("{}\n\n{oops\n{}\n"), "application/x-ndjson; charset=utf-8");
    assertThat(lines.parts()).hasSize(3);
    assertThat(lines.parts().get(1).problem()).isNotNull();
    assertThat(lines.parts().get(1).json()).isNull();
    assertThat(lines.parts().get(2).json()).isNotNull();
  }

  @Test
  void whatIsNoJsonSaysSo() {
    assertThat(problemOf("").detail()).contains("empty");
    assertThat(problemOf("{\"a\":").status()).isEqualTo(400);
    assertThat(problemOf("{} {}").type()).isEqualTo("urn:edgewise:problem:malformed-json");
    assertThat(problemOf("nonsense").detail()).doesNotContain("\n");
  }

  @Test
  void limitsAreNamed() {
    assertThat(problemOf("[" + " ".repeat(100) + "]").status()).isEqualTo(413);
    assertThat(problemOf("[1,2,3,4]").detail()).contains("at most 3").contains("not 4");
    assertThatThrownBy(() -> body.read(bytes("x\n\nx\nx\nx\n"), JsonBody.JSON_LINES))
        .as("lines are counted before they are read")
        .hasMessage("a request takes at most 3 objects, not 4");
    assertThat(body.read(bytes("\"" + "x".repeat(98) + "\""), null).parts()).hasSize(1);
  }
}
