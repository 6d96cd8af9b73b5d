/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The README's tour: its commands run as they stand there, and each has the effect it promises. */
@ExtendWith(SharedDemo.class)
class ReadmeIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern COMMANDS = Pattern.compile("(?s)```sh\n(.*?)```");
  private static final int STEPS = 6;
  private static final String END = "--- end of a step ---";

  @Test
  void eachStepOfTheTourHasItsEffect(RunningDemo demo) throws Exception {
    List<String> steps = steps();
    assertThat(steps).hasSize(STEPS);
    List<List<JsonNode>> answers = run(steps, demo.url());

    JsonNode before = answers.get(0).getFirst();
    assertThat(before.path("known").asBoolean()).isFalse();
    assertThat(before.path("items")).hasSize(5);
    assertThat(answers.get(1).getFirst().path("accepted").asInt()).isEqualTo(2);
    JsonNode profile = answers.get(2).getFirst();
    assertThat(profile.path("interactions").asInt()).isEqualTo(2);
    assertThat(profile.path("facts").toString()).contains("The Dark Knight", "Inception");
    JsonNode after = answers.get(3).getFirst();
    assertThat(after.path("known").asBoolean()).isTrue();
    List<String> added = ids(after);
    added.removeAll(ids(before));
    assertThat(added).hasSizeGreaterThanOrEqualTo(3);
    assertThat(after.path("items"))
        .filteredOn(item -> item.path("categories").toString().contains("Action"))
        .hasSizeGreaterThanOrEqualTo(3);
    assertThat(cited(after)).containsAnyElementsOf(ids(profile.path("facts")));
    assertThat(answers.get(4).getLast().path("interactions").asInt()).isEqualTo(2);
    assertThat(answers.get(5).getFirst().path("profile").path("known").asBoolean(true)).isFalse();
  }

  private static List<String> steps() throws IOException {
    String readme = Files.readString(Path.of("../../README.md"));
    String tour = readme.substring(readme.indexOf("## Five-minute tour"));
    return COMMANDS
        .matcher(tour)
        .results()
        .map(step -> step.group(1).replace("localhost:8080/", "http://localhost:8080/"))
        .toList();
  }

  /** Runs the steps in one shell; returns the JSON documents that each of them prints. */
  private static List<List<JsonNode>> run(List<String> steps, String url) throws Exception {
    String commands =
        String.join("\necho " + END + "\n", steps).replace("http://localhost:8080/", url);
    Process shell = new ProcessBuilder("sh", "-ec", commands).start();
    String out = new String(shell.getInputStream().readAllBytes(), UTF_8);
    String errors = new String(shell.getErrorStream().readAllBytes(), UTF_8);
    assertThat(shell.waitFor()).as(commands + errors).isZero();
    List<List<JsonNode>> answers = new ArrayList<>();
    for (String printed : out.split(END, -1)) {
      try (MappingIterator<JsonNode> documents =
          JSON.readerFor(JsonNode.class).readValues(printed)) {
        answers.add(documents.readAll());
      }
    }
    return answers;
  }

  private static List<String> ids(JsonNode list) {
    List<String> ids = new ArrayList<>();
    JsonNode all = list.has("items") ? list.path("items") : list;
    all.forEach(one -> ids.add(one.path("id").asText()));
    return ids;
  }

  private static Set<String> cited(JsonNode list) {
    Set<String> cited = new HashSet<>();
    for (JsonNode item : list.path("items")) {
      item.path("reason").path("cites").forEach(cite -> cited.add(cite.asText()));
    }
    return cited;
  }
}
