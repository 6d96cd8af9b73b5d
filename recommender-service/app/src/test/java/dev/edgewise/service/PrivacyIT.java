/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.edgewise.file.Sha256;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rights of users over their own profiles, over HTTP. */
@ExtendWith(SharedDemo.class)
class PrivacyIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String INCEPTION = "1375666";
  private static final String MATRIX = "0133093";

  private static RunningDemo demo;

  @BeforeAll
  static void connect(RunningDemo running) {
    demo = running;
  }

  /** A user who liked these items, and the token of the last event. */
  private record Person(String user, String token) {
    String path(String rest) {
      return "v1/users/" + user + rest;
    }

    JsonNode profile() throws Exception {
      return demo.json(path("/profile"), "X-Edgewise-After", token);
    }
  }

  private static Person person(String... liked) throws Exception {
    String user = "person-" + UUID.randomUUID();
    String token = "";
    for (String item : liked) {
      token = like(user, item, Instant.now());
    }
    Person person = new Person(user, token);
    RunningDemo.until(() -> person.profile().path("interactions").asInt() == liked.length);
    return person;
  }

  private static String like(String user, String item, Instant time) throws Exception {
    String event =
        "{\"id\":\"%s\",\"source\":\"web\",\"user\":\"%s\",\"item\":\"%s\",\"type\":\"like\",\"time\":\"%s\"}"
            .formatted(item, user, item, time);
    HttpResponse<String> answer = demo.post("v1/events", event);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return JSON.readTree(answer.body()).path("token").asText();
  }

  private static JsonNode done(HttpResponse<String> answer) throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode granted = JSON.readTree(answer.body());
    assertThat(granted.path("done").asBoolean()).isTrue();
    return granted;
  }

  @Test
  void everythingKeptIsExported() throws Exception {
    Person person = person(INCEPTION, MATRIX);
    done(demo.patch(person.path("/preferences"), "{\"likes\":[\"slow films\"]}"));
    HttpResponse<String> answer = demo.get(person.path("/export"));
    assertThat(answer.headers().firstValue("Content-Disposition"))
        .hasValueSatisfying(value -> assertThat(value).contains("attachment"));
    JsonNode export = JSON.readTree(answer.body());
    assertThat(export.path("recent")).hasSize(2);
    assertThat(export.path("recent").path(0).path("title").asText()).isEqualTo("The Matrix");
    assertThat(export.path("stated").path("likes").path(0).asText()).isEqualTo("slow films");
    assertThat(export.path("traits").path("brief")).isNotEmpty();
    assertThat(export.path("items").path("lasting").path(INCEPTION).asDouble()).isPositive();
    assertThat(export.path("circumstances").path("hours")).isNotEmpty();
    assertThat(export.path("elsewhere").asText()).contains("edgewise.events");
  }

  @Test
  void whatIsStatedIsTakenAndMakesSomebodyKnown() throws Exception {
    String user = "person-" + UUID.randomUUID();
    JsonNode granted =
        done(
            demo.patch(
                "v1/users/" + user + "/preferences",
                "{\"language\":\"ko\",\"likes\":[\"space travel\"],\"dislikes\":[\"gore\"]}"));
    JsonNode profile = granted.path("profile");
    assertThat(profile.path("known").asBoolean()).isTrue();
    assertThat(profile.path("language").asText()).isEqualTo("ko");
    assertThat(profile.path("facts").toString())
        .contains("좋아한다고 말함: space travel", "싫어한다고 말함: gore");
    assertThat(demo.json("v1/users/" + user + "/profile?lang=en").path("facts").toString())
        .contains("says to like: space travel", "says to dislike: gore");
    HttpResponse<String> wrong =
        demo.patch("v1/users/" + user + "/preferences", "{\"likes\":\"space\"}");
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body()).contains("likes: must be an array");
  }

  @Test
  void aWithdrawnEventIsNotUsed() throws Exception {
    Person person = person(INCEPTION, MATRIX);
    JsonNode recent = person.profile().path("recent");
    String event = recent.path(0).path("event").asText();
    JsonNode profile = done(demo.delete(person.path("/events/" + event))).path("profile");
    assertThat(profile.path("interactions").asInt()).isEqualTo(1);
    assertThat(profile.path("recent")).hasSize(1);
    assertThat(profile.path("recent").path(0).path("item").asText()).isEqualTo(INCEPTION);
    assertThat(demo.delete(person.path("/events/" + event)).statusCode()).isEqualTo(404);
    assertThat(demo.delete(person.path("/events/nonsense")).statusCode()).isEqualTo(400);
    like(person.user(), MATRIX, Instant.now());
    done(demo.patch(person.path("/preferences"), "{\"language\":\"en\"}"));
    assertThat(demo.json(person.path("/profile")).path("interactions").asInt()).isEqualTo(1);
  }

  @Test
  void aResetForgetsWhatWasLearntOnly() throws Exception {
    Person person = person(INCEPTION);
    done(demo.patch(person.path("/preferences"), "{\"likes\":[\"slow films\"]}"));
    JsonNode profile = done(demo.post(person.path("/reset"), "")).path("profile");
    assertThat(profile.path("interactions").asInt()).isZero();
    assertThat(profile.path("affinities")).isEmpty();
    assertThat(profile.path("stated").path("likes").path(0).asText()).isEqualTo("slow films");
  }

  /** No key, value, precomputed list or log line names an erased user. */
  @Test
  void nothingIsLeftOfWhoIsErased() throws Exception {
    Person person = person(INCEPTION);
    String list = "v1/recommendations/" + person.user() + "?limit=3&deadline=10s";
    RunningDemo.until(() -> demo.json(list).toString().contains("\"rankedBy\":\"stored\""));
    JsonNode granted = done(demo.delete(person.path("")));
    assertThat(granted.path("profile").path("known").asBoolean()).isFalse();
    assertThat(granted.path("profile").path("recent")).isEmpty();
    assertThat(demo.json(person.path("/export")).has("ranking")).isFalse();

    like(person.user(), MATRIX, Instant.parse("2020-01-01T00:00:00Z"));
    done(demo.delete(person.path("")));
    assertThat(demo.json(person.path("/profile")).path("known").asBoolean()).isFalse();
    assertThat(demo.json(list).path("known").asBoolean()).isFalse();

    assertThat(filesNaming(person.user())).isEmpty();
  }

  /** Whatever stands in the place of the profile: text, or a value of another type. */
  @ParameterizedTest
  @ValueSource(strings = {"SET %s garbage", "RPUSH %s x"})
  void whoseProfileCannotBeReadCanBeErased(String spoil) throws Exception {
    Person person = person(INCEPTION);
    String hash =
        Base64.getUrlEncoder().encodeToString(Arrays.copyOf(Sha256.of(person.user()), 12));
    String key = "edgewise:{" + hash + "}:profile3";
    assertThat(redis("DEL " + key)).isEqualTo(":1");
    redis(spoil.formatted(key));
    for (HttpResponse<String> refused :
        List.of(demo.get(person.path("/profile")), demo.post(person.path("/reset"), ""))) {
      assertThat(refused.statusCode()).as(refused.body()).isEqualTo(500);
      assertThat(refused.body()).contains("DELETE /v1/users/{user} erases it");
    }
    JsonNode granted = done(demo.delete(person.path("")));
    assertThat(granted.path("profile").path("known").asBoolean(true)).isFalse();
    String token = like(person.user(), MATRIX, Instant.now());
    assertThat(demo.json(person.path("/profile"), "X-Edgewise-After", token).path("interactions"))
        .hasToString("1");
  }

  /** Sends one command to the demo's Redis, and returns the first line of the answer. */
  private static String redis(String command) throws IOException {
    URI uri = URI.create(demo.redis());
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
          .readLine();
    }
  }

  /** The files of Redis and the log of the service. */
  private static List<Path> filesNaming(String user) throws IOException {
    try (Stream<Path> redis = Files.walk(demo.folder().resolve("data/redis"))) {
      return Stream.concat(
              redis.filter(Files::isRegularFile), Stream.of(demo.folder().resolve("demo.log")))
          .filter(file -> contains(file, user))
          .toList();
    }
  }

  private static boolean contains(Path file, String text) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
