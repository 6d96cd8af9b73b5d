/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.lab.check.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.lab.check.survey.EventSurvey;
import dev.edgewise.lab.check.survey.ItemSurvey;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
  @ParameterizedTest
  @CsvSource({
    "catagories, categories",
    "name, title",
    "genres, categories",
    "Title, title",
    "itemId, id",
    "isHidden, hidden",
    "publishedAt, published",
  })
  void fieldsOfItems(String wrong, String meant) {
    assertThat(NearestName.of(wrong, ItemSurvey.FIELDS)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"userId, user", "user_id, user", "timestamp, time", "item_id, item", "rating, value"})
  void fieldsOfEvents(String wrong, String meant) {
    assertThat(NearestName.of(wrong, EventSurvey.FIELDS)).contains(meant);
  }

  @Test
  void noGuessWithoutLikeness() {
    List<String> known = List.of("like", "view");
    assertThat(NearestName.of("lik", known)).contains("like");
    assertThat(NearestName.of("LIKE", known)).contains("like");
    assertThat(NearestName.of("teleport", known)).isEmpty();
    assertThat(NearestName.of("", known)).isEmpty();
    assertThat(NearestName.of("x".repeat(100_000), known)).isEmpty();
  }
}
