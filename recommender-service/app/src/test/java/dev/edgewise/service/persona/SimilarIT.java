/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.persona;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.edgewise.recommend.catalogue.Item;
import dev.edgewise.service.RunningDemo;
import dev.edgewise.service.SharedDemo;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Similar items over HTTP: of one item for whoever asks, and as placements. */
@ExtendWith(SharedDemo.class)
class SimilarIT {
  private static final String UNFORGIVEN = "0105695";
  private static final String TOY_STORY = "0114709";
  private static final String TOY_STORY_2 = "0120363";

  private static RunningDemo demo;

  @BeforeAll
  static void connect(RunningDemo running) {
    demo = running;
  }

  private static JsonNode similar(String item) throws Exception {
    return demo.json("v1/items/" + item + "/similar");
  }

  private static List<String> ids(JsonNode list) {
    List<String> ids = new ArrayList<>();
    list.path("items").forEach(item -> ids.add(item.path("id").asText()));
    return ids;
  }

  @ParameterizedTest
  @CsvSource({"0105695, Western", "0045152, Musical", "0081505, Horror", "0114709, Animation"})
  void similarFilmsAreOfTheKind(String film, String genre) throws Exception {
    List<Item> ten = NewReader.films(similar(film));
    assertThat(ten).hasSize(10);
    assertThat(ten.stream().filter(item -> item.categories().contains(genre)).count())
        .as("%s in %s", genre, ten)
        .isGreaterThanOrEqualTo(6);
  }

  @Test
  void theAnswerSaysWhatIsSimilarAndHowMuch() throws Exception {
    JsonNode answer = demo.json("v1/items/" + TOY_STORY + "/similar?limit=3");
    assertThat(answer.path("id").asText()).isEqualTo(TOY_STORY);
    assertThat(answer.path("title").asText()).isEqualTo("Toy Story");
    assertThat(ids(answer)).hasSize(3).contains(TOY_STORY_2).doesNotContain(TOY_STORY);
    double before = 1;
    for (int i = 0; i < 3; i++) {
      JsonNode item = answer.path("items").path(i);
      assertThat(item.path("rank").asInt()).isEqualTo(i + 1);
      assertThat(item.path("score").asDouble()).isPositive().isLessThanOrEqualTo(before);
      assertThat(item.path("categories")).isNotEmpty();
      before = item.path("score").asDouble();
    }
  }

  @Test
  void aFilmAddedASecondAgoHasSimilarFilmsAndIsOne() throws Exception {
    String film = "late-" + UUID.randomUUID();
    String twin = "late-" + UUID.randomUUID();
    List<String> genres = List.of("Musical", "Western");
    demo.putItem(film, "The Singing Stagecoach", genres);
    demo.putItem(twin, "The Singing Stagecoach Returns", genres);
    try {
      assertThat(ids(similar(film))).hasSize(10).startsWith(twin);
      assertThat(ids(similar(twin))).hasSize(10).startsWith(film);
      NewReader reader = new NewReader(demo);
      assertThat(ids(reader.list("placement=similar&item=" + film))).hasSize(10).contains(twin);
    } finally {
      demo.hideItem(film);
      demo.hideItem(twin);
    }
    assertThat(ids(similar(film))).doesNotContain(twin);
  }

  @Test
  void anItemThatNothingDescribesHasANoteInsteadOfItems() throws Exception {
    String bare = "bare-" + UUID.randomUUID();
    demo.putItem(bare, "Zzyzx", List.of());
    try {
      JsonNode answer = similar(bare);
      assertThat(answer.path("items")).isEmpty();
      assertThat(answer.path("notes").path(0).path("message").asText())
          .contains("shares a word, a category or an attribute");
    } finally {
      demo.hideItem(bare);
    }
    assertThat(similar(TOY_STORY).has("notes")).isFalse();
  }

  @Test
  void whatTheUserFinishedIsLeftOut() throws Exception {
    NewReader reader = new NewReader(demo);
    JsonNode before = reader.list("placement=similar&item=" + TOY_STORY);
    assertThat(before.path("personal").asDouble()).isEqualTo(0.25);
    assertThat(before.path("because").path("id").asText()).isEqualTo(TOY_STORY);
    assertThat(ids(before)).contains(TOY_STORY_2).doesNotContain(TOY_STORY);
    reader.does("like", List.of(TOY_STORY_2));
    assertThat(ids(reader.list("placement=similar&item=" + TOY_STORY)))
        .hasSize(10)
        .doesNotContain(TOY_STORY, TOY_STORY_2);
    assertThat(ids(similar(TOY_STORY))).contains(TOY_STORY_2);
  }

  @Test
  void withoutAnItemTheLatestLikeIsTheStart() throws Exception {
    NewReader reader = new NewReader(demo).does("like", List.of(UNFORGIVEN));
    JsonNode list = reader.list("placement=similar");
    assertThat(list.path("because").path("id").asText()).isEqualTo(UNFORGIVEN);
    assertThat(ids(list)).hasSize(10);
    JsonNode stranger = new NewReader(demo).list("placement=similar");
    assertThat(stranger.path("items")).isEmpty();
    assertThat(stranger.path("notes").path(0).path("code").asText()).isEqualTo("empty");
  }

  @Test
  void aCartLeadsToWhatGoesWithItsItems() throws Exception {
    NewReader reader = new NewReader(demo);
    JsonNode list = reader.list("placement=cart&item=" + TOY_STORY + "," + UNFORGIVEN);
    assertThat(list.hasNonNull("because")).isFalse();
    assertThat(ids(list)).hasSize(10).doesNotContain(TOY_STORY, UNFORGIVEN);
    List<Item> films = NewReader.films(list);
    assertThat(films).anyMatch(film -> film.categories().contains("Animation"));
    assertThat(films).anyMatch(film -> film.categories().contains("Western"));
  }

  @Test
  void theDialAddsTheTaste() throws Exception {
    NewReader reader = new NewReader(demo).does("like", Persona.SEVEN.get(5).likes());
    String path = "placement=similar&item=" + TOY_STORY;
    assertThat(Persona.count(reader.topTen(path + "&personal=1"), Set.of("Musical")))
        .isGreaterThan(Persona.count(reader.topTen(path + "&personal=0"), Set.of("Musical")));
  }
}
