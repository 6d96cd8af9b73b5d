/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplatesTest {
  record Bar(String name, double y, double length, double high, double value) {}

  @Test
  void markupIsEscapedAndNumbersAreFormatted() {
    String svg =
        Templates.render(
            "funnel.svg",
            Map.of(
                "label",
                "\"a\" & 'b'",
                "height",
                34.0,
                "bars",
                List.of(new Bar("<script>", 0, 12.34, 480, 2.5))));
    assertThat(svg)
        .contains("aria-label=\"&quot;a&quot; &amp; &#39;b&#39;\"")
        .contains("&lt;script&gt;")
        .contains("width=\"12.3\"")
        .contains("2.5 %");
  }

  @Test
  void textIsNotEscaped() {
    Map<String, Object> notes = Map.of("seen", false, "future", true, "sampled", false);
    assertThat(Templates.render("notes.txt", notes)).startsWith("Other users' later events");
  }

  @Test
  void aMissingTemplateIsNamed() {
    assertThatThrownBy(() -> Templates.render("none.txt", Map.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("none.txt");
  }
}
