/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.edgewise.recommend.catalogue.Item;
import dev.edgewise.service.http.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemBodyTest {
  private static JsonNode json(String text) throws JsonProcessingException {
    return new ObjectMapper().readTree(text);
  }

  @Test
  void everythingThatAnItemHasIsRead() throws Exception {
    Item item =
        ItemBody.read(
            json(
                """
                {"title":"Alpha","text":"A film","categories":["Drama","War"],
                 "attributes":{"year":1999,"colour":"red"},
                 "published":"2026-01-31T12:00:00+01:00","hidden":true}\
                """),
            "a");
    assertThat(item.id()).isEqualTo("a");
    assertThat(item.categories()).containsExactly("Drama", "War");
    assertThat(item.attributes()).containsEntry("year", "1999");
    assertThat(item.published()).hasToString("2026-01-31T11:00:00Z");
    assertThat(item.hidden()).isTrue();
    assertThat(ItemBody.of(item).title()).isEqualTo("Alpha");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]|object",
        "{}|title",
        "{\"id\":\"b\",\"title\":\"x\"}|agree",
        "{\"title\":7}|title",
        "{\"title\":\" \"}|title",
        "{\"title\":\"x\",\"categories\":[1]}|categories",
        "{\"title\":\"x\",\"categories\":\"Drama\"}|categories",
        "{\"title\":\"x\",\"categories\":[\"\"]}|categories",
        "{\"title\":\"x\",\"attributes\":[1]}|attributes",
        "{\"title\":\"x\",\"attributes\":{\"a\":{}}}|attributes.a",
        "{\"title\":\"x\",\"hidden\":\"yes\"}|hidden",
        "{\"title\":\"x\",\"published\":\"now\"}|published"
      })
  void whatIsWrongIsNamed(String text, String named) throws Exception {
    JsonNode json = json(text);
    ProblemException thrown =
        catchThrowableOfType(ProblemException.class, () -> ItemBody.read(json, "a"));
    assertThat(thrown.problem().detail()).contains(named);
    assertThat(thrown.problem().status()).isEqualTo(400);
  }
}
