/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.load.traffic;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Values that Redis answers, of a number of keys at a time (RESP2 bulk strings). A missing value
 * counts as an error.
 */
public record RedisReads(int values) implements AnswerFormat {
  private static final int NONE = -1;

  /** The bytes of a request for the values of keys. */
  public static byte[] request(List<String> keys) {
    return keys.stream()
        .map(key -> "GET " + key + "\r\n")
        .collect(Collectors.joining())
        .getBytes(US_ASCII);
  }

  @Override
  public @Nullable AnswerKind answer(byte[] in, int length) throws IOException {
    AnswerKind kind = AnswerKind.FULL;
    int at = 0;
    for (int value = 0; value < values; value++) {
      int line = at;
      while (line < length && in[line] != '\n') {
        line++;
      }
      if (line >= length) {
        return null;
      }
      int bytes = bytes(new String(in, at, line - at, US_ASCII).strip());
      kind = bytes == NONE ? AnswerKind.REFUSED : kind;
      at = line + 1 + (bytes == NONE ? 0 : bytes + 2);
    }
    return at <= length ? kind : null;
  }

  private static int bytes(String line) throws IOException {
    if (!line.matches("\\$(-1|\\d{1,9})")) {
      throw new IOException("Redis answered no value but " + line);
    }
    return Integer.parseInt(line.substring(1));
  }
}
