/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.traffic;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Answers in HTTP/1.1 with a Content-Length. In lists of the service it finds the mark of a simpler
 * answer and the mark of a stored one, without parsing the list.
 */
public final class HttpAnswers implements AnswerFormat {
  private static final Pattern LENGTH =
      Pattern.compile("\r\ncontent-length: *(\\d{1,9})\r\n", Pattern.CASE_INSENSITIVE);
  private static final String END = "\r\n\r\n";

  /** Both marks stand before the second item. */
  private static final int HEAD_OF_LIST = 4096;

  @Override
  public @Nullable AnswerKind answer(byte[] in, int length) throws IOException {
    String head = new String(in, 0, Math.min(length, HEAD_OF_LIST), ISO_8859_1);
    int end = head.indexOf(END);
    if (end < 0) {
      return null;
    }
    int body = end + END.length();
    Matcher bytes = LENGTH.matcher(head).region(0, body);
    if (!bytes.find()) {
      throw new IOException("an answer has no Content-Length: " + head.substring(0, end));
    }
    if (length < body + Integer.parseInt(bytes.group(1))) {
      return null;
    }
    return head.startsWith(" 200 ", head.indexOf(' ')) ? kind(head, body) : AnswerKind.REFUSED;
  }

  private static AnswerKind kind(String head, int body) {
    if (head.indexOf("\"degraded\":true", body) >= 0) {
      return AnswerKind.AT_ONCE;
    }
    return head.indexOf("\"rankedBy\":\"stored\"", body) >= 0 ? AnswerKind.STORED : AnswerKind.FULL;
  }
}
