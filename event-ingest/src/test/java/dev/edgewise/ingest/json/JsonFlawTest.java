/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.ingest.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
    try {
      return "none: " + JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return JsonFlaw.of(e);
    }
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
