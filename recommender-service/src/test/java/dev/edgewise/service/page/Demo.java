/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The packaged demo as a process of its own, with its Kafka and Redis, in a directory of its own.
 */
final class Demo implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Process process;
  private final Path log;
  private final String url;
  private final HttpClient http = HttpClient.newHttpClient();

  private Demo(Process process, Path log, String url) {
    this.process = process;
    this.log = log;
    this.url = url;
  }

  /** Starts it and waits until it is ready. */
  static Demo start(Path data) throws IOException {
    int port = freePort();
    Path log = data.resolve("demo.log");
    Process process =
        new ProcessBuilder(command(port, data.resolve("data")))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Demo demo = new Demo(process, log, "http://127.0.0.1:" + port + "/");
    demo.awaitReady();
    return demo;
  }

  private static List<String> command(int port, Path data) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "-Dedgewise.home=..",
        "-jar",
        "target/quarkus-app/quarkus-run.jar",
        "demo",
        "--no-browser",
        "--port",
        String.valueOf(port),
        "--data",
        data.toString());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Where the page is, with the slash. */
  String url() {
    return url;
  }

  /** Adds an item to the catalogue. */
  void putItem(String id, String title) throws IOException, InterruptedException {
    String body = new ObjectMapper().writeValueAsString(Map.of("id", id, "title", title));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "v1/items/" + id))
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.statusCode() + ": " + answer.body());
    }
  }

  private void awaitReady() throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!ready()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        process.destroy();
        throw new AssertionError("the demo did not get ready:\n" + Files.readString(log));
      }
    }
  }

  private boolean ready() throws IOException {
    return Files.readString(log).contains("Edgewise is ready at") || pause();
  }

  // Between two looks; a latch that nobody opens waits without holding anything.
  private static boolean pause() {
    try {
      return new CountDownLatch(1).await(200, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    http.close();
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
