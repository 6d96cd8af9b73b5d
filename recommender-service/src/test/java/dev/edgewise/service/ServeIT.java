/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The packaged service where neither Kafka nor Redis nor a model is to be had. */
class ServeIT {
  private final HttpClient http = HttpClient.newHttpClient();
  private final int port = RunningDemo.freePort();
  private Process process;

  private BufferedReader start(Map<String, String> environment, String... properties)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of(properties));
    command.addAll(
        List.of("-jar", "target/quarkus-app/quarkus-run.jar", "serve", "--port", "" + port));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    builder.environment().put("EDGEWISE_KAFKA_BOOTSTRAP_SERVERS", "localhost:1");
    builder.environment().put("EDGEWISE_REDIS_URI", "redis://localhost:1");
    builder.environment().put("EDGEWISE_CATALOGUE_ITEMS", "catalogues/films/items.jsonl.gz");
    process = builder.start();
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  @AfterEach
  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    http.close();
  }

  private HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).GET();
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void itStartsAndAnswersAndHidesNothing() throws Exception {
    BufferedReader out = start(Map.of("EDGEWISE_API_KEYS", "one,two"));
    assertThat(out.lines().anyMatch(line -> line.contains("serving at"))).isTrue();

    assertThat(get("/").statusCode()).isEqualTo(200);
    assertThat(get("/v1/about").statusCode()).isEqualTo(401);
    assertThat(get("//v1/about").statusCode()).isEqualTo(401);
    assertThat(get("/v1/about", "Authorization", "Bearer three").statusCode()).isEqualTo(401);
    assertThat(get("/v1/about", "Authorization", "Bearer two").body()).contains("\"demo\":false");

    String[] key = {"Authorization", "Bearer one"};
    assertThat(get("/v1/recommendations/ann?limit=3&deadline=10s", key).body())
        .contains("\"degraded\":true", "without the profile", "first-stage")
        .doesNotContain("\"rankedBy\":\"model\"");
    HttpResponse<String> profile = get("/v1/users/ann/profile", key);
    assertThat(profile.statusCode()).isEqualTo(503);
    assertThat(profile.body()).contains("store-unavailable", "localhost:1");
    assertThat(get("/v1/readers", key).statusCode()).isEqualTo(404);

    HttpResponse<String> health = get("/q/health");
    assertThat(health.statusCode()).isEqualTo(503);
    assertThat(health.body()).contains("no model", "Redis localhost:1", "Kafka at localhost:1");
    assertThat(get("/q/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void withoutKeysItDoesNotStart() throws Exception {
    BufferedReader out = start(Map.of());
    assertThat(out.lines())
        .singleElement()
        .asString()
        .contains("edgewise.api-keys", "edgewise.auth=off");
    assertThat(process.waitFor()).isEqualTo(2);
  }

  @Test
  void anUnknownSettingStopsTheStart() throws Exception {
    BufferedReader out = start(Map.of("EDGEWISE_AUTH", "off"), "-Dedgewise.colour=red");
    assertThat(out.lines()).singleElement().asString().contains("edgewise.colour");
    assertThat(process.waitFor()).isEqualTo(2);
  }
}
