/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonFlawTest {
  private static final JsonMapper JSON =
      JsonFields.exactNumbers()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private static String flaw(String text) {
    return flaw(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String flaw(byte[] text) {
    try {
      return "none: " + JSON.readTree(text);
    } catch (IOException e) {
      return JsonFlaw.of(e);
    }
  }

  /** NUL bytes at the start were answered in the words of the library, as UTF-32. */
  @Test
  void otherCodingsHaveTheirs() {
    byte[] latin = "{\"a\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(flaw(latin)).startsWith("it isn't UTF-8, at line 1");
    for (String hex : List.of("ff7b7d", "000000007b7d7b7d", "0000fffe00007b7d")) {
      assertThat(flaw(HexFormat.of().parseHex(hex))).as(hex).startsWith("it isn't UTF-8");
    }
    assertThat(flaw("\ufeff{}")).as("a byte order mark").isEqualTo("none: {}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":1|it ends too early",
        "{\"a\":NaN}|something isn't a JSON value",
        "{'a':1}|something isn't a JSON value",
        "{} {}|something follows its end",
        "{\"a\":1,\"a\":2}|a name occurs twice",
      })
  void eachKindHasItsWords(String text, String words) {
    assertThat(flaw(text)).startsWith(words).contains("at line 1, column ");
  }

  @Test
  void depthAndLengthHaveTheirs() {
    assertThat(flaw("[".repeat(5_000))).startsWith("it is nested too deeply");
    assertThat(flaw("9".repeat(5_000))).startsWith("a number, name or string is too long");
  }
}
