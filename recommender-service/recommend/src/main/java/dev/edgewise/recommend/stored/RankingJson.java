/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.recommend.stored;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/** The JSON of rankings: with so many numbers, the fast algorithms for them matter. Thread-safe. */
public final class RankingJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .build();

  private RankingJson() {}

  /** The JSON form of a record of strings and numbers, in UTF-8. */
  public static byte[] bytes(Record ranking) {
    try {
      return MAPPER.writeValueAsBytes(ranking);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records of strings and numbers can always be written", e);
    }
  }

  /**
   * Reads such a form.
   *
   * @throws IOException when it isn't one of this record
   */
  public static <T extends Record> T read(byte[] bytes, Class<T> type) throws IOException {
    return MAPPER.readValue(bytes, type);
  }
}
