/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonLinesTest {
  private static JsonLines lines(String text, int longest) {
    return new JsonLines(new ByteArrayInputStream(text.getBytes(UTF_8)), longest);
  }

  @Test
  void passesBlankLinesOverButCountsThem() throws Exception {
    try (JsonLines lines = lines("a\n\n \t\r\nb\r\n\nlast", 10)) {
      assertThat(lines.next()).isEqualTo("a".getBytes(UTF_8));
      assertThat(lines.number()).isEqualTo(1);
      assertThat(lines.next()).isEqualTo("b\r".getBytes(UTF_8));
      assertThat(lines.number()).isEqualTo(4);
      assertThat(lines.next()).isEqualTo("last".getBytes(UTF_8));
      assertThat(lines.number()).isEqualTo(6);
      assertThat(lines.next()).isNull();
      assertThat(lines.next()).isNull();
    }
  }

  @Test
  void aLineThatIsTooLongSpoilsOnlyItself() throws Exception {
    try (JsonLines lines = lines("x".repeat(200_000) + "\n" + "y".repeat(5) + "\n", 5)) {
      assertThatThrownBy(lines::next).hasMessage("a line must be at most 5 bytes");
      assertThat(lines.next()).isEqualTo("yyyyy".getBytes(UTF_8));
      assertThat(lines.next()).isNull();
    }
  }

  @Test
  void isTheSameHoweverTheBytesArrive() throws Exception {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 3_000; i++) {
      text.append("z".repeat(random.nextInt(90))).append('\n');
    }
    List<String> expected = text.toString().lines().filter(line -> !line.isBlank()).toList();
    InputStream bits =
        new ByteArrayInputStream(text.toString().getBytes(UTF_8)) {
          @Override
          public synchronized int read(byte[] bytes, int offset, int length) {
            return super.read(bytes, offset, Math.min(length, 1 + random.nextInt(40)));
          }
        };
    assertThat(all(new JsonLines(bits, 100))).isEqualTo(expected);
    assertThat(all(lines(text.toString(), 100))).isEqualTo(expected);
  }

  private static List<String> all(JsonLines lines) throws IOException, BadEventException {
    List<String> all = new ArrayList<>();
    for (byte[] line = lines.next(); line != null; line = lines.next()) {
      all.add(new String(line, UTF_8));
    }
    return all;
  }
}
