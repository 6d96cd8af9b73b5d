/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.persona;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.edgewise.recommend.catalogue.Item;
import dev.edgewise.service.RunningDemo;
import dev.edgewise.service.SharedDemo;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The dial and the placements of lists over HTTP. */
@ExtendWith(SharedDemo.class)
class PlacementsIT {
  private static final Persona WESTERN = Persona.SEVEN.get(4);
  private static final Persona MUSICAL = Persona.SEVEN.get(5);
  private static final String TRENDING = "placement=trending";
  private static final String BECAUSE = "placement=because-you-liked";

  private static RunningDemo demo;

  @BeforeAll
  static void connect(RunningDemo running) {
    demo = running;
  }

  private static NewReader fan(Persona persona) throws Exception {
    return new NewReader(demo).does("like", persona.likes());
  }

  private static int common(List<Item> one, List<Item> other) {
    return (int) one.stream().filter(other::contains).count();
  }

  @Test
  void theDialGoesFromWhatTrendsToWhatFitsOnlyYou() throws Exception {
    List<NewReader> fans = List.of(fan(WESTERN), fan(MUSICAL));
    List<Item> strangers = new NewReader(demo).topTen();
    List<Integer> shared = new ArrayList<>();
    for (String dial : List.of("0", "0.25", "0.5", "0.75", "1")) {
      int sum = 0;
      for (NewReader fan : fans) {
        sum += common(fan.topTen("personal=" + dial), strangers);
      }
      shared.add(sum);
    }
    assertThat(shared).as("%s", shared).isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(shared.getFirst()).as("%s", shared).isGreaterThanOrEqualTo(10);
    assertThat(shared.getLast()).as("%s", shared).isLessThanOrEqualTo(2);
  }

  @Test
  void theEndsOfTheDialAreTrendsAndTaste() throws Exception {
    for (Persona persona : List.of(WESTERN, MUSICAL)) {
      NewReader fan = fan(persona);
      List<Item> most = fan.topTen("personal=0");
      List<Item> own = fan.topTen("personal=1");
      assertThat(common(most, fan.topTen(TRENDING)))
          .as("%s", Persona.titles(most))
          .isGreaterThanOrEqualTo(5);
      assertThat(Persona.count(own, persona.genres()))
          .as("%s", Persona.titles(own))
          .isGreaterThanOrEqualTo(8);
    }
  }

  @Test
  void whatTrendsIsTheSameForAllButWhatTheyKnow() throws Exception {
    NewReader reader = new NewReader(demo);
    JsonNode list = reader.list(TRENDING);
    assertThat(list.path("placement").asText()).isEqualTo("trending");
    assertThat(list.path("personal").asDouble()).isZero();
    assertThat(list.hasNonNull("because")).isFalse();
    List<Item> all = NewReader.films(list);
    assertThat(all).hasSize(20);
    String known = all.get(3).id();
    List<Item> others = fan(WESTERN).does("like", List.of(known)).topTen(TRENDING);
    assertThat(others).hasSize(10).isEqualTo(all.stream().filter(others::contains).toList());
    assertThat(others).extracting(Item::id).doesNotContain(known);
  }

  @Test
  void newFilmsAreNew() throws Exception {
    NewReader reader = new NewReader(demo);
    String id = "new-" + UUID.randomUUID();
    assertThat(ids(reader.list("placement=new"))).hasSize(20).doesNotContain(id);
    demo.putItem(id, "Just In");
    assertThat(ids(reader.list("placement=new"))).contains(id);
    demo.hideItem(id);
    assertThat(ids(reader.list("placement=new"))).doesNotContain(id);
  }

  private static List<String> ids(JsonNode list) {
    List<String> ids = new ArrayList<>();
    list.path("items").forEach(item -> ids.add(item.path("id").asText()));
    return ids;
  }

  @Test
  void becauseYouLikedStartsFromTheLatestLikeOrTheOneAskedFor() throws Exception {
    List<String> likes = WESTERN.likes();
    NewReader reader = new NewReader(demo);
    for (String like : likes) {
      reader.does("like", List.of(like));
    }
    JsonNode latest = reader.list(BECAUSE);
    assertThat(latest.path("placement").asText()).isEqualTo("because-you-liked");
    assertThat(latest.path("because").path("id").asText()).isEqualTo(likes.getLast());
    assertThat(latest.path("because").path("title").asText()).isEqualTo("True Grit");
    JsonNode asked = reader.list(BECAUSE + "&item=" + likes.getFirst());
    assertThat(asked.path("because").path("id").asText()).isEqualTo(likes.getFirst());
    for (JsonNode list : List.of(latest, asked)) {
      assertThat(ids(list)).hasSize(20).doesNotContainAnyElementsOf(likes);
    }
    assertThat(ids(asked)).isNotEqualTo(ids(latest));
  }

  @ParameterizedTest
  @CsvSource({
    "0105695, Western",
    "0120815, War",
    "0114709, Animation",
    "0045152, Musical",
    "0332280, Romance"
  })
  void becauseYouLikedIsOfTheKindOfTheLikedFilm(String film, String genre) throws Exception {
    NewReader reader = new NewReader(demo).does("like", List.of(film));
    List<Item> ten = NewReader.films(reader.list(BECAUSE + "&limit=10"));
    assertThat(ten.stream().filter(item -> item.categories().contains(genre)).count())
        .as("%s in %s", genre, ten)
        .isGreaterThanOrEqualTo(7);
  }

  @Test
  void becauseYouLikedIsEmptyWithoutALike() throws Exception {
    NewReader reader = new NewReader(demo).does("dislike", List.of("0105695"));
    JsonNode list = reader.list(BECAUSE);
    assertThat(list.path("items")).isEmpty();
    assertThat(list.path("degraded").asBoolean()).isFalse();
    assertThat(list.hasNonNull("because")).isFalse();
    assertThat(list.path("notes").path(0).path("code").asText()).isEqualTo("empty");
    assertThat(list.path("notes").path(0).path("message").asText())
        .contains("starts from an item that the user liked, and none is known yet");
    assertThat(reader.list("placement=trending").has("notes")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "personal=-0.1     | from 0 (what most people choose) to 1",
        "personal=1.1      | from 0 (what most people choose) to 1",
        "personal=NaN      | from 0 (what most people choose) to 1",
        "personal=much     | from 0 (what most people choose) to 1",
        "placement=nowhere | for-you, trending, new, because-you-liked, similar, cart"
      })
  void whatIsWrongIsNamed(String parameter, String right) throws Exception {
    HttpResponse<String> answer = demo.get("v1/recommendations/ann?" + parameter);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(answer.body()).contains(right, parameter.split("=", -1)[1]);
  }
}
