/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The packaged service in its own process, without Kafka and Redis. */
public final class Serving implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final int port = RunningDemo.freePort();
  private final Process process;
  private final BufferedReader out;

  /**
   * Starts the service.
   *
   * @param environment further environment variables
   * @param options JVM options, each with {@code -D} or {@code -X}, and options of the command,
   *     each with {@code --}
   */
  public Serving(Map<String, String> environment, String... options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED"));
    command.addAll(Stream.of(options).filter(option -> !option.startsWith("--")).toList());
    command.addAll(
        List.of("-jar", "target/quarkus-app/quarkus-run.jar", "serve", "--port", "" + port));
    command.addAll(Stream.of(options).filter(option -> option.startsWith("--")).toList());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("EDGEWISE_KAFKA_BOOTSTRAP_SERVERS", "localhost:1");
    builder.environment().put("EDGEWISE_REDIS_URI", "redis://localhost:1");
    builder.environment().put("QUARKUS_SHUTDOWN_DELAY", "0s");
    builder.environment().put("EDGEWISE_CATALOGUE_ITEMS", "../catalogues/films/items.jsonl.gz");
    builder.environment().putAll(environment);
    process = builder.start();
    out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Returns the console output. */
  BufferedReader out() {
    return out;
  }

  /** Waits until the service answers or has ended. */
  public boolean await() {
    return out.lines().anyMatch(line -> line.contains("serving at"));
  }

  /** Waits for the exit status. */
  int ended() throws InterruptedException {
    return process.waitFor();
  }

  /** Sends the signal to stop. */
  void terminate() {
    process.toHandle().destroy(); // unlike the process's own method, leaves the output open
  }

  /** Stops the service and returns the rest of its output. */
  Stream<String> stopped() {
    terminate();
    return out.lines();
  }

  /** The base URL, with a slash at the end. */
  public String url() {
    return "http://127.0.0.1:" + port + "/";
  }

  /** Sends a GET request. */
  public HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(url() + path)).GET(), headers);
  }

  /** Sends a POST request. */
  public HttpResponse<String> post(String path, String body, String... headers)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(url() + path)).POST(BodyPublishers.ofString(body)),
        headers);
  }

  private HttpResponse<String> send(HttpRequest.Builder request, String... headers)
      throws IOException, InterruptedException {
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  @Override
  public void close() {
    http.close();
    process.destroy();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
