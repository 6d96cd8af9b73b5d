/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The configuration of the packaged service: mistakes, {@code --print-config}, and the log. */
class ConfigurationIT {
  private static final Path MODEL = Path.of("../../llm-ranker/models/films-small");

  private static String onlyLine(Map<String, String> environment, String... options)
      throws Exception {
    try (Serving service = new Serving(environment, options)) {
      List<String> lines = service.out().lines().toList();
      assertThat(lines).hasSize(1);
      assertThat(service.ended()).isEqualTo(2);
      return lines.getFirst();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "EDGEWISE_REDIS_TIMOUT, 1s, unknown environment variable EDGEWISE_REDIS_TIMOUT;"
        + " did you mean EDGEWISE_REDIS_TIMEOUT?",
    "EDGEWISE_REDIS_TIMEOUT, abc, edgewise.redis.timeout (environment variable"
        + " EDGEWISE_REDIS_TIMEOUT) must be a duration"
  })
  void aMistakeInAVariableStopsTheStart(String variable, String value, String message)
      throws Exception {
    assertThat(onlyLine(Map.of("EDGEWISE_AUTH", "off", variable, value)))
        .startsWith("edgewise: bad configuration: " + message);
  }

  @ParameterizedTest
  @CsvSource({
    "EDGEWISE_REDIS_URI, redis://ann:geheim@ho%st, edgewise.redis.uri",
    "EDGEWISE_MODEL_ARCHIVE, no/where, edgewise.model.archive: no/where is no model archive",
    "EDGEWISE_RECOMMEND_PLACEMENTS_MAIL_SOURCES, nosuch, there is no source nosuch"
  })
  void theStartAndThePrintedSettingsAgreeOnAMistake(String variable, String value, String message)
      throws Exception {
    Map<String, String> environment = Map.of("EDGEWISE_AUTH", "off", variable, value);
    assertThat(onlyLine(environment, "--print-config"))
        .isEqualTo(onlyLine(environment))
        .startsWith("edgewise: ")
        .contains(message)
        .doesNotContain("geheim");
  }

  @Test
  void aMistakeInASystemPropertyStopsTheStart() throws Exception {
    assertThat(onlyLine(Map.of("EDGEWISE_COLOUR", "red"), "-Dedgewise.redis.url=x"))
        .contains(
            "EDGEWISE_COLOUR",
            "unknown setting edgewise.redis.url (system property); did you mean edgewise.redis.uri?");
  }

  @Test
  void allSettingsArePrintedWithoutSecretsAndNothingStarts() throws Exception {
    Map<String, String> environment =
        Map.of(
            "EDGEWISE_API_KEYS_0_", "geheim",
            "EDGEWISE_REDIS_URI", "redis://ann:geheim@localhost:1",
            "EDGEWISE_EVENTS_WEIGHTS_SHARE", "0.6",
            "EDGEWISE_MODEL_OPTIONAL", "true",
            "EDGEWISE_MODEL_ARCHIVE", "nowhere");
    String[] options = {"-Dedgewise.recommend.placements.\"next-up\".limit=5", "--print-config"};
    try (Serving service = new Serving(environment, options)) {
      assertThat(service.out().lines().collect(Collectors.joining("\n")))
          .contains(
              "edgewise.api-keys[0] = *** (environment variable EDGEWISE_API_KEYS_0_)",
              "edgewise.redis.uri = redis://ann:***@localhost:1",
              "edgewise.redis.timeout = 2s (default)\n    Timeout of a command.",
              "edgewise.events.weights.share = 0.6"
                  + " (environment variable EDGEWISE_EVENTS_WEIGHTS_SHARE)",
              "edgewise.recommend.placements.\"next-up\".limit = 5 (system property)",
              "edgewise.hosts has no value")
          .doesNotContain("geheim");
      assertThat(service.ended()).isZero();
    }
    String[] json = {"--print-config", "--json"};
    try (Serving service = new Serving(environment, json)) {
      String text = service.out().lines().collect(Collectors.joining("\n"));
      JsonNode queue = null;
      for (JsonNode each : new ObjectMapper().readTree(text)) {
        queue = each.path("setting").asText().equals("edgewise.model.queue") ? each : queue;
      }
      assertThat(queue).isNotNull();
      assertThat(queue.path("value").asText()).isEqualTo("64");
      assertThat(queue.path("origin").asText()).isEqualTo("default");
      assertThat(queue.path("variable").asText()).isEqualTo("EDGEWISE_MODEL_QUEUE");
      assertThat(text).doesNotContain("geheim");
    }
  }

  @Test
  void theStartIsLoggedWithoutSecrets() throws Exception {
    try (Serving service =
        new Serving(
            Map.of(
                "EDGEWISE_API_KEYS", "geheim",
                "EDGEWISE_REDIS_URI", "redis://ann:geheim@localhost:1",
                "EDGEWISE_MODEL_ARCHIVE", MODEL.toString(),
                "EDGEWISE_AHEAD_ENABLED", "false"))) {
      StringBuilder log = new StringBuilder();
      for (String line = service.out().readLine();
          line != null && !line.contains("the model films-small ranks");
          line = service.out().readLine()) {
        log.append(line).append('\n');
      }
      assertThat(log.toString())
          .containsPattern(
              "Edgewise \\d+\\.\\d+\\S* with Kafka at localhost:1 and Redis at redis://ann:\\*\\*\\*@")
          .contains(
              "settings that differ from their defaults: ",
              "edgewise.ahead.enabled = false (environment variable EDGEWISE_AHEAD_ENABLED)",
              "edgewise.api-keys = ***")
          .doesNotContain("geheim", "edgewise.redis.timeout");
    }
  }

  @Test
  void aMissingModelStopsTheStart() throws Exception {
    assertThat(onlyLine(Map.of("EDGEWISE_AUTH", "off", "EDGEWISE_MODEL_ARCHIVE", "no/where")))
        .contains(
            "edgewise.model.archive: no/where is no model archive: it should hold model.json",
            "edgewise.model.optional=true");
  }

  @Test
  void anArchiveWithoutWeightsStopsTheStart(@TempDir Path archive) throws Exception {
    Files.copy(MODEL.resolve("model.json"), archive.resolve("model.json"));
    assertThat(
            onlyLine(Map.of("EDGEWISE_AUTH", "off", "EDGEWISE_MODEL_ARCHIVE", archive.toString())))
        .contains("edgewise.model.archive: Can't read " + archive.resolve("model.pt"));
  }

  @Test
  void anOptionalModelMayBeMissing() throws Exception {
    try (Serving service =
        new Serving(
            Map.of(
                "EDGEWISE_AUTH", "off",
                "EDGEWISE_MODEL_ARCHIVE", "no/where",
                "EDGEWISE_MODEL_OPTIONAL", "true"))) {
      List<String> start =
          service.out().lines().takeWhile(line -> !line.contains("serving at")).toList();
      assertThat(service.get("q/health").body()).contains("no/where is no model archive");
      assertThat(Stream.concat(start.stream(), service.stopped()))
          .anyMatch(line -> line.contains("WARN") && line.contains("the first stage ranks alone"));
    }
  }
}
