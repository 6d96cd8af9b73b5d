/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.traffic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class AnswerFormatTest {
  private static final String HTTP =
      "HTTP/1.1 200 OK\r\nX-A: b\r\nContent-Length: 18\r\n\r\n{\"degraded\":false}";

  /** The bytes of an answer arrive in any pieces. */
  private static void onlyTheWholeIsAnAnswer(AnswerFormat format, String whole, AnswerKind kind)
      throws IOException {
    byte[] bytes = whole.getBytes(UTF_8);
    for (int length = 0; length < bytes.length; length++) {
      assertThat(format.answer(bytes, length)).as("%d bytes", length).isNull();
    }
    assertThat(format.answer(bytes, bytes.length)).isEqualTo(kind);
  }

  @Test
  void anHttpAnswerEndsAfterItsLength() throws Exception {
    onlyTheWholeIsAnAnswer(new HttpAnswers(), HTTP, AnswerKind.FULL);
    String marked = HTTP.replace("18", "17").replace("false", "true");
    onlyTheWholeIsAnAnswer(new HttpAnswers(), marked, AnswerKind.AT_ONCE);
    String refused = HTTP.replace("200 OK", "503 Busy");
    onlyTheWholeIsAnAnswer(new HttpAnswers(), refused, AnswerKind.REFUSED);
    onlyTheWholeIsAnAnswer(
        new HttpAnswers(), "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n", AnswerKind.FULL);
  }

  @Test
  void aStoredListIsToldByItsFirstItem() throws Exception {
    String body = "{\"degraded\":false,\"items\":[{\"rankedBy\":\"stored\"}]}";
    String answer = "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    onlyTheWholeIsAnAnswer(new HttpAnswers(), answer, AnswerKind.STORED);
  }

  @Test
  void anHttpAnswerWithoutLengthIsNamed() {
    byte[] chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(UTF_8);
    assertThatThrownBy(() -> new HttpAnswers().answer(chunked, chunked.length))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Content-Length");
  }

  @Test
  void valuesOfRedisEndAfterTheLast() throws Exception {
    onlyTheWholeIsAnAnswer(new RedisReads(2), "$2\r\n\r\n\r\n$3\r\n$1\r\r\n", AnswerKind.FULL);
    onlyTheWholeIsAnAnswer(new RedisReads(2), "$2\r\nab\r\n$-1\r\n", AnswerKind.REFUSED);
  }
}
