/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Opens the data directories of earlier versions. Each folder below {@code upgrade} holds one,
 * which {@code upgrade/make.sh} made.
 */
class UpgradeIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PROFILE = "v1/users/ann/profile";
  private static final List<String> KEPT = List.of("known", "interactions", "language", "stated");

  @TempDir Path folder;

  static Stream<Path> versions() throws IOException {
    try (Stream<Path> folders = Files.list(Path.of("src/test/resources/upgrade"))) {
      return folders.filter(Files::isDirectory).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aDataDirectoryOfAnEarlierVersionOpens(Path version) throws Exception {
    unzip(version.resolve("data.zip"), folder.resolve("data"));
    JsonNode before = JSON.readTree(version.resolve("profile.json").toFile());
    String items = version.resolve("items.jsonl").toString();
    String events = version.resolve("events.jsonl").toString();
    try (RunningDemo demo = RunningDemo.start(folder, "--items", items, "--events", events)) {
      JsonNode profile = demo.json(PROFILE);
      for (String field : KEPT) {
        assertThat(profile.path(field)).as(field).isEqualTo(before.path(field));
      }
      assertThat(recentItems(profile)).isEqualTo(recentItems(before));
      assertThat(demo.json("v1/blend/versions").path("versions")).hasSize(1);
      assertThat(demo.json("v1/users/gone/profile").path("known").asBoolean(true)).isFalse();

      // The fixture has a rating of 4 from a source without a declared scale: 4 of 5.
      assertThat(profile.path("recent").path(0).path("weight").asDouble())
          .isCloseTo(0.375, within(1e-9));
      assertThat(demo.get("q/health/well").body()).contains("\"toRebuild\": 0");

      String item = before.path("recent").path(0).path("item").asText();
      HttpResponse<String> answer =
          demo.post(
              "v1/events",
              "{\"id\":\"later\",\"user\":\"ann\",\"item\":\"%s\",\"type\":\"like\",\"time\":\"%s\"}"
                  .formatted(item, Instant.now()));
      String token = JSON.readTree(answer.body()).path("token").asText();
      JsonNode after = demo.json(PROFILE, "X-Edgewise-After", token);
      assertThat(after.path("interactions").asInt())
          .isEqualTo(before.path("interactions").asInt() + 1);
      assertThat(after.path("affinities").path("category:Drama").asDouble())
          .as("the like replaces the rating and stands against one dislike")
          .isCloseTo(1 - decayed(before.path("recent").path(1), after), within(1e-6));
      JsonNode list = demo.json("v1/recommendations/ann?limit=5&deadline=10s");
      assertThat(list.path("items")).hasSize(5);
    }
  }

  /** Returns the present size of an opinion of weight 1, which halves in 30 days. */
  private static double decayed(JsonNode opinion, JsonNode profile) {
    Instant then = Instant.parse(opinion.path("time").asText());
    Instant now = Instant.parse(profile.path("lastSeen").asText());
    return Math.pow(0.5, Duration.between(then, now).toMillis() / (30 * 86_400_000.0));
  }

  private static List<String> recentItems(JsonNode profile) {
    List<String> items = new ArrayList<>();
    profile.path("recent").forEach(event -> items.add(event.path("item").asText()));
    return items;
  }

  private static void unzip(Path zip, Path target) throws IOException {
    try (FileSystem files = FileSystems.newFileSystem(zip);
        Stream<Path> all = Files.walk(files.getPath("/"))) {
      for (Path from : (Iterable<Path>) all::iterator) {
        Path to = target.resolve(files.getPath("/").relativize(from).toString());
        if (Files.isDirectory(from)) {
          Files.createDirectories(to);
        } else {
          Files.copy(from, to);
        }
      }
    }
  }
}
