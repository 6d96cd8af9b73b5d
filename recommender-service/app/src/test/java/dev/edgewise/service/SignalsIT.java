/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What events say about their items, over HTTP. */
@ExtendWith(SharedDemo.class)
class SignalsIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String KNIGHT = "0468569";
  private static final Instant NOW = Instant.now();

  private static RunningDemo demo;

  private final String user = "signals-" + UUID.randomUUID();

  @BeforeAll
  static void connect(RunningDemo running) {
    demo = running;
  }

  private static String event(String user, String type, int second, String more) {
    return "{\"id\":\"%s\",\"user\":\"%s\",\"item\":\"%s\",\"type\":\"%s\",\"time\":\"%s\"%s}"
        .formatted(UUID.randomUUID(), user, KNIGHT, type, NOW.plusSeconds(second), more);
  }

  /** Sends events of the user and returns the profile that contains them. */
  private JsonNode profileAfter(String... events) throws Exception {
    HttpResponse<String> answer = demo.post("v1/events", "[" + String.join(",", events) + "]");
    String token = JSON.readTree(answer.body()).path("token").asText();
    return demo.json("v1/users/" + user + "/profile", "X-Edgewise-After", token);
  }

  private static List<String> facts(JsonNode profile) {
    List<String> texts = new ArrayList<>();
    profile.path("facts").forEach(fact -> texts.add(fact.path("text").asText()));
    return texts;
  }

  private List<String> reasons() throws IOException, InterruptedException {
    List<String> reasons = new ArrayList<>();
    demo.json("v1/recommendations/" + user + "?limit=20&deadline=10s")
        .path("items")
        .forEach(item -> reasons.add(item.path("reason").asText()));
    assertThat(reasons).hasSize(20);
    return reasons;
  }

  /** Found in a review: affinities of 3e-7 were stated as likings. */
  @Test
  void aLikeAndALaterDislikeAreADislike() throws Exception {
    JsonNode profile = profileAfter(event(user, "like", 0, ""), event(user, "dislike", 1, ""));
    assertThat(profile.path("affinities").path("genre:Action").asDouble()).isEqualTo(-1);
    assertThat(facts(profile))
        .contains("dislikes action films")
        .noneMatch(f -> f.contains("liked “The Dark Knight”") && !f.startsWith("dis"));
    assertThat(reasons()).noneMatch(reason -> reason.contains("like action films"));
  }

  @Test
  void aDislikeAndALaterLikeAreALike() throws Exception {
    JsonNode profile = profileAfter(event(user, "like", 1, ""), event(user, "dislike", 0, ""));
    assertThat(profile.path("affinities").path("genre:Action").asDouble()).isEqualTo(1);
    assertThat(facts(profile)).contains("likes action films").noneMatch(f -> f.startsWith("dis"));
  }

  /** Found in a review: one view made nine of twenty reasons say "You like Action". */
  @Test
  void aViewIsNoLiking() throws Exception {
    JsonNode profile = profileAfter(event(user, "view", 0, ""));
    assertThat(profile.path("affinities")).isEmpty();
    assertThat(facts(profile)).noneMatch(fact -> fact.contains("like"));
    assertThat(reasons()).noneMatch(reason -> reason.contains("You like"));
  }

  /** Found in a review: 1e308 and a missing value were taken as ratings. */
  @Test
  void aRatingOutsideItsScaleIsRejected() throws Exception {
    for (String value :
        List.of("1e308", "123456789012345678901234567890", "100000", "-1", "null")) {
      HttpResponse<String> answer =
          demo.post("v1/events", event(user, "rate", 0, ",\"value\":" + value));
      assertThat(answer.statusCode()).as(value).isBetween(400, 499);
      assertThat(answer.body())
          .as(value)
          .contains("value: ")
          .contains("the scale of ratings of source 'api', 0 to 10");
    }
    JsonNode profile =
        profileAfter(event(user, "rate", 0, ",\"value\":5,\"context\":{\"ratingScale\":\"1,5\"}"));
    assertThat(profile.path("recent").path(0).path("weight").asDouble()).isEqualTo(1);
  }

  @Test
  void healthShowsTheScales() throws Exception {
    assertThat(demo.get("q/health/well").body())
        .contains("movietweetings: 0 to 10")
        .contains("others: 0 to 10");
  }

  /** Found in a review: items without a director were alike by the trait director:null. */
  @Test
  void aNullAttributeIsAbsent() throws Exception {
    String item = "null-" + UUID.randomUUID();
    demo.put(
        "v1/items/" + item,
        "{\"title\":\"P9\",\"attributes\":{\"year\":null,\"director\":null,\"size\":1e3}}");
    JsonNode attributes = demo.json("v1/items/" + item).path("attributes");
    assertThat(attributes.toString()).isEqualTo("{\"size\":\"1e3\"}");
    demo.hideItem(item);
  }
}
